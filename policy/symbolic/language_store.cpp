#include "policy/symbolic/language_store.h"

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostNames = 16'384;
constexpr std::size_t kMostSize = 16'000'000;  // machine words
constexpr std::size_t kInsertionsPerCount = 64;
constexpr std::size_t kMostSearches = 16'384;
constexpr std::size_t kMostWords = 65'536;
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
  if (const auto known = known_words_.find(word.number); known != known_words_.end()) {
    return known->second;
  }
  if (known_words_.size() >= kMostKnownWords) known_words_.clear();
  return known_words_.emplace(word.number, contains(word.text)).first->second;
}

std::size_t StoredLanguage::size() const {
  const std::size_t states =
      automaton_ ? automaton_->states() * (automaton_->width() + automaton_->classes()) : 0;
  return states + known_words_.size() * 4;
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
  if (languages_.size() > kMostNames || size > kMostSize) languages_.clear();
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

NumberedWord LanguageStore::numbered(const std::string& word) {
  if (words_.size() >= kMostWords) words_.clear();
  const auto [found, fresh] = words_.emplace(word, last_word_ + 1);
  if (fresh) ++last_word_;
  return {word, found->second};
}

}  // namespace sqsproof::policy
