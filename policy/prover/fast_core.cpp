#include "policy/prover/fast_core.h"

#include <algorithm>

namespace sqsproof::policy {

CoreLiteral FastCore::new_proposition() {
  values_.resize(values_.size() + 2, 0);
  watches_.resize(watches_.size() + 2);
  infos_.emplace_back();
  push_open(infos_.size() - 1);
  return static_cast<CoreLiteral>(infos_.size());
}

FastCore::Ref FastCore::Clauses::add(const std::vector<Lit>& literals) {
  const auto ref = static_cast<Ref>(words_.size());
  words_.push_back(static_cast<Lit>(literals.size()));
  words_.insert(words_.end(), literals.begin(), literals.end());
  return ref;
}

void FastCore::push_open(std::size_t index) {
  if (infos_[index].queued) return;
  infos_[index].queued = true;
  infos_[index].heaped = infos_[index].activity > 0;
  if (!infos_[index].heaped) {
    first_idle_ = std::min(first_idle_, index);
    return;
  }
  queue_.push_back({infos_[index].activity, index});
  std::push_heap(queue_.begin(), queue_.end());
}

void FastCore::assign(Lit literal, Ref reason) {
  values_[literal] = 1;
  values_[negated(literal)] = -1;
  Info& info = infos_[index_of(literal)];
  info.level = level();
  info.reason = reason;
  info.phase = (literal & 1) == 0;
  trail_.push_back(literal);
}

void FastCore::undo_to(std::uint32_t level) {
  if (level >= this->level()) return;
  const std::size_t keep = decisions_[level];
  for (std::size_t i = trail_.size(); i > keep; --i) {
    const Lit literal = trail_[i - 1];
    values_[literal] = values_[negated(literal)] = 0;
    push_open(index_of(literal));
  }
  trail_.resize(keep);
  decisions_.resize(level);
  propagated_ = std::min(propagated_, keep);
}

void FastCore::attach(Ref ref) {
  const Lit* literals = clauses_.literals(ref);
  watches_[negated(literals[0])].push_back({ref, literals[1]});
  watches_[negated(literals[1])].push_back({ref, literals[0]});
}

/// The clause may contradict what is decided: so much of it is undone that it can hold again.
void FastCore::add_clause(const std::vector<CoreLiteral>& clause) {
  std::vector<Lit>& literals = added_;
  literals.clear();
  for (CoreLiteral literal : clause) literals.push_back(lit_of(literal));
  std::sort(literals.begin(), literals.end());
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  for (std::size_t i = 1; i < literals.size(); ++i) {
    if (literals[i] == negated(literals[i - 1])) return;
  }
  std::sort(literals.begin(), literals.end(),
            [&](Lit a, Lit b) { return falsified_at(a) > falsified_at(b); });
  const std::uint32_t second = literals.size() < 2 ? 0 : falsified_at(literals[1]);
  if (literals.size() < 2) {
    undo_to(0);
    contradictory_ = contradictory_ || literals.empty() || values_[literals[0]] < 0;
    if (!contradictory_ && values_[literals[0]] == 0) assign(literals[0], kNone);
    return;
  }
  const Ref ref = clauses_.add(literals);
  attach(ref);
  if (second == UINT32_MAX) return;  // two that are not false
  const std::uint32_t first = falsified_at(literals[0]);
  undo_to(first == second && first > 0 ? first - 1 : second);
  if (values_[literals[0]] < 0) {
    contradictory_ = true;  // false at level 0, all of them
  } else if (values_[literals[0]] == 0 && values_[literals[1]] < 0) {
    assign(literals[0], ref);
  }
}

/// Finds the clause another literal to watch in place of one that became false.
bool FastCore::move_watch(Ref ref, Lit falsified) {
  Lit* literals = clauses_.literals(ref);
  if (literals[0] == falsified) std::swap(literals[0], literals[1]);
  const std::size_t length = clauses_.length(ref);
  for (std::size_t k = 2; k < length; ++k) {
    if (values_[literals[k]] < 0) continue;
    std::swap(literals[1], literals[k]);
    watches_[negated(literals[1])].push_back({ref, literals[0]});
    return true;
  }
  return false;
}

/// The clause that became false, if one did.
FastCore::Ref FastCore::propagate() {
  while (propagated_ < trail_.size()) {
    const Lit truth = trail_[propagated_++];
    std::vector<Watch>& watches = watches_[truth];
    std::size_t kept = 0;
    Ref conflict = kNone;
    for (std::size_t i = 0; i < watches.size(); ++i) {
      const Watch watch = watches[i];
      ++work_;
      const bool idle = conflict != kNone || values_[watch.other] > 0;
      if (!idle && move_watch(watch.clause, negated(truth))) continue;
      const Lit first = idle ? watch.other : clauses_.literals(watch.clause)[0];
      watches[kept++] = {watch.clause, first};
      if (idle || values_[first] > 0) continue;
      if (values_[first] < 0) {
        conflict = watch.clause;
      } else {
        assign(first, watch.clause);
      }
    }
    watches.resize(kept);
    if (conflict != kNone) return conflict;
  }
  return kNone;
}

/// Takes the most active proposition out of the queue; of idle ones the first.
std::size_t FastCore::next_queued() {
  std::size_t index = infos_.size();
  if (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end());
    index = queue_.back().index;
    queue_.pop_back();
  } else {
    while (first_idle_ < infos_.size() &&
           (!infos_[first_idle_].queued || infos_[first_idle_].heaped)) {
      ++first_idle_;
    }
    index = first_idle_;
  }
  if (index < infos_.size()) infos_[index].queued = infos_[index].heaped = false;
  return index;
}

/// Assumptions first; a result when there is nothing left to decide.
std::optional<Core::Result> FastCore::decide() {
  while (level() < assumptions_.size()) {
    const Lit wanted = lit_of(assumptions_[level()]);
    if (values_[wanted] < 0) return Result::unsatisfiable;
    new_level();
    if (values_[wanted] > 0) continue;
    assign(wanted, kNone);
    return std::nullopt;
  }
  for (std::size_t index = next_queued(); index < infos_.size(); index = next_queued()) {
    const Lit literal = static_cast<Lit>(2 * index) + (infos_[index].phase ? 0 : 1);
    if (values_[literal] != 0) continue;
    new_level();
    assign(literal, kNone);
    return std::nullopt;
  }
  return Result::satisfiable;
}

FastCore::Result FastCore::check(const std::vector<CoreLiteral>& assumptions) {
  const auto differs = std::mismatch(assumptions_.begin(), assumptions_.end(), assumptions.begin(),
                                     assumptions.end());
  const auto common = static_cast<std::uint32_t>(differs.first - assumptions_.begin());
  if (common < assumptions_.size() || common < assumptions.size()) undo_to(common);
  assumptions_ = assumptions;
  const std::uint64_t last = work_ + work_limit_;
  while (!contradictory_) {
    const Ref conflict = propagate();
    if (conflict != kNone && level() == 0) break;
    if (conflict != kNone) {
      resolve(conflict);
    } else if (work_ > last) {
      return Result::unknown;
    } else if (const auto result = decide()) {
      return *result;
    }
  }
  contradictory_ = true;
  return Result::unsatisfiable;
}

}  // namespace sqsproof::policy
