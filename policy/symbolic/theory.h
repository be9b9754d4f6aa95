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

  /// Equal languages get equal numbers.
  LanguageId intern(const Language& language, Shape shape = Shape::word);
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
  [[nodiscard]] bool in_domain(std::string_view word) { return domain_->matches(word); }
  [[nodiscard]] const std::vector<std::string>& samples() const { return samples_; }

 private:
  struct Member {
    std::shared_ptr<Automaton> automaton;
    std::vector<std::uint64_t> samples;  ///< bit set of the pool's words inside
    std::size_t known = 0;               ///< so many words of the pool were tried
  };
  void update(Member& member);
  [[nodiscard]] Answer clash_of(std::vector<LanguageId> inside, std::vector<LanguageId> outside);

  std::shared_ptr<Automaton> domain_;
  bool finite_ = false;
  std::vector<Member> members_;
  std::unordered_map<std::string, LanguageId> numbers_;
  std::vector<std::string> samples_;
  std::unordered_map<std::string, bool> known_samples_;
};

}  // namespace sqsproof::policy
