#include "properties/explore/freedoms_needed.h"

#include <algorithm>
#include <bit>
#include <fmt/format.h>

#include "properties/explore/excusing_sets.h"
#include "properties/explore/failure_kind.h"

namespace sqsproof::properties {

using semantics::Promise;

namespace {

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

std::string kind_of(const Promise& promise, const semantics::History& history,
                    const semantics::Tolerance& tolerance) {
  semantics::JudgeOptions strict;
  strict.tolerance = tolerance;
  const auto judgement = semantics::judge_one(promise, history, strict);
  return judgement.violations.empty() ? "" : failure_kind(history, judgement.violations.front());
}

/// A receive that may miss messages explains almost anything: of sets that are as small, one
/// without it says more.
bool is_broad(semantics::Freedom freedom) {
  return freedom == semantics::Freedom::sampling || freedom == semantics::Freedom::false_empty;
}

bool has_broad(FreedomSet set) {
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    if ((set & freedom_bit(i)) != 0 && is_broad(semantics::all_freedoms()[i].freedom)) return true;
  }
  return false;
}

}  // namespace

void FreedomSearch::add(const semantics::History& history, const semantics::Tolerance& tolerance,
                        const std::vector<const Promise*>& broken, bool steady) {
  constexpr std::size_t kOften = 8;
  bool looked = false;
  for (const Promise* promise : broken) {
    if (looked_at_[promise->id]++ >= kOften) continue;
    looked = true;
    broken_.push_back({promise->id, excusing_sets(*promise, history, tolerance), histories_,
                       kind_of(*promise, history, tolerance), steady});
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
FreedomSearch::Set FreedomSearch::smallest(const std::vector<Broken>& all) {
  Set every = 0;
  for (const Broken& one : all) {
    for (const Set set : one.alternatives) every |= set;
  }
  std::vector<Set> rows;
  std::vector<Set> broad;
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    if ((every & freedom_bit(i)) == 0) continue;
    (is_broad(semantics::all_freedoms()[i].freedom) ? broad : rows).push_back(freedom_bit(i));
  }
  rows.insert(rows.end(), broad.begin(), broad.end());
  Set best = every;
  const auto explains_all = [&](Set chosen) {
    const bool all_explained = std::all_of(all.begin(), all.end(), [&](const Broken& one) {
      return std::any_of(one.alternatives.begin(), one.alternatives.end(),
                         [&](Set set) { return (set & ~chosen) == 0; });
    });
    if (all_explained) best = chosen;
    return all_explained;
  };
  for (std::size_t size = 0; size <= rows.size(); ++size) {
    if (each_choice(rows, size, explains_all)) break;
  }
  return best;
}

void FreedomSearch::count(const Promise& rate, const semantics::Share& share) {
  semantics::Share& sum = counted_[rate.id];
  sum.happened += share.happened;
  sum.of += share.of;
}

std::size_t FreedomSearch::histories_that_need(const std::vector<Broken>& explained, Set row,
                                               Set chosen) {
  std::set<std::size_t> histories;
  for (const Broken& one : explained) {
    const bool without = std::any_of(one.alternatives.begin(), one.alternatives.end(),
                                     [&](Set set) { return (set & ~(chosen & ~row)) == 0; });
    if (!without) histories.insert(one.history);
  }
  return histories.size();
}

FreedomsNeeded FreedomSearch::result_of(const std::vector<Broken>& explained) const {
  FreedomsNeeded needed;
  needed.histories = histories_;
  needed.excusable = excusable();
  std::set<std::string_view> unexplained;
  for (const Broken& one : broken_) {
    if (one.alternatives.empty()) unexplained.insert(one.promise);
  }
  needed.unexplained.assign(unexplained.begin(), unexplained.end());
  const Set chosen = smallest(explained);
  for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
    FreedomsNeeded::Need need{&semantics::all_freedoms()[i]};
    const Counted* counted = counted_of(need.row->freedom);
    const auto share = counted ? counted_.find(counted->rate) : counted_.end();
    if (share != counted_.end()) need.share = share->second;
    if (share != counted_.end()) need.counted = counted->of;
    const bool told = counted && counted->alone && need.share.happened > 0;
    if (!told && (chosen & freedom_bit(i)) == 0) continue;
    need.histories = histories_that_need(explained, freedom_bit(i), chosen);
    needed.freedoms.push_back(need);
  }
  return needed;
}

FreedomsNeeded FreedomSearch::result() const {
  std::vector<Broken> explained = broken_;
  std::erase_if(explained, [](const Broken& one) { return one.alternatives.empty(); });
  return result_of(explained);
}

FreedomsNeeded FreedomSearch::question() const {
  std::vector<Broken> explained = broken_;
  std::set<std::string> open;  // kinds of which some are explained by nothing
  for (Broken& one : explained) {
    std::erase_if(one.alternatives, [&](Set set) { return one.steady && has_broad(set); });
    if (one.alternatives.empty()) open.insert(one.kind);
  }
  std::set<std::string_view> excused, unexplained;
  for (const Broken& one : broken_) {
    (open.contains(one.kind) ? unexplained : excused).insert(one.promise);
  }
  std::erase_if(explained, [&](const Broken& one) { return open.contains(one.kind); });
  // Where most is a bug, the rest hardly is a freedom: it comes from the bug, too.
  if (excused.size() <= unexplained.size()) {
    unexplained.merge(excused);
    excused.clear();
    explained.clear();
  }
  FreedomsNeeded needed = result_of(explained);
  needed.asked = true;
  needed.excused.assign(excused.begin(), excused.end());
  needed.unexplained.assign(unexplained.begin(), unexplained.end());
  return needed;
}

std::vector<FreedomsNeeded::Excusable> FreedomSearch::excusable() const {
  std::map<std::string_view, Set> chosen;  // by promise; 0: nothing explains it
  for (const Broken& one : broken_) {
    Alternatives left = one.alternatives;
    std::erase_if(left, [&](Set set) { return one.steady && has_broad(set); });
    const auto fewest = std::min_element(
        left.begin(), left.end(), [](Set a, Set b) { return std::popcount(a) < std::popcount(b); });
    const auto known = chosen.find(one.promise);
    if (known != chosen.end() && known->second == 0) continue;
    chosen[one.promise] = fewest == left.end() ? 0 : *fewest;
  }
  std::vector<FreedomsNeeded::Excusable> all;
  for (const auto& [promise, set] : chosen) {
    if (set == 0) continue;
    auto& by = all.emplace_back(FreedomsNeeded::Excusable{promise, {}}).by;
    for (std::size_t i = 0; i < semantics::all_freedoms().size(); ++i) {
      if ((set & freedom_bit(i)) != 0) by.push_back(&semantics::all_freedoms()[i]);
    }
  }
  return all;
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
