// The lazy loop: the propositional core proposes which literals hold, the theories of the variables
// say whether a request can have them, and what they refute becomes a clause.
//
// Clauses and choices are guarded by switches of the caller, so that one engine answers many
// questions about one policy. Terminates: each refuted proposal excludes at least itself. "No" is
// said by the core alone; "yes" comes with a value for every variable that matters.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/prover/remembered_proposals.h"
#include "policy/symbolic/encode.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

using Switch = CoreLiteral;
constexpr Switch kAlwaysOn = 0;

struct EngineLimits {
  std::size_t work = 0;         ///< of one solve: product states searched, and checks of the core
  std::size_t search_work = 0;  ///< of one search
};

class Engine {
 public:
  Engine(Space& space, Proposals proposals) : space_(space), proposals_(std::move(proposals)) {}

  [[nodiscard]] Switch new_switch() {
    proposals_.wording().say_switch();
    return ++last_;
  }
  /// While the switch is on: one of the literals holds.
  void add_clause(Switch on, const std::vector<Literal>& literals);
  /// While the switch is on: one of the conjunctions holds. Each gets a switch, which is on when it
  /// is the one; what never holds gets none (0).
  std::vector<Switch> add_choice(Switch on, const std::vector<Conjunction>& options);

  struct Solution {
    enum class Result { found, none, gave_up };
    Result result = Result::gave_up;
    Values values;                ///< when found
    std::string limit;            ///< which one was reached
    bool cores_disagree = false;  ///< one of two is wrong; it gave up then
  };
  [[nodiscard]] Solution solve(const std::vector<Switch>& on, const EngineLimits& limits);

 private:
  CoreLiteral proposition_of(const Literal& literal);
  /// Those of a conjunction, into `said_`.
  void say(const std::vector<Literal>& literals);
  bool try_proposal(const Proposal& proposal, Solution& solution, const EngineLimits& limits,
                    std::size_t& work);
  bool find_value(VariableId variable, Wording::Words needed, Solution& solution,
                  const EngineLimits& limits, std::size_t& work);
  /// What was found for a variable last.
  struct Found {
    std::vector<Wording::Word> needed;
    std::uint64_t pool_state = 0;  ///< of its theory: never 0
    std::string_view value;
  };
  void exclude(const std::vector<Theory::LanguageId>& inside,
               const std::vector<Theory::LanguageId>& outside, Wording::Words needed, Switch on);

  Space& space_;
  Proposals proposals_;
  CoreLiteral last_ = 0;                    ///< proposition
  std::vector<CoreLiteral> propositions_;   ///< by atom
  std::vector<CoreLiteral> said_;           ///< what is being said
  std::vector<Theory::LanguageId> inside_;  ///< of the variable that is being asked
  std::vector<Theory::LanguageId> outside_;
  Theory::Answer answer_;
  std::vector<Found> found_;    ///< by variable
  Switch limited_ = kAlwaysOn;  ///< guards what this solve excludes because of a limit
};

}  // namespace sqsproof::policy
