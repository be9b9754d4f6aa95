#include "policy/prover/alike.h"

#include <algorithm>
#include <map>

#include "policy/decide/barrier.h"
#include "policy/decide/doubt.h"

namespace sqsproof::policy {
namespace {

/// What the outcomes of undecided tests are, by bit.
using Outcomes = std::uint32_t;
constexpr std::size_t kMostTests = 12;

/// A statement that applies where these undecided tests hold.
struct Doubtful {
  Effect effect;
  Outcomes needed = 0;
};

/// A policy for one request.
struct Side {
  std::vector<Doubtful> statements;  ///< but for those that surely do not apply
  bool barred = false;
  [[nodiscard]] bool lets_in(Outcomes outcomes) const {
    bool allowed = false;
    for (const Doubtful& statement : statements) {
      if ((statement.needed & ~outcomes) != 0) continue;
      if (statement.effect == Effect::deny) return false;
      allowed = true;
    }
    return allowed && !barred;
  }
};

/// Gives undecided tests their bits, which are those of all policies.
class Reader {
 public:
  Reader(const Request& request, const Vocabulary& vocabulary)
      : request_(request), vocabulary_(vocabulary) {}

  Side read(const Document& policy) {
    Side side;
    side.barred = not_asked(policy.kind, request_, vocabulary_) != Barrier::none ||
                  not_grantable(policy.kind, request_, vocabulary_) != Barrier::none;
    for (const Statement& statement : policy.statements) {
      const auto tests = tests_of(statement, request_, policy.kind);
      const bool out = std::any_of(tests.begin(), tests.end(),
                                   [](const NamedTest& test) { return test.outcome == Truth::no; });
      if (!out) side.statements.push_back({statement.effect, undecided_of(tests)});
    }
    return side;
  }
  [[nodiscard]] std::size_t count() const { return bits_.size(); }

 private:
  Outcomes undecided_of(const std::vector<NamedTest>& tests) {
    Outcomes needed = 0;
    for (const NamedTest& test : tests) {
      if (test.outcome != Truth::unknown) continue;
      const std::size_t bit = bits_.emplace(test.name, bits_.size()).first->second;
      if (bit < kMostTests) needed |= 1U << bit;
    }
    return needed;
  }

  const Request& request_;
  const Vocabulary& vocabulary_;
  std::map<std::string, std::size_t> bits_;
};

}  // namespace

bool may_offend_alike(const Document& policy, const Vocabulary& vocabulary,
                      const Question& question, const Request& request) {
  Reader reader(request, vocabulary);
  const Side own = reader.read(policy);
  Side before;
  Side within;
  if (question.baseline != nullptr) before = reader.read(*question.baseline);
  if (question.within != nullptr) within = reader.read(*question.within);
  std::vector<Side> without;
  for (const Document* other : question.without) without.push_back(reader.read(*other));
  if (reader.count() > kMostTests) return true;
  const bool refused = question.offender == Offender::refused;
  for (Outcomes outcomes = 0; outcomes < (1U << reader.count()); ++outcomes) {
    if (own.lets_in(outcomes) == refused) continue;
    if (question.baseline != nullptr && before.lets_in(outcomes) != refused) continue;
    if (question.within != nullptr && !within.lets_in(outcomes)) continue;
    if (std::none_of(without.begin(), without.end(),
                     [&](const Side& other) { return other.lets_in(outcomes); })) {
      return true;
    }
  }
  return false;
}

}  // namespace sqsproof::policy
