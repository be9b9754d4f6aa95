#include "policy/symbolic/language_store.h"

#include <algorithm>
#include <utility>

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostNames = 16'384;
constexpr std::size_t kMostSize = 16'000'000;  // machine words
constexpr std::size_t kInsertionsPerCount = 64;
constexpr std::size_t kMostSentences = 8'192;
constexpr std::size_t kMostPhrases = 65'536;  // of all sentences
constexpr std::size_t kMostSearches = 16'384;
constexpr std::size_t kMostWords = 65'536;
constexpr std::size_t kMostShelves = 256;
constexpr std::size_t kMostWordLists = 8'192;
constexpr std::size_t kMostListedWords = 262'144;
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

bool StoredLanguage::find_out(const NumberedWord& word) {
  const bool inside = contains(word.text());
  learn(word.number(), inside);
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
  forget_phrases();
}

void LanguageStore::forget_phrases() {
  ++state_;
  phrases_.clear();
  sentences_.clear();
  phrases_in_sentences_ = 0;
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

const Phrase& LanguageStore::remember(const std::string& name, Phrase phrase) {
  if (phrases_.size() >= kMostNames) phrases_.clear();
  return phrases_.insert_or_assign(name, std::move(phrase)).first->second;
}

std::shared_ptr<const Sentence> LanguageStore::sentence(const std::string& name) const {
  const auto found = sentences_.find(name);
  return found == sentences_.end() ? nullptr : found->second;
}

std::shared_ptr<const Sentence> LanguageStore::remember(const std::string& name,
                                                        Sentence sentence) {
  const std::size_t phrases = sentence.surely.size() + sentence.possibly.size();
  if (sentences_.size() >= kMostSentences || phrases_in_sentences_ + phrases > kMostPhrases) {
    sentences_.clear();
    phrases_in_sentences_ = 0;
  }
  phrases_in_sentences_ += phrases;
  return sentences_.insert_or_assign(name, std::make_shared<const Sentence>(std::move(sentence)))
      .first->second;
}

const WordSearch& LanguageStore::find_word(StoredLanguage& domain,
                                           const std::vector<StoredLanguage*>& inside,
                                           const std::vector<StoredLanguage*>& outside,
                                           std::size_t budget) {
  std::string& name = search_name_;
  name.clear();
  append(name, domain.number());
  for (const StoredLanguage* language : inside) append(name, language->number());
  append(name, 0);  // no language has it
  for (const StoredLanguage* language : outside) append(name, language->number());
  if (const auto known = searches_.find(name); known != searches_.end()) {
    // What it would have cost counts, so that answers do not depend on what was asked before.
    if (known->second.work <= budget) return known->second;
    return given_up_ = {WordSearch::Result::gave_up, {}, {}, {}, budget};
  }
  const auto automata_of = [](const std::vector<StoredLanguage*>& languages) {
    std::vector<Automaton*> automata;
    for (StoredLanguage* language : languages) automata.push_back(language->automaton());
    return automata;
  };
  WordSearch search =
      policy::find_word(*domain.automaton(), automata_of(inside), automata_of(outside), budget);
  if (search.result == WordSearch::Result::gave_up) return given_up_ = std::move(search);
  if (searches_.size() >= kMostSearches) searches_.clear();
  return searches_.emplace(name, std::move(search)).first->second;
}

const std::vector<NumberedWord>& LanguageStore::add_words(const std::string& name,
                                                          const std::vector<std::string>& words) {
  std::vector<NumberedWord> list;
  list.reserve(words.size());
  for (const std::string& word : words) list.push_back(numbered(word));
  if (word_lists_.size() >= kMostWordLists || words_in_lists_ > kMostListedWords) {
    word_lists_.clear();
    words_in_lists_ = 0;
  }
  words_in_lists_ += list.size();
  return word_lists_.insert_or_assign(name, std::move(list)).first->second;
}

NumberedWord LanguageStore::numbered(std::string_view word) {
  if (const auto known = words_.find(word); known != words_.end()) return known->second;
  if (words_.size() >= kMostWords) {
    words_.clear();
    word_lists_.clear();
    words_in_lists_ = 0;
    forget_phrases();  // they hold words
  }
  NumberedWord made(std::string(word), ++last_word_);
  words_.emplace(made.text(), made);
  return made;
}

}  // namespace sqsproof::policy
