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

class Explanations {
 public:
  Explanations(const semantics::History& history, const semantics::Tolerance& tolerance)
      : history_(history), tolerance_(tolerance) {}

  /// All single freedoms that excuse the promise, or else all pairs.
  std::set<Set> of(const Promise& promise) const {
    std::set<Set> found;
    const std::size_t rows = semantics::all_freedoms().size();
    for (std::size_t i = 0; i < rows; ++i) {
      if (excuses(promise, bit(i))) found.insert(bit(i));
    }
    for (std::size_t i = 0; i < rows && found.empty(); ++i) {
      for (std::size_t j = i + 1; j < rows; ++j) {
        if (excuses(promise, bit(i) | bit(j))) found.insert(bit(i) | bit(j));
      }
    }
    return found;
  }

 private:
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

/// A receive that may miss messages explains almost anything: of sets that are as small, one
/// without it says more.
bool is_broad(semantics::Freedom freedom) {
  return freedom == semantics::Freedom::sampling || freedom == semantics::Freedom::false_empty;
}

/// Calls `visit` with every set of `size` freedoms of `from`, in order, until it says true.
bool each_choice(const std::vector<Set>& from, std::size_t begin, std::size_t size, Set chosen,
                 const auto& visit) {
  if (size == 0) return visit(chosen);
  for (std::size_t i = begin; i + size <= from.size(); ++i) {
    if (each_choice(from, i + 1, size - 1, chosen | from[i], visit)) return true;
  }
  return false;
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

FreedomsNeeded FreedomSearch::result() const {
  FreedomsNeeded needed;
  needed.histories = histories_;
  needed.unexplained.assign(unexplained_.begin(), unexplained_.end());
  const Set chosen = smallest(explained_);
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    if ((chosen & bit(i)) == 0) continue;
    std::set<std::size_t> histories;
    for (std::size_t j = 0; j < explained_.size(); ++j) {
      const bool without = std::any_of(explained_[j].begin(), explained_[j].end(),
                                       [&](Set set) { return (set & ~(chosen & ~bit(i))) == 0; });
      if (!without) histories.insert(of_[j]);
    }
    needed.freedoms.push_back({&semantics::all_freedoms()[i], histories.size()});
  }
  return needed;
}

std::string describe(const FreedomsNeeded& needed) {
  std::string text;
  for (const FreedomsNeeded::Need& need : needed.freedoms) {
    text += fmt::format("{}{} ({}, in {} of {} histories)", text.empty() ? "" : "; ",
                        need.row->what, need.row->id, need.histories, needed.histories);
  }
  return text;
}

}  // namespace sqsproof::properties
