#include "semantics/judge/group_search.h"

#include <algorithm>

#include "semantics/judge/cluster.h"
#include "semantics/judge/dead_ends.h"
#include "semantics/judge/group_steps.h"

namespace sqsproof::semantics {
namespace {

using Kind = GroupCall::Kind;
using Why = GroupDeadEnd::Why;

constexpr std::size_t kClusterLimit = 12;   // calls that overlap
constexpr std::size_t kLevelLimit = 400;    // ways to place so many of them
constexpr std::size_t kMessageLimit = 24;   // that calls overlap about, or that are in doubt
constexpr std::size_t kExplained = 50'000;  // steps that are tried again to explain a failure
constexpr std::size_t kUnclear = kNone - 1;

class Search {
 public:
  Search(const GroupCalls& calls, const GroupRules& rules, std::size_t& budget)
      : calls_(calls), rules_(rules), budget_(budget), steps_(calls, rules) {}

  GroupFit run() {
    places_.emplace_back();
    std::vector<std::size_t> open{0};
    for (bool more = cluster_.begin(); more; more = cluster_.go_on()) {
      bring_in(open);
      crowded_ =
          cluster_.size() > kClusterLimit || places_[open.front()].states.size() > kMessageLimit;
      std::vector<std::size_t> after;
      if (!crowded_) after = place_cluster(open);
      if (after.empty() && budget_ > 0 && !crowded_) return failure(open);
      forgot_ = forgot_ || after.empty();
      open = after.empty() ? forget(open) : std::move(after);
      retire(open);
      settle(open);
    }
    GroupFit fit;
    fit.untried = forgot_;
    return fit;
  }

 private:
  /// The messages that the cluster is the first to be about.
  void bring_in(const std::vector<std::size_t>& open) {
    for (std::size_t i = 0; i < cluster_.size(); ++i) {
      for (const GroupCall::Part& part : cluster_[i].parts) {
        if (places_[open.front()].find(part.message)) continue;
        for (const std::size_t place : open) {
          places_[place].states.emplace_back().message = part.message;
        }
      }
    }
  }

  std::vector<std::size_t> place_cluster(std::vector<std::size_t> level) {
    for (const std::size_t place : level) places_[place].placed = 0;
    for (std::size_t count = 0; count < cluster_.size() && !level.empty(); ++count) {
      depth_ = count;
      next_.clear();
      ways_ = 0;
      for (const std::size_t place : level) {
        for (std::size_t i = 0; i < cluster_.size(); ++i) {
          const std::uint32_t placed = places_[place].placed;
          if ((placed >> i & 1U) == 0 && cluster_.may_be_next(placed, i)) put(place, i);
        }
      }
      if (ways_ > kLevelLimit) crowded_ = true;
      if (budget_ == 0 || crowded_) return {};
      level.clear();
      for (const auto& [placed, places] : next_) {
        level.insert(level.end(), places.begin(), places.end());
      }
    }
    return level;
  }

  /// Too many ways to know: all that speaks for the endpoint may be.
  std::vector<std::size_t> forget(const std::vector<std::size_t>& open) {
    GroupPlace unclear;
    for (const GroupState& known : places_[open.front()].states) {
      GroupState& state = unclear.states.emplace_back();
      state.message = known.message;
      state.receipt = kUnclear;
      state.received = known.received;
      state.unclear = true;
    }
    for (std::size_t i = 0; i < cluster_.size(); ++i) {
      if (cluster_[i].kind != Kind::receive) continue;
      for (const GroupCall::Part& part : cluster_[i].parts) ++unclear.find(part.message)->received;
    }
    places_.push_back(std::move(unclear));
    return {places_.size() - 1};
  }

  /// Lets go of the messages that no later call is about, nor their absence tells of.
  void retire(const std::vector<std::size_t>& open) {
    std::vector<std::size_t> leaving;
    for (const GroupState& state : places_[open.front()].states) {
      const GroupMessage& one = calls_.messages[state.message];
      if (one.last_call >= cluster_.end()) continue;
      const bool in_doubt = std::any_of(open.begin(), open.end(), [&](std::size_t place) {
        const GroupState& here = *places_[place].find(state.message);
        return one.may_be_deleted && here.deleted_by == kNone && !here.unclear;
      });
      if (!in_doubt) leaving.push_back(state.message);
    }
    if (leaving.empty()) return;
    for (const std::size_t place : open) {
      std::erase_if(places_[place].states, [&](const GroupState& state) {
        return std::find(leaving.begin(), leaving.end(), state.message) != leaving.end();
      });
    }
  }

  /// Of what lies behind, only the steps are needed.
  void settle(const std::vector<std::size_t>& open) {
    for (; settled_ < places_.size(); ++settled_) {
      const bool is_open = std::find(open.begin(), open.end(), settled_) != open.end();
      if (!is_open) std::vector<GroupState>().swap(places_[settled_].states);
    }
    settled_ = *std::min_element(open.begin(), open.end());
  }

  void put(std::size_t before, std::size_t i) {
    budget_ -= std::min(budget_, 1 + ways_ / 16);
    const std::uint32_t placed = places_[before].placed | 1U << i;
    if (!cluster_[i].answered) {
      GroupPlace skipped = places_[before];
      skipped.placed = placed;
      keep(std::move(skipped));
    }
    for (GroupAttempt& attempt :
         steps_.after(places_[before], before, cluster_.first() + i, placed)) {
      if (attempt.why) {
        end(attempt.place, *attempt.why, attempt.message);
      } else {
        reach(std::move(attempt.place));
      }
    }
  }

  void reach(GroupPlace place) {
    if (place.step.at > calls_.all[place.step.call].at.to) return end(place, Why::too_late);
    const std::size_t missed = cluster_.missed_at(place.placed, place.step.at);
    if (missed != kNone) return end(place, Why::too_late, kNone, missed);
    keep(std::move(place));
  }

  /// Unless some other way to place the same calls is no worse.
  void keep(GroupPlace place) {
    std::vector<std::size_t>& others = next_[place.placed];
    if (std::any_of(others.begin(), others.end(),
                    [&](std::size_t other) { return places_[other].is_no_worse(place); })) {
      return;
    }
    ways_ -=
        std::erase_if(others, [&](std::size_t other) { return place.is_no_worse(places_[other]); });
    for (GroupState& state : place.states) {
      if (state.hider == kNone) state.hider = places_.size();
    }
    others.push_back(places_.size());
    ++ways_;
    places_.push_back(std::move(place));
  }

  /// `other`: the call of the cluster for which it is too late then.
  void end(GroupPlace& place, Why why, std::size_t about = kNone, std::size_t other = kNone) {
    if (!explains_) return;
    GroupDeadEnd found;
    found.why = why;
    found.steps = trace(places_, place);
    found.order = order_of(places_, place, cluster_.first());
    found.depth = depth_;
    found.message = about;
    if (about != kNone) {
      found.deleted_by = place.find(about)->deleted_by;
      found.received = place.find(about)->received;
    }
    if (other != kNone) {
      found.steps.push_back({other, place.step.at, GroupStep::Bound::order, kNone});
      found.order.push_back(other);
    }
    std::erase_if(found.order, [this](std::size_t i) { return !is_told(i); });
    ends_.add(std::move(found));
  }

  /// Whether orders are told apart by it: a change only says how long a message is hidden.
  bool is_told(std::size_t i) const {
    const Kind kind = calls_.all[i].kind;
    return kind == Kind::receive || (kind == Kind::removal && rules_.deletes);
  }

  /// The same once more, keeping what stands in the way.
  GroupFit failure(const std::vector<std::size_t>& open) {
    explains_ = true;
    budget_ = std::max(budget_, kExplained);
    place_cluster(open);
    GroupFit fit;
    fit.fits = false;
    for (std::size_t i = 0; i < cluster_.size(); ++i) fit.cluster.push_back(cluster_.first() + i);
    fit.dead_ends = ends_.told();
    return fit;
  }

  const GroupCalls& calls_;
  const GroupRules& rules_;
  std::size_t& budget_;
  GroupSteps steps_;
  std::vector<GroupPlace> places_;
  std::map<std::uint32_t, std::vector<std::size_t>> next_;  // the level that is being made
  std::size_t ways_ = 0;                                    // places in it
  Cluster<GroupCall> cluster_{calls_.all};
  std::size_t depth_ = 0;    // how many of its calls are placed
  std::size_t settled_ = 0;  // places before have no states
  bool crowded_ = false, explains_ = false, forgot_ = false;
  DeadEnds<GroupDeadEnd> ends_;
};

}  // namespace

GroupFit try_group(const GroupCalls& calls, const GroupRules& rules, std::size_t& budget) {
  return Search(calls, rules, budget).run();
}

}  // namespace sqsproof::semantics
