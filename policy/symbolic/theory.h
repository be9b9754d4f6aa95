// What is known of one variable of a request: its domain, the languages conditions compare it
// with, and words to try first.
//
// The question is always the same: is there a value inside these languages and outside of those?
// Most answers come from a pool of sample words, which is also what makes witnesses readable: the
// pool is tried in the order in which its words were added. Only then is the product searched.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "policy/symbolic/automaton_store.h"

namespace sqsproof::policy {

class Theory {
 public:
  using LanguageId = std::size_t;

  explicit Theory(const Language& domain, Shape shape = Shape::word);
  /// The same for a domain that is always the same under this name; it is built only once.
  Theory(const std::string& name, const std::function<Language()>& domain);
  /// A domain of these words and no others.
  explicit Theory(const std::vector<std::string>& words);
  /// A domain of words for which its samples stand: whoever interns a test adds the samples that
  /// tell its words apart (points.h).
  using DomainTest = std::function<bool(std::string_view)>;
  explicit Theory(DomainTest in_domain);

  /// Equal languages get equal numbers.
  LanguageId intern(const Language& language, Shape shape = Shape::word);
  /// A set of words by a test; equal names are equal tests. Only where samples stand for words.
  using Test = std::function<bool(const std::string&)>;
  LanguageId intern(const std::string& name, const Test& test);
  /// A word to try; ignored outside of the domain, when known, and when there are too many.
  void add_sample(const std::string& word);

  struct Answer {
    enum class Result { sample, empty, gave_up };
    Result result = Result::gave_up;
    std::string sample;
    std::vector<LanguageId> inside;  ///< when empty: these alone have no word
    std::vector<LanguageId> outside;
    std::size_t work = 0;
  };
  [[nodiscard]] Answer find(const std::vector<LanguageId>& inside,
                            const std::vector<LanguageId>& outside, std::size_t budget);

  [[nodiscard]] bool contains(LanguageId language, std::string_view word);
  [[nodiscard]] bool in_domain(std::string_view word) {
    return domain_ ? domain_->matches(word) : domain_test_(word);
  }
  [[nodiscard]] const std::vector<std::string>& samples() const { return samples_; }

 private:
  struct Member {
    std::shared_ptr<Automaton> automaton;  ///< or else a test
    Test test;
    std::vector<std::uint64_t> samples;  ///< bit set of the pool's words inside
    std::size_t known = 0;               ///< so many words of the pool were tried
  };
  void update(Member& member);
  [[nodiscard]] static bool is_in(Member& member, const std::string& word);
  [[nodiscard]] Answer clash_of(std::vector<LanguageId> inside, std::vector<LanguageId> outside);

  std::shared_ptr<Automaton> domain_;  ///< or else a test
  DomainTest domain_test_;
  bool finite_ = false;     ///< the samples are, or stand for, all words
  bool overflown_ = false;  ///< some samples had no place
  std::vector<Member> members_;
  std::unordered_map<std::string, LanguageId> numbers_;
  std::vector<std::string> samples_;
  std::unordered_map<std::string, bool> known_samples_;
};

}  // namespace sqsproof::policy
