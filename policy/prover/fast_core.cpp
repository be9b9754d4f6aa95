#include "policy/prover/fast_core.h"

#include <algorithm>

namespace sqsproof::policy {
namespace {

/// Most clauses have two or three literals.
template <class Less>
void sort_few(std::vector<std::uint32_t>& items, const Less& less) {
  constexpr std::size_t kFew = 16;
  if (items.size() > kFew) {
    std::sort(items.begin(), items.end(), less);
    return;
  }
  for (std::size_t i = 1; i < items.size(); ++i) {
    const std::uint32_t item = items[i];
    std::size_t at = i;
    for (; at > 0 && less(item, items[at - 1]); --at) items[at] = items[at - 1];
    items[at] = item;
  }
}

}  // namespace

CoreLiteral FastCore::new_proposition() {
  values_.resize(values_.size() + 2, 0);
  infos_.emplace_back();
  if (watches_.size() < 2 * infos_.size()) watches_.resize(2 * infos_.size());
  push_open(infos_.size() - 1);
  return static_cast<CoreLiteral>(infos_.size());
}

FastCoreTables::Ref FastCoreTables::Clauses::add(const std::vector<Lit>& literals) {
  const auto ref = static_cast<Ref>(words_.size());
  words_.push_back(static_cast<Lit>(literals.size()));
  words_.insert(words_.end(), literals.begin(), literals.end());
  return ref;
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

/// A clause of one literal, or of none.
void FastCore::add_fact(Ref ref) {
  undo_to(0);
  const bool empty = clauses_.length(ref) == 0;
  if (empty || values_[*clauses_.literals(ref)] < 0) {
    contradict(ref);
  } else if (!contradictory_ && values_[*clauses_.literals(ref)] == 0) {
    assign(*clauses_.literals(ref), ref);
  }
}

/// The clause may contradict what is decided: so much of it is undone that it can hold again.
void FastCore::add_clause(const std::vector<CoreLiteral>& clause) {
  ++clauses_said_;
  std::vector<Lit>& literals = added_;
  literals.clear();
  for (CoreLiteral literal : clause) literals.push_back(lit_of(literal));
  sort_few(literals, [](Lit a, Lit b) { return a < b; });
  literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
  for (std::size_t i = 1; i < literals.size(); ++i) {
    if (literals[i] == negated(literals[i - 1])) return;
  }
  sort_few(literals, [&](Lit a, Lit b) { return falsified_at(a) > falsified_at(b); });
  const Ref ref = clauses_.add(literals);
  added_as_.push_back({ref, clauses_said_ - 1});
  if (literals.size() < 2) return add_fact(ref);
  const std::uint32_t second = falsified_at(literals[1]);
  attach(ref);
  if (second == UINT32_MAX) return;  // two that are not false
  const std::uint32_t first = falsified_at(literals[0]);
  undo_to(first == second && first > 0 ? first - 1 : second);
  if (values_[literals[0]] < 0) {
    contradict(ref);  // false at level 0, all of them
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
FastCoreTables::Ref FastCore::propagate() {
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

/// Assumptions first; a result when there is nothing left to decide.
std::optional<Core::Result> FastCore::decide() {
  while (level() < assumptions_.size()) {
    const Lit wanted = lit_of(assumptions_[level()]);
    if (values_[wanted] < 0) {
      refuted_ = wanted;
      return Result::unsatisfiable;
    }
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
    if (!watches_[literal].empty()) return std::nullopt;
    ++propagated_;  // nothing follows from it
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
    if (conflict != kNone && level() == 0) {
      contradict(conflict);
    } else if (conflict != kNone) {
      resolve(conflict);
    } else if (work_ > last) {
      return Result::unknown;
    } else if (const auto result = decide()) {
      return *result;
    }
  }
  return Result::unsatisfiable;
}

}  // namespace sqsproof::policy
