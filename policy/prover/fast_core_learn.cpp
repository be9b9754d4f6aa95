// What a conflict teaches: the clause of the first single cause.
#include <algorithm>

#include "policy/prover/fast_core.h"

namespace sqsproof::policy {
namespace {

constexpr double kDecay = 1.05;
constexpr double kLargestActivity = 1e100;

}  // namespace

void FastCore::bump(std::size_t index) {
  infos_[index].activity += increment_;
  if (infos_[index].activity < kLargestActivity) return;
  for (Info& info : infos_) info.activity /= kLargestActivity;
  increment_ /= kLargestActivity;
}

void FastCore::take_up(Lit literal, std::size_t& open) {
  Info& info = infos_[index_of(literal)];
  if (info.seen) return;
  if (info.level == 0) {
    sources_.push_back({static_cast<std::uint32_t>(index_of(literal)), true});
    return;
  }
  info.seen = true;
  bump(index_of(literal));
  if (info.level == level()) {
    ++open;
  } else {
    learnt_.push_back(literal);
  }
}

/// Into `learnt_`: a clause that follows and that one decision of this level contradicts. Returns
/// the level to go back to.
std::uint32_t FastCore::learn(Ref conflict) {
  learnt_.assign(1, 0);
  std::size_t open = 0;
  std::size_t at = trail_.size();
  Ref reason = conflict;
  Lit literal = 0;
  bool first = true;
  do {
    sources_.push_back({reason, false});
    const Lit* literals = clauses_.literals(reason);
    const std::size_t length = clauses_.length(reason);
    for (std::size_t k = 0; k < length; ++k) {
      if (first || literals[k] != literal) take_up(literals[k], open);
    }
    first = false;
    do {
      literal = trail_[--at];
    } while (!infos_[index_of(literal)].seen);
    infos_[index_of(literal)].seen = false;
    reason = infos_[index_of(literal)].reason;
  } while (--open > 0);
  learnt_[0] = negated(literal);
  std::uint32_t back = 0;
  for (std::size_t k = 1; k < learnt_.size(); ++k) {
    Info& info = infos_[index_of(learnt_[k])];
    info.seen = false;
    if (info.level <= back) continue;
    back = info.level;
    std::swap(learnt_[1], learnt_[k]);
  }
  return back;
}

void FastCore::resolve(Ref conflict) {
  constexpr std::uint64_t kConflictWork = 20;
  work_ += kConflictWork;
  undo_to(learn(conflict));
  increment_ *= kDecay;
  const Ref ref = clauses_.add(learnt_);
  keep_sources(ref);
  if (learnt_.size() > 1) attach(ref);
  assign(learnt_[0], ref);
}

}  // namespace sqsproof::policy
