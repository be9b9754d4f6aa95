#include "properties/explore/freedoms_needed.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "semantics/judge/fingerprint.h"

namespace sqsproof::properties {

using semantics::Promise;

namespace {

using Set = std::uint32_t;

Set bit(std::size_t row) { return Set{1} << row; }

std::vector<Set> every_row() {
  std::vector<Set> rows;
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) rows.push_back(bit(i));
  return rows;
}

Set all_rows() { return bit(semantics::all_freedoms().size()) - 1; }

/// Calls `visit` with every set of `size` freedoms of `from`, in order, until it says true.
bool each_choice(const std::vector<Set>& from, std::size_t begin, std::size_t size, Set chosen,
                 const auto& visit) {
  if (size == 0) return visit(chosen);
  for (std::size_t i = begin; i + size <= from.size(); ++i) {
    if (each_choice(from, i + 1, size - 1, chosen | from[i], visit)) return true;
  }
  return false;
}

class Explanations {
 public:
  Explanations(const semantics::History& history, const semantics::Tolerance& tolerance)
      : history_(history), tolerance_(tolerance) {}

  /// All smallest sets of freedoms that excuse the promise, and one without those, as long as there
  /// is one: other histories say which it was. None when not even all of them do.
  std::set<Set> of(const Promise& promise) const {
    Set left = all_rows();
    if (!excuses(promise, left)) return {};
    std::set<Set> found = smallest(promise);
    for (const Set rows : found) left &= ~rows;
    while (excuses(promise, left)) {
      const Set rows = without_the_idle(promise, left);
      found.insert(rows);
      left &= ~rows;
    }
    return found;
  }

 private:
  std::set<Set> smallest(const Promise& promise) const {
    constexpr int kMost = 3;  // as many are tried in all ways: one set of more has to do
    const Set one = without_the_idle(promise, all_rows());
    const int most = std::popcount(one);
    if (most > kMost) return {one};
    std::set<Set> found;
    for (int size = 1; size <= most && found.empty(); ++size) {
      each_choice(every_row(), 0, static_cast<std::size_t>(size), 0, [&](Set rows) {
        if (excuses(promise, rows)) found.insert(rows);
        return false;
      });
    }
    return found;
  }

  /// Of rows that excuse: some that do, and none of which can be left out.
  Set without_the_idle(const Promise& promise, Set rows) const {
    for (const Set row : every_row()) {
      if (excuses(promise, rows & ~row)) rows &= ~row;
    }
    return rows;
  }

  bool excuses(const Promise& promise, Set rows) const {
    semantics::Freedoms granted;
    for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
      if ((rows & bit(i)) != 0) granted.grant(semantics::all_freedoms()[i].freedom);
    }
    return semantics::excuses(granted, promise, history_, tolerance_);
  }

  const semantics::History& history_;
  const semantics::Tolerance& tolerance_;
};

/// Where it is counted how often a freedom is taken.
struct Counted {
  semantics::Freedom freedom;
  std::string_view rate;
  std::string_view of;
  bool alone;  ///< no promise of the strict model is about it: the count tells of it
};
constexpr Counted kCounted[] = {
    {semantics::Freedom::early_redelivery, "delivery/duplicates-rare", "deliveries", false},
    {semantics::Freedom::false_empty, "long-poll/false-empties-rare", "long polls", false},
    {semantics::Freedom::reordering, "delivery/inversions-rare", "pairs sent in turn", true},
};

const Counted* counted_of(semantics::Freedom freedom) {
  const auto* found = std::find_if(std::begin(kCounted), std::end(kCounted),
                                   [&](const Counted& row) { return row.freedom == freedom; });
  return found == std::end(kCounted) ? nullptr : found;
}

/// A receive that may miss messages explains almost anything: of sets that are as small, one
/// without it says more.
bool is_broad(semantics::Freedom freedom) {
  return freedom == semantics::Freedom::sampling || freedom == semantics::Freedom::false_empty;
}

}  // namespace

void FreedomSearch::add(const semantics::History& history, const semantics::Tolerance& tolerance,
                        const std::vector<const Promise*>& broken) {
  constexpr std::size_t kOften = 8;
  const Explanations explanations(history, tolerance);
  bool looked = false;
  for (const Promise* promise : broken) {
    if (looked_at_[promise->id]++ >= kOften) continue;
    looked = true;
    Alternatives alternatives = explanations.of(*promise);
    if (alternatives.empty()) {
      unexplained_.insert(promise->id);
    } else {
      explained_.push_back(std::move(alternatives));
      of_.push_back(histories_);
    }
  }
  histories_ += looked ? 1 : 0;
}

void FreedomSearch::judge(const semantics::History& history,
                          const semantics::Tolerance& tolerance) {
  semantics::JudgeOptions strict;
  strict.tolerance = tolerance;
  const auto judgements = semantics::judge_all(history, strict);
  std::vector<const Promise*> broken;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    if (judgements[i].verdict == policy::Verdict::violated) {
      broken.push_back(&semantics::all_promises()[i]);
    }
  }
  add(history, tolerance, broken);
}

/// The smallest set of freedoms that holds an alternative of each.
FreedomSearch::Set FreedomSearch::smallest(const std::vector<Alternatives>& all) {
  Set every = 0;
  for (const Alternatives& alternatives : all) {
    for (const Set set : alternatives) every |= set;
  }
  std::vector<Set> rows;
  std::vector<Set> broad;
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    if ((every & bit(i)) == 0) continue;
    (is_broad(semantics::all_freedoms()[i].freedom) ? broad : rows).push_back(bit(i));
  }
  rows.insert(rows.end(), broad.begin(), broad.end());
  Set best = every;
  const auto explains_all = [&](Set chosen) {
    const bool all_explained = std::all_of(all.begin(), all.end(), [&](const Alternatives& one) {
      return std::any_of(one.begin(), one.end(), [&](Set set) { return (set & ~chosen) == 0; });
    });
    if (all_explained) best = chosen;
    return all_explained;
  };
  for (std::size_t size = 0; size <= rows.size(); ++size) {
    if (each_choice(rows, 0, size, 0, explains_all)) break;
  }
  return best;
}

void FreedomSearch::count(const Promise& rate, const semantics::Share& share) {
  semantics::Share& sum = counted_[rate.id];
  sum.happened += share.happened;
  sum.of += share.of;
}

std::size_t FreedomSearch::histories_that_need(Set row, Set chosen) const {
  std::set<std::size_t> histories;
  for (std::size_t j = 0; j < explained_.size(); ++j) {
    const bool without = std::any_of(explained_[j].begin(), explained_[j].end(),
                                     [&](Set set) { return (set & ~(chosen & ~row)) == 0; });
    if (!without) histories.insert(of_[j]);
  }
  return histories.size();
}

FreedomsNeeded FreedomSearch::result() const {
  FreedomsNeeded needed;
  needed.histories = histories_;
  needed.unexplained.assign(unexplained_.begin(), unexplained_.end());
  const Set chosen = smallest(explained_);
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    FreedomsNeeded::Need need{&semantics::all_freedoms()[i]};
    const Counted* counted = counted_of(need.row->freedom);
    const auto share = counted ? counted_.find(counted->rate) : counted_.end();
    if (share != counted_.end()) need.share = share->second;
    if (share != counted_.end()) need.counted = counted->of;
    const bool told = counted && counted->alone && need.share.happened > 0;
    if (!told && (chosen & bit(i)) == 0) continue;
    need.histories = histories_that_need(bit(i), chosen);
    needed.freedoms.push_back(need);
  }
  return needed;
}

std::string describe(const FreedomsNeeded& needed) {
  std::string text;
  for (const FreedomsNeeded::Need& need : needed.freedoms) {
    text += fmt::format("{}{} ({}", text.empty() ? "" : "; ", need.row->what, need.row->id);
    if (need.histories > 0) {
      text += fmt::format(", in {} of {} histories", need.histories, needed.histories);
    }
    if (need.share.happened > 0) {
      text += fmt::format(", {} of {} {}, {}", need.share.happened, need.share.of, need.counted,
                          semantics::describe_percent(need.share.value()));
    }
    text += ")";
  }
  return text;
}

}  // namespace sqsproof::properties
