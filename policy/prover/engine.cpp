#include "policy/prover/engine.h"

#include <algorithm>

#include "policy/symbolic/flaw.h"

namespace sqsproof::policy {
namespace {

/// What a check of the core counts in units of search work; both take some microseconds.
constexpr std::size_t kCheckWork = 200;

}  // namespace

Engine::Engine(Space& space, std::unique_ptr<Core> core) : space_(space), core_(std::move(core)) {
  constexpr std::size_t kUsualSize = 64;
  literals_.reserve(kUsualSize);
  clauses_.reserve(kUsualSize / 2);
  propositions_.reserve(kUsualSize);
}

CoreLiteral Engine::proposition_of(const Literal& literal) {
  while (propositions_.size() <= literal.atom) propositions_.push_back(core_->new_proposition());
  const CoreLiteral proposition = propositions_[literal.atom];
  return literal.positive ? proposition : -proposition;
}

void Engine::add_clause(Switch on, const std::vector<Literal>& literals) {
  added_.clear();
  if (on != kAlwaysOn) added_.push_back(-on);
  const std::size_t begin = literals_.size();
  for (const Literal& literal : literals) {
    if (literal.kind == Literal::Kind::never) continue;
    if (literal.kind == Literal::Kind::always) {
      literals_.resize(begin);
      return;
    }
    added_.push_back(proposition_of(literal));
    literals_.push_back(literal);
  }
  core_->add_clause(added_);
  clauses_.push_back({on, {begin, literals_.size()}});
}

std::vector<Switch> Engine::add_choice(Switch on, const std::vector<Conjunction>& options) {
  std::vector<Switch> switches;
  switches.reserve(options.size());
  std::vector<CoreLiteral> clause;
  clause.reserve(options.size() + 1);
  if (on != kAlwaysOn) clause.push_back(-on);
  const std::size_t begin = options_.size();
  for (const Conjunction& option : options) {
    switches.push_back(option.never ? kAlwaysOn : core_->new_proposition());
    if (option.never) continue;
    const CoreLiteral chosen = switches.back();
    clause.push_back(chosen);
    const std::size_t first = literals_.size();
    for (const Literal& literal : option.literals) {
      added_.assign({-chosen, proposition_of(literal)});
      core_->add_clause(added_);
      literals_.push_back(literal);
    }
    options_.push_back({chosen, {first, literals_.size()}});
  }
  core_->add_clause(clause);
  choices_.push_back({on, {begin, options_.size()}});
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

bool Engine::is_on(Switch guard) const {
  return guard == kAlwaysOn || std::find(active_.begin(), active_.end(), guard) != active_.end();
}

void Engine::choose_options(const Choice& choice) {
  for (std::size_t i = choice.options.begin; i < choice.options.end; ++i) {
    const Option& option = options_[i];
    if (!core_->is_true(option.chosen)) continue;
    for (std::size_t k = option.literals.begin; k < option.literals.end; ++k) require(literals_[k]);
    active_.push_back(option.chosen);
    return;
  }
}

void Engine::choose_literal(const Clause& clause) {
  const Literal* best = nullptr;
  for (std::size_t i = clause.literals.begin; i < clause.literals.end; ++i) {
    const Literal& literal = literals_[i];
    if (signs_[literal.atom] == (literal.positive ? Sign::inside : Sign::outside)) return;
    if (best == nullptr && core_->is_true(proposition_of(literal))) best = &literal;
  }
  if (best != nullptr) require(*best);
}

/// Of what the model says, as little as suffices: one option of each choice, one literal of each
/// clause, where possible one that is needed anyway.
void Engine::choose_implicant(const std::vector<Switch>& on) {
  signs_.assign(space_.atoms().size(), Sign::open);
  for (const VariableId variable : touched_) needed_[variable].clear();
  needed_.resize(space_.variables());
  touched_.clear();
  active_ = on;
  for (const Choice& choice : choices_) {
    if (is_on(choice.on)) choose_options(choice);
  }
  for (const Clause& clause : clauses_) {
    if (is_on(clause.on)) choose_literal(clause);
  }
  for (VariableId variable = 0; variable < space_.essential(); ++variable) {
    if (needed_[variable].empty()) touched_.push_back(variable);
  }
}

void Engine::exclude(const std::vector<Theory::LanguageId>& inside,
                     const std::vector<Theory::LanguageId>& outside, VariableId variable,
                     Switch on) {
  added_.clear();
  if (on != kAlwaysOn) added_.push_back(-on);
  for (AtomId atom : needed_[variable]) {
    const Theory::LanguageId language = space_.atoms()[atom].language;
    const bool in = signs_[atom] == Sign::inside;
    const auto& list = in ? inside : outside;
    if (std::find(list.begin(), list.end(), language) == list.end()) continue;
    added_.push_back(proposition_of({Literal::Kind::atom, !in, atom}));
  }
  if (makes(Flaw::blame_is_too_small) && added_.size() > 1) added_.pop_back();
  core_->add_clause(added_);
}

/// False when the theories refuted it.
bool Engine::try_implicant(Solution& solution, const EngineLimits& limits, std::size_t& work) {
  samples_.resize(space_.variables());
  bool fits = true;
  for (VariableId variable : touched_) {
    inside_.clear();
    outside_.clear();
    for (AtomId atom : needed_[variable]) {
      (signs_[atom] == Sign::inside ? inside_ : outside_).push_back(space_.atoms()[atom].language);
    }
    space_.theory(variable).find(inside_, outside_, std::min(limits.search_work, limits.work),
                                 answer_);
    work += answer_.work;
    if (answer_.result == Theory::Answer::Result::sample) {
      samples_[variable].swap(answer_.sample);
    } else if (answer_.result == Theory::Answer::Result::empty) {
      exclude(answer_.inside, answer_.outside, variable, kAlwaysOn);
      fits = false;
    } else {
      if (limited_ == kAlwaysOn) limited_ = new_switch();
      exclude(inside_, outside_, variable, limited_);
      solution.limit =
          "the search for a value of `" + space_.name_of(variable) + "` reached its limit";
      fits = false;
    }
  }
  if (fits) take_samples(solution);
  return fits;
}

void Engine::take_samples(Solution& solution) {
  solution.values.assign(space_.variables(), std::nullopt);
  for (VariableId variable : touched_) solution.values[variable] = samples_[variable];
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
