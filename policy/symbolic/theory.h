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

#include "policy/symbolic/language_store.h"

namespace sqsproof::policy {

class Theory {
 public:
  using LanguageId = std::size_t;

  explicit Theory(LanguageHandle domain) : domain_(std::move(domain)) {}
  /// A domain of these words and no others.
  explicit Theory(const std::vector<std::string>& words);
  /// A domain of words for which its samples stand: whoever interns a test adds the samples that
  /// tell its words apart (points.h). Domains of
  /// one name are the same.
  Theory(const std::string& name, const StoredLanguage::Test& in_domain);

  [[nodiscard]] const LanguageHandle& domain() const { return domain_; }

  /// Equal languages get equal numbers. Tests only where samples stand for words.
  LanguageId intern(const LanguageHandle& language);
  [[nodiscard]] const LanguageHandle& language(LanguageId id) const {
    return members_[id].language;
  }
  /// A word to try; ignored outside of the domain, when known, and when there are too many.
  void add_sample(const std::string& word);
  void add_sample(const NumberedWord& word);

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

  [[nodiscard]] bool contains(LanguageId language, const std::string& word) {
    return members_[language].language->contains(word);
  }
  [[nodiscard]] bool in_domain(const NumberedWord& word) { return domain_->contains(word); }
  [[nodiscard]] const std::vector<NumberedWord>& samples() const { return samples_; }

 private:
  struct Member {
    LanguageHandle language;
    std::vector<std::uint64_t> samples;  ///< bit set of the pool's words inside
    std::size_t known = 0;               ///< so many words of the pool were tried
  };
  void update(Member& member);
  [[nodiscard]] Answer clash_of(std::vector<LanguageId> inside, std::vector<LanguageId> outside);

  LanguageHandle domain_;
  bool finite_ = false;     ///< the samples are, or stand for, all words
  bool overflown_ = false;  ///< some samples had no place
  std::vector<Member> members_;
  std::vector<NumberedWord> samples_;
  std::vector<std::uint64_t> known_samples_;  ///< numbers, sorted
};

}  // namespace sqsproof::policy
