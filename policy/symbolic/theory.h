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
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/symbolic/language_store.h"
#include "policy/symbolic/number_map.h"

namespace sqsproof::policy {

/// A language of these words and no others.
struct FiniteDomain {
  LanguageHandle language;
  std::vector<NumberedWord> words;
};
[[nodiscard]] FiniteDomain domain_of(const std::vector<std::string>& words);

class Theory {
 public:
  using LanguageId = std::size_t;

  explicit Theory(LanguageHandle domain) : domain_(std::move(domain)) {}
  explicit Theory(const FiniteDomain& domain);
  /// A domain of words for which its samples stand: whoever interns a test adds the samples that
  /// tell its words apart (points.h). Domains of
  /// one name are the same.
  Theory(const std::string& name, const StoredLanguage::Test& in_domain);

  Theory(Theory&&) = default;  // no copies: languages remember who numbered them
  Theory& operator=(Theory&&) = default;
  ~Theory() = default;
  Theory(const Theory&) = delete;
  Theory& operator=(const Theory&) = delete;

  [[nodiscard]] const LanguageHandle& domain() const { return domain_; }

  /// Equal languages get equal numbers. Tests only where samples stand for words.
  LanguageId intern(const LanguageHandle& language);
  [[nodiscard]] const LanguageHandle& language(LanguageId id) const {
    return members_[id].language;
  }
  /// The samples so far are those of every policy: they stay when the others are forgotten.
  void keep_samples();
  /// For the next policy. Languages keep their numbers.
  void forget_samples();
  /// Languages that have numbers, and words that were samples of some policy.
  [[nodiscard]] std::size_t size() const { return members_.size() + words_.size(); }

  /// A word to try; ignored outside of the domain, when known, and when there are too many.
  void add_sample(std::string_view word);
  void add_sample(const NumberedWord& word);

  struct Answer {
    enum class Result { sample, empty, gave_up };
    Result result = Result::gave_up;
    std::string_view sample;         ///< kept for as long as the theory
    std::vector<LanguageId> inside;  ///< when empty: these alone have no word
    std::vector<LanguageId> outside;
    std::size_t work = 0;
  };
  [[nodiscard]] Answer find(const std::vector<LanguageId>& inside,
                            const std::vector<LanguageId>& outside, std::size_t budget) {
    Answer answer;
    find(inside, outside, budget, answer);
    return answer;
  }
  /// The same into an answer whose room is used again.
  void find(const std::vector<LanguageId>& inside, const std::vector<LanguageId>& outside,
            std::size_t budget, Answer& answer);

  [[nodiscard]] bool contains(LanguageId language, const std::string& word) {
    return members_[language].language->contains(word);
  }
  [[nodiscard]] bool in_domain(const NumberedWord& word) { return domain_->contains(word); }
  /// What changes whenever a sample is added or forgotten.
  [[nodiscard]] std::uint64_t pool_state() const {
    return (std::uint64_t{pool_number_} << 32U) + pool_.size();
  }
  /// In the order in which they are tried.
  [[nodiscard]] std::vector<NumberedWord> samples() const;

 private:
  using Bits = std::vector<std::uint64_t>;  ///< by number of the word
  struct Member {
    LanguageHandle language;
    Bits tried;   ///< words of which it is known whether they are inside
    Bits inside;  ///< those that are
  };
  struct Word {
    NumberedWord word;
    bool in_domain;
    std::uint32_t pool = 0;      ///< the last one that it was added to
    std::uint32_t position = 0;  ///< there
  };
  void add_to_pool(std::uint32_t word);
  void try_words(Member& member, std::size_t block);
  /// Those of a block that are inside of the language, as far as they are in the pool.
  [[nodiscard]] std::uint64_t inside_of(LanguageId id, std::size_t block) {
    Member& member = members_[id];
    if (block >= member.tried.size() || (pool_bits_[block] & ~member.tried[block]) != 0) {
      try_words(member, block);
    }
    return member.inside[block];
  }
  /// The first word of the pool that fits; its size when none does.
  [[nodiscard]] std::size_t first_fitting(const std::vector<LanguageId>& inside,
                                          const std::vector<LanguageId>& outside);
  void find_clash(const std::vector<LanguageId>& inside, const std::vector<LanguageId>& outside,
                  Answer& answer);
  void search(const std::vector<LanguageId>& inside, const std::vector<LanguageId>& outside,
              std::size_t budget, Answer& answer);

  [[nodiscard]] static std::uint64_t next_number();

  LanguageHandle domain_;
  bool finite_ = false;     ///< the samples are, or stand for, all words
  bool overflown_ = false;  ///< some samples had no place
  std::vector<Member> members_;
  /// By number of the language; looked at when the language was numbered by another theory since.
  std::unordered_map<std::uint64_t, LanguageId> ids_;
  std::uint64_t number_ = next_number();  ///< never given to another theory
  NumberMap numbers_;                     ///< of words, by what they are in the store
  std::vector<Word> words_;               ///< by number here; of policies before, too
  std::vector<std::uint32_t> pool_;       ///< the samples, in the order in which they are tried
  Bits pool_bits_;                        ///< the same as a set
  std::vector<std::uint32_t> blocks_;     ///< of the set, that are not empty
  std::uint32_t pool_number_ = 1;
  std::size_t kept_ = 0;             ///< so many samples are those of every policy
  bool seen_more_ = false;           ///< words were added since, or refused
  std::vector<StoredLanguage*> in_;  ///< of the search at hand
  std::vector<StoredLanguage*> out_;
};

}  // namespace sqsproof::policy
