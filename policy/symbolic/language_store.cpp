#include "policy/symbolic/language_store.h"

#include <algorithm>
#include <utility>

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostNames = 16'384;
constexpr std::size_t kMostSize = 16'000'000;  // machine words
constexpr std::size_t kInsertionsPerCount = 64;
constexpr std::size_t kMostSearches = 16'384;
constexpr std::size_t kMostWords = 65'536;
constexpr std::size_t kMostShelves = 256;
constexpr std::size_t kMostWordLists = 8'192;
constexpr std::size_t kMostKnownWords = 4'096;  // of one language

void append(std::string& name, std::uint64_t number) {
  name.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

StoredLanguage::StoredLanguage(const Language& language, Shape shape, std::uint64_t number)
    : number_(number),
      empty_(language.alternatives.empty() && shape == Shape::word),
      automaton_(std::in_place, language, shape) {}

bool StoredLanguage::contains(const std::string& word) {
  return automaton_ ? automaton_->matches(word) : test_(word);
}

bool StoredLanguage::contains(const NumberedWord& word) {
  const std::size_t mask = known_words_.size() - 1;
  for (std::size_t i = word.number; !known_words_.empty(); ++i) {
    const std::uint64_t known = known_words_[i & mask];
    if (known >> 1U == word.number) return (known & 1U) != 0;
    if (known == 0) break;
  }
  const bool inside = contains(word.text);
  learn(word.number, inside);
  return inside;
}

void StoredLanguage::learn(std::uint64_t word, bool inside) {
  if (known_ >= kMostKnownWords) {
    known_words_.clear();
    known_ = 0;
  }
  if (4 * (known_ + 1) > 3 * known_words_.size()) {
    const std::vector<std::uint64_t> before = std::exchange(
        known_words_,
        std::vector<std::uint64_t>(std::max<std::size_t>(32, 2 * known_words_.size())));
    known_ = 0;
    for (const std::uint64_t known : before) {
      if (known != 0) learn(known >> 1U, (known & 1U) != 0);
    }
  }
  const std::size_t mask = known_words_.size() - 1;
  std::size_t i = word;
  while (known_words_[i & mask] != 0) ++i;
  known_words_[i & mask] = 2 * word + (inside ? 1 : 0);
  ++known_;
}

std::size_t StoredLanguage::size() const {
  const std::size_t states =
      automaton_ ? automaton_->states() * (automaton_->width() + automaton_->classes()) : 0;
  return states + known_words_.size();
}

LanguageStore& LanguageStore::of_this_thread() {
  thread_local LanguageStore store;
  return store;
}

LanguageHandle LanguageStore::find(const std::string& name) const {
  const auto found = languages_.find(name);
  return found == languages_.end() ? nullptr : found->second;
}

LanguageHandle LanguageStore::add(const std::string& name, const Language& language, Shape shape) {
  make_room();
  const std::string text = canonical_text(language) + std::to_string(static_cast<int>(shape));
  LanguageHandle& handle = languages_[text];
  if (!handle) handle = std::make_shared<StoredLanguage>(language, shape, ++last_number_);
  LanguageHandle result = handle;
  if (!name.empty()) languages_.emplace(name, result);
  return result;
}

LanguageHandle LanguageStore::add(const std::string& name, const StoredLanguage::Test& test) {
  make_room();
  return languages_.emplace(name, std::make_shared<StoredLanguage>(test, ++last_number_))
      .first->second;
}

void LanguageStore::make_room() {
  if (++insertions_ % kInsertionsPerCount != 0) return;
  std::size_t size = 0;
  for (const auto& [name, language] : languages_) size += name.size() / 8 + language->size();
  if (languages_.size() <= kMostNames && size <= kMostSize) return;
  languages_.clear();
  phrases_.clear();
  shelves_.clear();
}

std::shared_ptr<LanguageStore::Shelf> LanguageStore::shelf(const std::string& name) {
  if (shelves_.size() >= kMostShelves) shelves_.clear();
  std::shared_ptr<Shelf>& found = shelves_[name];
  if (!found) found = std::make_shared<Shelf>();
  return found;
}

const Phrase* LanguageStore::phrase(const std::string& name) const {
  const auto found = phrases_.find(name);
  return found == phrases_.end() ? nullptr : &found->second;
}

void LanguageStore::remember(const std::string& name, Phrase phrase) {
  if (phrases_.size() >= kMostNames) phrases_.clear();
  phrases_.insert_or_assign(name, std::move(phrase));
}

WordSearch LanguageStore::find_word(const LanguageHandle& domain,
                                    const std::vector<LanguageHandle>& inside,
                                    const std::vector<LanguageHandle>& outside,
                                    std::size_t budget) {
  std::string name;
  append(name, domain->number());
  std::vector<Automaton*> in;
  std::vector<Automaton*> out;
  for (const LanguageHandle& language : inside) {
    append(name, language->number());
    in.push_back(language->automaton());
  }
  append(name, 0);  // no language has it
  for (const LanguageHandle& language : outside) {
    append(name, language->number());
    out.push_back(language->automaton());
  }
  if (const auto known = searches_.find(name); known != searches_.end()) {
    // What it would have cost counts, so that answers do not depend on what was asked before.
    if (known->second.work <= budget) return known->second;
    return {WordSearch::Result::gave_up, {}, {}, {}, budget};
  }
  WordSearch search = policy::find_word(*domain->automaton(), in, out, budget);
  if (search.result == WordSearch::Result::gave_up) return search;
  if (searches_.size() >= kMostSearches) searches_.clear();
  searches_.emplace(std::move(name), search);
  return search;
}

const std::vector<NumberedWord>& LanguageStore::add_words(const std::string& name,
                                                          const std::vector<std::string>& words) {
  std::vector<NumberedWord> list;
  for (const std::string& word : words) list.push_back(numbered(word));
  if (word_lists_.size() >= kMostWordLists) word_lists_.clear();
  return word_lists_.insert_or_assign(name, std::move(list)).first->second;
}

NumberedWord LanguageStore::numbered(const std::string& word) {
  if (words_.size() >= kMostWords) {
    words_.clear();
    word_lists_.clear();
  }
  const auto [found, fresh] = words_.emplace(word, last_word_ + 1);
  if (fresh) ++last_word_;
  return {word, found->second};
}

}  // namespace sqsproof::policy
