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
#include <vector>

#include "policy/prover/core.h"
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
  Engine(Space& space, std::unique_ptr<Core> core);

  [[nodiscard]] Switch new_switch() { return core_->new_proposition(); }
  /// While the switch is on: one of the literals holds.
  void add_clause(Switch on, const std::vector<Literal>& literals);
  /// While the switch is on: one of the conjunctions holds. Each gets a switch, which is on when it
  /// is the one; what never holds gets none (0).
  std::vector<Switch> add_choice(Switch on, const std::vector<Conjunction>& options);

  struct Solution {
    enum class Result { found, none, gave_up };
    Result result = Result::gave_up;
    std::vector<std::optional<std::string>> values;  ///< by variable, when found
    std::string limit;                               ///< which one was reached
    bool cores_disagree = false;                     ///< one of two is wrong; it gave up then
  };
  [[nodiscard]] Solution solve(const std::vector<Switch>& on, const EngineLimits& limits);

 private:
  /// Of one of the arrays below.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Clause {
    Switch on;
    Range literals;
  };
  struct Option {
    CoreLiteral chosen;
    Range literals;
  };
  struct Choice {
    Switch on;
    Range options;
  };
  enum class Sign : std::uint8_t { open, inside, outside };

  CoreLiteral proposition_of(const Literal& literal);
  void require(const Literal& literal);
  void choose_options(const Choice& choice);
  void choose_literal(const Clause& clause);
  void choose_implicant(const std::vector<Switch>& on);
  [[nodiscard]] bool is_on(Switch guard) const;
  bool try_implicant(Solution& solution, const EngineLimits& limits, std::size_t& work);
  void take_samples(Solution& solution);
  void exclude(const std::vector<Theory::LanguageId>& inside,
               const std::vector<Theory::LanguageId>& outside, VariableId variable, Switch on);

  Space& space_;
  std::unique_ptr<Core> core_;
  std::vector<CoreLiteral> propositions_;  ///< by atom
  std::vector<Literal> literals_;          ///< of clauses and options, one after the other
  std::vector<Clause> clauses_;
  std::vector<Option> options_;
  std::vector<Choice> choices_;
  std::vector<CoreLiteral> added_;           ///< of the clause that is being added
  std::vector<Sign> signs_;                  ///< by atom: what the implicant needs
  std::vector<Switch> active_;               ///< switches on, and of the options that were chosen
  std::vector<VariableId> touched_;          ///< variables the implicant speaks of
  std::vector<std::vector<AtomId>> needed_;  ///< by variable
  std::vector<Theory::LanguageId> inside_;   ///< of the variable that is being asked
  std::vector<Theory::LanguageId> outside_;
  Theory::Answer answer_;
  std::vector<std::string> samples_;  ///< by variable, of those touched
  Switch limited_ = kAlwaysOn;        ///< guards what this solve excludes because of a limit
};

}  // namespace sqsproof::policy
