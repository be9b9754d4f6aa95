#include "policy/prover/engine.h"

#include <algorithm>

#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {
namespace {

/// What a check of the core counts in units of search work; both take some microseconds.
constexpr std::size_t kCheckWork = 200;

}  // namespace

CoreLiteral Engine::proposition_of(const Literal& literal) {
  while (propositions_.size() <= literal.atom) {
    proposals_.wording().say_atom(space_.atoms()[propositions_.size()].variable);
    propositions_.push_back(++last_);
  }
  const CoreLiteral proposition = propositions_[literal.atom];
  return literal.positive ? proposition : -proposition;
}

void Engine::add_clause(Switch on, const std::vector<Literal>& literals) {
  said_.clear();
  for (const Literal& literal : literals) {
    if (literal.kind == Literal::Kind::never) continue;
    if (literal.kind == Literal::Kind::always) return;
    said_.push_back(proposition_of(literal));
  }
  proposals_.wording().say(Wording::kClause, on, said_);
}

void Engine::say(const std::vector<Literal>& literals) {
  said_.clear();
  for (const Literal& literal : literals) said_.push_back(proposition_of(literal));
}

std::vector<Switch> Engine::add_choice(Switch on, const std::vector<Conjunction>& options) {
  std::vector<Switch> switches;
  switches.reserve(options.size());
  for (const Conjunction& option : options) {
    switches.push_back(option.never ? kAlwaysOn : new_switch());
    if (option.never) continue;
    say(option.literals);
    proposals_.wording().say(Wording::kOption, switches.back(), said_);
  }
  said_.clear();
  std::copy_if(switches.begin(), switches.end(), std::back_inserter(said_),
               [](Switch one) { return one != kAlwaysOn; });
  proposals_.wording().say(Wording::kChoice, on, said_);
  return switches;
}

void Engine::exclude(const std::vector<Theory::LanguageId>& inside,
                     const std::vector<Theory::LanguageId>& outside, Wording::Words needed,
                     Switch on) {
  said_.clear();
  if (on != kAlwaysOn) said_.push_back(-on);
  for (const Wording::Word need : needed) {
    const auto atom = static_cast<AtomId>(need < 0 ? -need : need) - 1;
    const Theory::LanguageId language = space_.atoms()[atom].language;
    const auto& list = need > 0 ? inside : outside;
    if (std::find(list.begin(), list.end(), language) == list.end()) continue;
    said_.push_back(need > 0 ? -propositions_[atom] : propositions_[atom]);
  }
  if (makes(Flaw::blame_is_too_small) && said_.size() > 1) said_.pop_back();
  proposals_.wording().say(Wording::kExclusion, said_);
}

/// False when there is none, or a limit was reached. Most variables are asked what they were asked
/// for the proposal before, and nothing changed for them since.
bool Engine::find_value(VariableId variable, Wording::Words needed, Solution& solution,
                        const EngineLimits& limits, std::size_t& work) {
  Theory& theory = space_.theory(variable);
  Found& found = found_[variable];
  if (found.pool_state == theory.pool_state() && std::ranges::equal(found.needed, needed)) {
    solution.values[variable] = found.value;
    return true;
  }
  inside_.clear();
  outside_.clear();
  for (const Wording::Word need : needed) {
    const auto atom = static_cast<AtomId>(need < 0 ? -need : need) - 1;
    (need > 0 ? inside_ : outside_).push_back(space_.atoms()[atom].language);
  }
  theory.find(inside_, outside_, std::min(limits.search_work, limits.work), answer_);
  work += answer_.work;
  if (answer_.result == Theory::Answer::Result::sample) {
    found.needed.assign(needed.begin(), needed.end());
    found.pool_state = theory.pool_state();
    found.value = answer_.sample;
    solution.values[variable] = found.value;
    return true;
  }
  if (answer_.result == Theory::Answer::Result::empty) {
    exclude(answer_.inside, answer_.outside, needed, kAlwaysOn);
    return false;
  }
  if (limited_ == kAlwaysOn) limited_ = new_switch();
  exclude(inside_, outside_, needed, limited_);
  solution.limit = "the search for a value of `" + space_.name_of(variable) + "` reached its limit";
  return false;
}

/// False when the theories refuted it.
bool Engine::try_proposal(const Proposal& proposal, Solution& solution, const EngineLimits& limits,
                          std::size_t& work) {
  solution.values.assign(space_.variables(), std::nullopt);
  if (found_.size() < space_.variables()) found_.resize(space_.variables());
  bool fits = true;
  for (Wording::Words rest = proposal.needs; !rest.empty();) {
    const auto variable = static_cast<VariableId>(rest[0]);
    const Wording::Words needed = rest.subspan(2, static_cast<std::size_t>(rest[1]));
    fits = find_value(variable, needed, solution, limits, work) && fits;
    rest = rest.subspan(2 + needed.size());
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
    const Proposal& proposal = proposals_.propose(assumptions);
    using Result = Core::Result;
    if (proposal.result == Result::unknown || proposal.result == Result::disagreement) {
      solution.cores_disagree = proposal.result == Result::disagreement;
      solution.limit = "the solver reached its limit";
      return solution;
    }
    if (proposal.result == Result::unsatisfiable) {
      solution.result = limited_ == kAlwaysOn ? Solution::Result::none : Solution::Result::gave_up;
      return solution;
    }
    if (try_proposal(proposal, solution, limits, work)) {
      solution.result = Solution::Result::found;
      return solution;
    }
    if (limited_ != kAlwaysOn && assumptions.size() == on.size()) assumptions.push_back(limited_);
  }
  solution.limit = "the time limit was reached";
  return solution;
}

}  // namespace sqsproof::policy
