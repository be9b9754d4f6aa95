#include "policy/prover/engine.h"

#include <algorithm>

#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {
namespace {

/// What a check of the core counts in units of search work; both take some microseconds.
constexpr std::size_t kCheckWork = 200;

}  // namespace

CoreLiteral Engine::proposition_of(const Literal& literal) {
  while (propositions_.size() <= literal.atom) propositions_.push_back(core_->new_proposition());
  const CoreLiteral proposition = propositions_[literal.atom];
  return literal.positive ? proposition : -proposition;
}

void Engine::add_clause(Switch on, const std::vector<Literal>& literals) {
  std::vector<CoreLiteral> clause;
  if (on != kAlwaysOn) clause.push_back(-on);
  Clause kept{on, {}};
  for (const Literal& literal : literals) {
    if (literal.kind == Literal::Kind::always) return;
    if (literal.kind == Literal::Kind::never) continue;
    clause.push_back(proposition_of(literal));
    kept.literals.push_back(literal);
  }
  core_->add_clause(clause);
  clauses_.push_back(std::move(kept));
}

std::vector<Switch> Engine::add_choice(Switch on, const std::vector<Conjunction>& options) {
  std::vector<Switch> switches;
  std::vector<CoreLiteral> clause;
  if (on != kAlwaysOn) clause.push_back(-on);
  Choice choice{on, {}};
  for (const Conjunction& option : options) {
    switches.push_back(option.never ? kAlwaysOn : core_->new_proposition());
    if (option.never) continue;
    const CoreLiteral chosen = switches.back();
    clause.push_back(chosen);
    for (const Literal& literal : option.literals) {
      core_->add_clause({-chosen, proposition_of(literal)});
    }
    choice.options.push_back({chosen, option});
  }
  core_->add_clause(clause);
  choices_.push_back(std::move(choice));
  return switches;
}

void Engine::require(const Literal& literal) {
  Sign& sign = signs_[literal.atom];
  if (sign != Sign::open) return;
  sign = literal.positive ? Sign::inside : Sign::outside;
  const VariableId variable = space_.atoms()[literal.atom].variable;
  if (needed_[variable].empty()) touched_.push_back(variable);
  needed_[variable].push_back(literal.atom);
}

/// Of what the model says, as little as suffices: one option of each choice, one literal of each
/// clause, where possible one that is needed anyway.
void Engine::choose_implicant(const std::vector<Switch>& on) {
  signs_.assign(space_.atoms().size(), Sign::open);
  needed_.assign(space_.variables(), {});
  touched_.clear();
  active_ = on;
  const auto is_on = [&](Switch guard) {
    return guard == kAlwaysOn || std::find(active_.begin(), active_.end(), guard) != active_.end();
  };
  for (const Choice& choice : choices_) {
    if (!is_on(choice.on)) continue;
    for (const Option& option : choice.options) {
      if (!core_->is_true(option.chosen)) continue;
      for (const Literal& literal : option.conjunction.literals) require(literal);
      active_.push_back(option.chosen);
      break;
    }
  }
  for (const Clause& clause : clauses_) {
    if (!is_on(clause.on)) continue;
    const Literal* best = nullptr;
    bool satisfied = false;
    for (const Literal& literal : clause.literals) {
      const Sign wanted = literal.positive ? Sign::inside : Sign::outside;
      if (signs_[literal.atom] == wanted) satisfied = true;
      if (satisfied) break;
      if (best == nullptr && core_->is_true(proposition_of(literal))) best = &literal;
    }
    if (!satisfied && best != nullptr) require(*best);
  }
  for (VariableId variable = 0; variable < space_.essential(); ++variable) {
    if (needed_[variable].empty()) touched_.push_back(variable);
  }
}

void Engine::exclude(const std::vector<Theory::LanguageId>& inside,
                     const std::vector<Theory::LanguageId>& outside, VariableId variable,
                     Switch on) {
  std::vector<CoreLiteral> clause;
  if (on != kAlwaysOn) clause.push_back(-on);
  for (AtomId atom : needed_[variable]) {
    const Theory::LanguageId language = space_.atoms()[atom].language;
    const bool in = signs_[atom] == Sign::inside;
    const auto& list = in ? inside : outside;
    if (std::find(list.begin(), list.end(), language) == list.end()) continue;
    clause.push_back(proposition_of({Literal::Kind::atom, !in, atom}));
  }
  if (makes(Flaw::blame_is_too_small) && clause.size() > 1) clause.pop_back();
  core_->add_clause(clause);
}

/// False when the theories refuted it.
bool Engine::try_implicant(Solution& solution, const EngineLimits& limits, std::size_t& work) {
  solution.values.assign(space_.variables(), std::nullopt);
  bool fits = true;
  for (VariableId variable : touched_) {
    std::vector<Theory::LanguageId> inside;
    std::vector<Theory::LanguageId> outside;
    for (AtomId atom : needed_[variable]) {
      (signs_[atom] == Sign::inside ? inside : outside).push_back(space_.atoms()[atom].language);
    }
    Theory::Answer answer =
        space_.theory(variable).find(inside, outside, std::min(limits.search_work, limits.work));
    work += answer.work;
    if (answer.result == Theory::Answer::Result::sample) {
      solution.values[variable] = std::move(answer.sample);
    } else if (answer.result == Theory::Answer::Result::empty) {
      exclude(answer.inside, answer.outside, variable, kAlwaysOn);
      fits = false;
    } else {
      if (limited_ == kAlwaysOn) limited_ = new_switch();
      exclude(inside, outside, variable, limited_);
      solution.limit =
          "the search for a value of `" + space_.name_of(variable) + "` reached its limit";
      fits = false;
    }
  }
  return fits;
}

Engine::Solution Engine::solve(const std::vector<Switch>& on, const EngineLimits& limits) {
  Solution solution;
  std::size_t work = 0;
  limited_ = kAlwaysOn;
  std::vector<Switch> assumptions = on;
  while (work < limits.work) {
    work += kCheckWork;
    const Core::Result result = core_->check(assumptions);
    if (result == Core::Result::unknown || result == Core::Result::disagreement) {
      solution.cores_disagree = result == Core::Result::disagreement;
      solution.limit = "the solver reached its limit";
      return solution;
    }
    if (result == Core::Result::unsatisfiable) {
      solution.result = limited_ == kAlwaysOn ? Solution::Result::none : Solution::Result::gave_up;
      return solution;
    }
    choose_implicant(on);
    if (try_implicant(solution, limits, work)) {
      solution.result = Solution::Result::found;
      return solution;
    }
    if (limited_ != kAlwaysOn && assumptions.size() == on.size()) assumptions.push_back(limited_);
  }
  solution.limit = "the time limit was reached";
  return solution;
}

}  // namespace sqsproof::policy
