#include "semantics/judge/orders.h"

#include <algorithm>

#include "semantics/judge/cluster.h"
#include "semantics/judge/dead_ends.h"
#include "semantics/judge/places.h"

namespace sqsproof::semantics {
namespace {

using Bound = OrderStep::Bound;
using Kind = MessageEvent::Kind;
using Why = DeadEnd::Why;

constexpr std::size_t kClusterLimit = 12;    // calls that overlap
constexpr std::size_t kLevelLimit = 500;     // ways to place so many of them
constexpr std::size_t kExplained = 100'000;  // steps that are tried again to explain a failure
constexpr std::size_t kUnclear = kNone - 1;
constexpr std::size_t kItself = kNone - 1;

class Orders {
 public:
  Orders(const MessageEvents& events, const OrderRules& rules, std::size_t& budget)
      : events_(events.all), life_(events), rules_(rules), budget_(budget), cluster_(events_) {
    passed_over_ = std::any_of(events_.begin(), events_.end(), [](const MessageEvent& event) {
      return event.kind == Kind::absence;
    });
  }

  Fit run() {
    places_.emplace_back();
    std::vector<std::size_t> open{0};
    for (bool more = cluster_.begin(); more; more = cluster_.go_on()) {
      const bool large = cluster_.size() > kClusterLimit;
      std::vector<std::size_t> after;
      if (!large) after = place_cluster(open);
      if (after.empty() && !large && budget_ > 0 && !crowded_) return failure(open);
      if (after.empty()) after = forget(open);
      open.swap(after);
    }
    Fit fit;
    fit.untried = forgot_;
    return fit;
  }

 private:
  const MessageEvent& event(std::size_t i) const { return cluster_[i]; }

  std::vector<std::size_t> place_cluster(std::vector<std::size_t> level) {
    crowded_ = false;
    ends_ = {};
    for (const std::size_t place : level) places_[place].placed = 0;
    for (std::size_t count = 0; count < cluster_.size() && !level.empty(); ++count) {
      depth_ = count;
      next_.clear();
      for (const std::size_t place : level) {
        for (std::size_t i = 0; i < cluster_.size(); ++i) {
          const std::uint32_t placed = places_[place].placed;
          if ((placed >> i & 1U) == 0 && cluster_.may_be_next(placed, i)) put(place, i);
        }
      }
      if (next_.size() > kLevelLimit) crowded_ = true;
      if (budget_ == 0 || crowded_) return {};
      level = next_;
    }
    return level;
  }

  /// Too many ways to know: all that speaks for the endpoint may be.
  std::vector<std::size_t> forget(const std::vector<std::size_t>& open) {
    forgot_ = true;
    Place unclear;
    unclear.receipt = kUnclear;
    unclear.received = places_[open.front()].received;
    for (std::size_t i = 0; i < cluster_.size(); ++i) {
      unclear.received += event(i).kind == Kind::delivery ? 1 : 0;
    }
    places_.push_back(unclear);
    return {places_.size() - 1};
  }

  void put(std::size_t before, std::size_t i) {
    budget_ -= std::min(budget_, 1 + next_.size() / 16);
    if (!event(i).answered) keep(skipped(before, i));
    switch (event(i).kind) {
      case Kind::delivery:
        return put_delivery(before, i);
      case Kind::change:
        return put_change(before, i);
      case Kind::removal:
        return put_removal(before, i);
      case Kind::absence:
        return put_absence(before, i);
    }
  }

  Place skipped(std::size_t before, std::size_t i) const {
    Place place = places_[before];
    place.placed |= 1U << i;
    return place;
  }

  /// The next place; later than its call allows, it is a dead end.
  Place next(std::size_t before, std::size_t i, bool waits) const {
    Place place = skipped(before, i);
    const Place& last = places_[before];
    place.before = before;
    place.step = {cluster_.first() + i, event(i).at.from, Bound::call};
    const auto not_before = [&](Instant_us instant, Bound bound) {
      if (instant > place.step.at) place.step.at = instant, place.step.bound = bound;
    };
    if (event(i).kind == Kind::delivery) not_before(life_.not_before, Bound::beginning);
    not_before(last.step.at, Bound::order);
    if (waits && last.hider != kNone) not_before(last.free_at, Bound::lease);
    return place;
  }

  void put_delivery(std::size_t before, std::size_t i) {
    Place place = next(before, i, true);
    if (places_[before].deleted_by != kNone) return end(place, Why::deleted);
    ++place.received;
    const bool counts = rules_.counts && life_.counted && event(i).count > 0;
    if (counts && event(i).count != place.received) return end(place, Why::miscounted);
    place.receipt = cluster_.first() + i;
    hide(place, i);
    reach(place);
  }

  void hide(Place& place, std::size_t i) const {
    place.hider = kItself;
    const Duration_us hides = event(i).hides;
    // A timeout of 0 is no timer that could fire early.
    place.free_at =
        place.step.at + (hides == 0 ? 0 : std::max<Duration_us>(0, hides - rules_.early_us));
  }

  /// What an old receipt does is not promised, nor what a change after the timeout does
  /// (SQSAPI/ChangeMessageVisibility).
  void put_change(std::size_t before, std::size_t i) {
    const bool current = is_current(before, i);
    if (places_[before].deleted_by != kNone) return reach(next(before, i, false));
    Place changed = next(before, i, false);
    hide(changed, i);
    reach(changed);
    reach(next(before, i, current));
  }

  /// An old receipt may delete the message (SQSAPI/DeleteMessage), and so may a call without an
  /// answer, which was left out already.
  void put_removal(std::size_t before, std::size_t i) {
    const bool current = rules_.deletes && is_current(before, i);
    if (!current) reach(next(before, i, false));
    if (!rules_.deletes || (!current && !passed_over_)) return;
    Place removed = next(before, i, false);
    if (removed.deleted_by == kNone) removed.deleted_by = cluster_.first() + i;
    reach(removed);
    if (current && !rules_.deletes_late) reach(next(before, i, true));
  }

  void put_absence(std::size_t before, std::size_t i) {
    const Place& last = places_[before];
    const bool may_be_gone = last.deleted_by != kNone || last.receipt == kUnclear;
    Place place = next(before, i, false);
    place.passed_by = cluster_.first() + i;
    if (rules_.deletes && !may_be_gone) return end(place, Why::still_there);
    reach(place);
  }

  bool is_current(std::size_t before, std::size_t i) const {
    return event(i).answered && event(i).issuer != kNone &&
           places_[before].receipt == event(i).issuer;
  }

  void reach(const Place& place) {
    if (place.step.at > events_[place.step.event].at.to) return end(place, Why::too_late);
    const std::size_t missed = cluster_.missed_at(place.placed, place.step.at);
    if (missed != kNone) return end(place, Why::too_late, missed);
    keep(place);
  }

  /// Unless some other way to place the same calls is no worse.
  void keep(Place place) {
    if (std::any_of(next_.begin(), next_.end(),
                    [&](std::size_t other) { return places_[other].is_no_worse(place); })) {
      return;
    }
    std::erase_if(next_, [&](std::size_t other) { return place.is_no_worse(places_[other]); });
    if (place.hider == kItself) place.hider = places_.size();
    next_.push_back(places_.size());
    places_.push_back(place);
  }

  /// `other`: the event for which it is too late then.
  void end(const Place& place, Why why, std::size_t other = kNone) {
    if (!explains_) return;
    DeadEnd found{why,   trace(places_, place), order_of(place), depth_, kNone,
                  kNone, place.received};
    if (why == Why::deleted) {
      found.deleted_by = place.deleted_by;
      found.passed_by = place.passed_by;
    }
    if (other != kNone) {
      found.steps.push_back({other, place.step.at, Bound::order});
      if (is_told(other)) found.order.push_back(other);
    }
    ends_.add(std::move(found));
  }

  /// Whether orders are told apart by it: a change only says how long a message is hidden.
  bool is_told(std::size_t event) const {
    const Kind kind = events_[event].kind;
    return kind == Kind::delivery || (kind != Kind::change && rules_.deletes);
  }

  std::vector<std::size_t> order_of(const Place& last) const {
    auto order = steps_of(places_, last, cluster_.first());
    std::erase_if(order, [this](std::size_t event) { return !is_told(event); });
    return order;
  }

  /// The same once more, keeping what stands in the way.
  Fit failure(const std::vector<std::size_t>& open) {
    explains_ = true;
    budget_ = std::max(budget_, kExplained);
    place_cluster(open);
    Fit fit;
    fit.fits = false;
    for (std::size_t i = 0; i < cluster_.size(); ++i) fit.cluster.push_back(cluster_.first() + i);
    fit.dead_ends = ends_.told();
    return fit;
  }

  const std::vector<MessageEvent>& events_;
  const MessageEvents& life_;
  const OrderRules& rules_;
  std::size_t& budget_;
  std::vector<Place> places_;
  std::vector<std::size_t> next_;  // places, of the level that is being made
  Cluster<MessageEvent> cluster_;
  std::size_t depth_ = 0;  // how many of its calls are placed
  bool crowded_ = false, explains_ = false, forgot_ = false;
  bool passed_over_ = false;  // whether it matters if the message may have been deleted
  DeadEnds<DeadEnd> ends_;
};

}  // namespace

Fit try_orders(const MessageEvents& events, const OrderRules& rules, std::size_t& budget) {
  return Orders(events, rules, budget).run();
}

}  // namespace sqsproof::semantics
