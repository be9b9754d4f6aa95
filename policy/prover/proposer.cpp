#include "policy/prover/proposer.h"

#include <algorithm>

namespace sqsproof::policy {

void Proposer::hear(Wording::Words words) {
  if (!core_) core_ = open_();
  while (!words.empty()) words = words.subspan(hear_one(words));
}

/// How many words the first thing takes that is said.
std::size_t Proposer::hear_one(Wording::Words words) {
  if (words[0] == Wording::kSwitch) {
    static_cast<void>(core_->new_proposition());
    atom_of_.push_back(0);
    return 1;
  }
  if (words[0] == Wording::kAtom) {
    atom_of_.push_back(atoms_.size());
    atoms_.push_back({core_->new_proposition(), static_cast<std::size_t>(words[1])});
    return 2;
  }
  const bool guarded = words[0] != Wording::kExclusion && words[0] != Wording::kCheck;
  const std::size_t begin = guarded ? 2 : 1;
  const auto end = std::find(words.begin() + static_cast<std::ptrdiff_t>(begin), words.end(), 0);
  const auto size = static_cast<std::size_t>(end - words.begin());
  const Wording::Words literals = words.subspan(begin, size - begin);
  if (words[0] == Wording::kOption) {
    hear_option(words[1], literals);
  } else if (words[0] == Wording::kCheck) {
    static_cast<void>(check(literals));
  } else {
    add_clause(guarded ? words[1] : 0, literals);
  }
  if (words[0] == Wording::kClause) {
    const std::size_t first = literals_.size();
    literals_.insert(literals_.end(), literals.begin(), literals.end());
    clauses_.push_back({words[1], {first, literals_.size()}});
  } else if (words[0] == Wording::kChoice) {
    choices_.push_back({words[1], {options_in_choices_, options_.size()}});
    options_in_choices_ = options_.size();
  }
  return size + 1;
}

void Proposer::hear_option(CoreLiteral chosen, Wording::Words literals) {
  for (const CoreLiteral literal : literals) {
    added_.assign({-chosen, literal});
    core_->add_clause(added_);
  }
  const std::size_t first = literals_.size();
  literals_.insert(literals_.end(), literals.begin(), literals.end());
  options_.push_back({chosen, {first, literals_.size()}});
}

void Proposer::add_clause(CoreLiteral on, Wording::Words literals) {
  added_.clear();
  if (on != 0) added_.push_back(-on);
  added_.insert(added_.end(), literals.begin(), literals.end());
  core_->add_clause(added_);
}

Core::Result Proposer::check(Wording::Words assumptions) {
  assumptions_.assign(assumptions.begin(), assumptions.end());
  return core_->check(assumptions_);
}

Proposal Proposer::propose(Wording::Words assumptions) {
  if (!core_) core_ = open_();
  Proposal proposal;
  proposal.result = check(assumptions);
  if (proposal.result != Core::Result::satisfiable) return proposal;
  choose_implicant();
  proposal.needs = needs();
  return proposal;
}

void Proposer::require(CoreLiteral literal) {
  const std::size_t atom = atom_of_[index_of(literal)];
  if (signs_[atom] != Sign::open) return;
  signs_[atom] = literal > 0 ? Sign::inside : Sign::outside;
  const std::size_t variable = atoms_[atom].variable;
  if (needed_.size() <= variable) needed_.resize(variable + 1);
  if (needed_[variable].empty()) touched_.push_back(variable);
  needed_[variable].push_back(atom);
}

bool Proposer::is_on(CoreLiteral guard) const {
  return guard == 0 || std::find(active_.begin(), active_.end(), guard) != active_.end();
}

void Proposer::choose_option(const Guarded& choice) {
  for (std::size_t i = choice.range.begin; i < choice.range.end; ++i) {
    const Guarded& option = options_[i];
    if (!core_->is_true(option.on)) continue;
    for (std::size_t k = option.range.begin; k < option.range.end; ++k) require(literals_[k]);
    active_.push_back(option.on);
    return;
  }
}

void Proposer::choose_literal(const Guarded& clause) {
  CoreLiteral best = 0;
  for (std::size_t i = clause.range.begin; i < clause.range.end; ++i) {
    const CoreLiteral literal = literals_[i];
    const Sign sign = signs_[atom_of_[index_of(literal)]];
    if (sign == (literal > 0 ? Sign::inside : Sign::outside)) return;
    if (best == 0 && core_->is_true(literal)) best = literal;
  }
  if (best != 0) require(best);
}

/// Of what the model says, as little as suffices: one option of each choice, one literal of each
/// clause, where possible one that is needed anyway.
void Proposer::choose_implicant() {
  signs_.assign(atoms_.size(), Sign::open);
  for (const std::size_t variable : touched_) needed_[variable].clear();
  needed_.resize(std::max(needed_.size(), essential_));
  touched_.clear();
  active_ = assumptions_;
  for (const Guarded& choice : choices_) {
    if (is_on(choice.on)) choose_option(choice);
  }
  for (const Guarded& clause : clauses_) {
    if (is_on(clause.on)) choose_literal(clause);
  }
  for (std::size_t variable = 0; variable < essential_; ++variable) {
    if (needed_[variable].empty()) touched_.push_back(variable);
  }
}

std::vector<Wording::Word> Proposer::needs() const {
  std::vector<Wording::Word> words;
  for (const std::size_t variable : touched_) {
    words.push_back(static_cast<Wording::Word>(variable));
    words.push_back(static_cast<Wording::Word>(needed_[variable].size()));
    for (const std::size_t atom : needed_[variable]) {
      const auto number = static_cast<Wording::Word>(atom + 1);
      words.push_back(signs_[atom] == Sign::inside ? number : -number);
    }
  }
  return words;
}

}  // namespace sqsproof::policy
