// Which clauses an `unsatisfiable` hangs on: those that led to the contradiction.
#include <algorithm>

#include "policy/prover/fast_core.h"

namespace sqsproof::policy {
namespace {

constexpr std::size_t kMostSources = 1'000'000;

template <class Row, class Wanted>
const Row* find_clause(const std::vector<Row>& rows, Wanted clause) {
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), clause,
                       [](const Row& row, Wanted wanted) { return row.clause < wanted; });
  return found == rows.end() || found->clause != clause ? nullptr : &*found;
}

}  // namespace

/// What the clause that was learnt last was learnt from.
void FastCore::keep_sources(Ref learnt) {
  lessons_.push_back({learnt, sources_.size()});
  forgot_sources_ = forgot_sources_ || sources_.size() > kMostSources;
  if (forgot_sources_) sources_.clear();
}

/// Marks what has to be blamed, too: the literals of a clause that is a reason.
void FastCore::mark(Ref clause) {
  const Lit* literals = clauses_.literals(clause);
  for (std::size_t k = 0; k < clauses_.length(clause); ++k) {
    infos_[index_of(literals[k])].seen = true;
  }
}

/// One that was added, or else what it was learnt from, which came before it.
void FastCore::blame_clause(Ref clause) {
  pending_.assign(1, clause);
  while (!pending_.empty()) {
    const Ref ref = pending_.back();
    pending_.pop_back();
    const Lesson* lesson = find_clause(lessons_, ref);
    if (lesson == nullptr) {
      blamed_.push_back(ref);
      continue;
    }
    const auto number = static_cast<std::size_t>(lesson - lessons_.data());
    if (blamed_lessons_[number] != 0) continue;
    blamed_lessons_[number] = 1;
    for (std::size_t i = number == 0 ? 0 : lessons_[number - 1].end; i < lesson->end; ++i) {
      if (sources_[i].is_fact) {
        infos_[sources_[i].number].seen = true;
      } else {
        pending_.push_back(sources_[i].number);
      }
    }
  }
}

/// From the last literal to the first: reasons, and facts behind lessons, stand before.
void FastCore::blame_trail() {
  for (std::size_t at = trail_.size(); at-- > 0;) {
    const Info& info = infos_[index_of(trail_[at])];
    if (!info.seen || info.reason == kNone) continue;
    mark(info.reason);
    blame_clause(info.reason);
  }
}

std::vector<std::size_t> FastCore::blamed() {
  std::vector<std::size_t> clauses;
  if (forgot_sources_) return clauses;
  blamed_.clear();
  blamed_lessons_.assign(lessons_.size(), 0);
  if (contradictory_) {
    mark(contradiction_);
    blame_clause(contradiction_);
  } else {
    infos_[index_of(refuted_)].seen = true;
  }
  blame_trail();
  for (Info& info : infos_) info.seen = false;
  for (const Ref ref : blamed_) {
    if (const Added* added = find_clause(added_as_, ref)) clauses.push_back(added->number);
  }
  std::sort(clauses.begin(), clauses.end());
  clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  return clauses;
}

}  // namespace sqsproof::policy
