// Languages that this thread met before: policies speak of the same few again and again, and what
// was computed of a language stays true.
//
// A language is known by names: by its canonical text, and by a short one of whoever can say what
// it is without building it. Answers do not depend on what the store holds; it is emptied before it
// grows big.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/support/text_hash.h"
#include "policy/symbolic/numbered_word.h"
#include "policy/symbolic/search.h"

namespace sqsproof::policy {

class StoredLanguage {
 public:
  using Test = std::function<bool(const std::string&)>;

  StoredLanguage(const Language& language, Shape shape, std::uint64_t number);
  /// A set of words by a test.
  StoredLanguage(Test test, std::uint64_t number) : number_(number), test_(std::move(test)) {}

  /// Tells it from every other language that is or was in the store.
  [[nodiscard]] std::uint64_t number() const { return number_; }
  /// A language without alternatives, which has no words.
  [[nodiscard]] bool is_empty() const { return empty_; }
  [[nodiscard]] Automaton* automaton() { return automaton_ ? &*automaton_ : nullptr; }
  [[nodiscard]] bool contains(const std::string& word);
  [[nodiscard]] bool contains(const NumberedWord& word) {
    const std::size_t mask = known_words_.size() - 1;
    for (std::size_t i = word.number(); !known_words_.empty(); ++i) {
      const std::uint64_t known = known_words_[i & mask];
      if (known >> 1U == word.number()) return (known & 1U) != 0;
      if (known == 0) break;
    }
    return find_out(word);
  }
  [[nodiscard]] std::size_t size() const;  ///< in machine words, about

  /// The theory that numbered it last, and its number there.
  struct Home {
    std::uint64_t theory = 0;
    std::size_t id = 0;
  };
  [[nodiscard]] Home& home() { return home_; }

 private:
  Home home_;
  std::uint64_t number_;
  bool empty_ = false;
  std::optional<Automaton> automaton_;  ///< or else a test
  Test test_;
  [[nodiscard]] bool find_out(const NumberedWord& word);
  void learn(std::uint64_t word, bool inside);

  /// By number of the word: twice it, and one more when it is inside; 0 in free places. The number
  /// of places is a power of two.
  std::vector<std::uint64_t> known_words_;
  std::size_t known_ = 0;
};

/// To be used on the thread that asked for it.
using LanguageHandle = std::shared_ptr<StoredLanguage>;

/// What a test on one variable came to: always or never, or that its value is in a language.
struct Phrase {
  enum class Kind : std::uint8_t { never, always, inside, outside };
  Kind kind = Kind::never;
  LanguageHandle language;
  std::vector<NumberedWord> points;  ///< samples that the test needs; of points.h
  friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// What several tests came to that belong together, in two readings.
struct Sentence {
  std::vector<Phrase> surely;
  std::vector<Phrase> possibly;
  bool differs = false;
};

class LanguageStore {
 public:
  [[nodiscard]] static LanguageStore& of_this_thread();

  /// Another number when languages or words were forgotten, so that handles are out of date.
  [[nodiscard]] std::uint64_t state() const { return state_; }

  /// Null when nothing of that name is known.
  [[nodiscard]] LanguageHandle find(const std::string& name) const;
  /// Equal languages of one shape have one handle, whatever their names. The name may be empty.
  LanguageHandle add(const std::string& name, const Language& language, Shape shape = Shape::word);
  LanguageHandle add(const std::string& name, const StoredLanguage::Test& test);
  /// `build` is called when the name is not known.
  template <class Build>
  LanguageHandle get(const std::string& name, const Build& build, Shape shape = Shape::word) {
    LanguageHandle known = find(name);
    return known ? known : add(name, build(), shape);
  }
  [[nodiscard]] NumberedWord numbered(std::string_view word);

  /// Null when nothing was remembered under that name.
  [[nodiscard]] const Phrase* phrase(const std::string& name) const;
  const Phrase& remember(const std::string& name, Phrase phrase);
  [[nodiscard]] std::shared_ptr<const Sentence> sentence(const std::string& name) const;
  std::shared_ptr<const Sentence> remember(const std::string& name, Sentence sentence);
  /// The same for phrases with numbers instead of names: places to be filled in.
  using Shelf = std::vector<std::optional<Phrase>>;
  [[nodiscard]] std::shared_ptr<Shelf> shelf(const std::string& name);

  /// Words that go together; `build` is called when the name is not known.
  template <class Build>
  const std::vector<NumberedWord>& words(const std::string& name, const Build& build) {
    if (const auto known = word_lists_.find(name); known != word_lists_.end()) return known->second;
    return add_words(name, build());
  }

  /// `find_word`, or what came of it before; to be read before the next one.
  [[nodiscard]] const WordSearch& find_word(StoredLanguage& domain,
                                            const std::vector<StoredLanguage*>& inside,
                                            const std::vector<StoredLanguage*>& outside,
                                            std::size_t budget);

 private:
  void make_room();
  void forget_phrases();
  const std::vector<NumberedWord>& add_words(const std::string& name,
                                             const std::vector<std::string>& words);

  template <class Value, class Name = std::string>
  using Table = std::unordered_map<Name, Value, TextHash, std::equal_to<>>;

  Table<LanguageHandle> languages_;                   ///< by name and by canonical text
  Table<Phrase> phrases_;                             ///< of languages in the store
  Table<std::shared_ptr<const Sentence>> sentences_;  ///< likewise
  Table<std::shared_ptr<Shelf>> shelves_;
  Table<NumberedWord, std::string_view> words_;  ///< by their own texts
  Table<std::vector<NumberedWord>> word_lists_;
  Table<WordSearch> searches_;  ///< by the numbers of the languages
  std::string search_name_;     ///< of the one at hand
  WordSearch given_up_;         ///< the last one
  std::size_t phrases_in_sentences_ = 0;
  std::size_t words_in_lists_ = 0;
  std::uint64_t last_number_ = 0;
  std::uint64_t last_word_ = 0;
  std::size_t insertions_ = 0;
  std::uint64_t state_ = 0;
};

}  // namespace sqsproof::policy
