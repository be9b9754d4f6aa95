#include "semantics/judge/orders.h"

#include <algorithm>

#include "semantics/judge/dead_ends.h"

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
      : events_(events.all), life_(events), rules_(rules), budget_(budget) {
    passed_over_ = std::any_of(events_.begin(), events_.end(), [](const MessageEvent& event) {
      return event.kind == Kind::absence;
    });
  }

  Fit run() {
    places_.emplace_back();
    std::vector<std::size_t> open{0};
    for (first_ = 0; first_ < events_.size(); first_ += size_) {
      measure_cluster();
      std::vector<std::size_t> after =
          size_ > kClusterLimit ? std::vector<std::size_t>{} : place_cluster(open);
      if (after.empty() && failed()) return failure(open);
      open = after.empty() ? forget(open) : std::move(after);
    }
    return {};
  }

 private:
  const MessageEvent& event(std::size_t i) const { return events_[first_ + i]; }
  bool failed() const { return size_ <= kClusterLimit && budget_ > 0 && !crowded_; }

  /// How many calls, from the first one on, overlap.
  void measure_cluster() {
    Instant_us until = events_[first_].at.to;
    size_ = 1;
    while (first_ + size_ < events_.size() && event(size_).at.from <= until) {
      until = std::max(until, event(size_++).at.to);
    }
  }

  std::vector<std::size_t> place_cluster(std::vector<std::size_t> level) {
    crowded_ = false;
    ends_ = {};
    for (const std::size_t place : level) places_[place].placed = 0;
    for (std::size_t count = 0; count < size_ && !level.empty(); ++count) {
      depth_ = count;
      next_.clear();
      for (const std::size_t place : level) {
        for (std::size_t i = 0; i < size_; ++i) {
          if ((places_[place].placed >> i & 1U) == 0 && may_be_next(place, i)) put(place, i);
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
    Place unclear;
    unclear.receipt = kUnclear;
    unclear.received = places_[open.front()].received;
    for (std::size_t i = 0; i < size_; ++i) {
      unclear.received += event(i).kind == Kind::delivery ? 1 : 0;
    }
    places_.push_back(unclear);
    return {places_.size() - 1};
  }

  /// Nothing that is still to come was certainly over before it, or has to come first.
  bool may_be_next(std::size_t place, std::size_t i) const {
    const std::uint32_t placed = places_[place].placed;
    for (std::size_t other = 0; other < size_; ++other) {
      const bool open = (placed >> other & 1U) == 0 && other != i;
      if (open && event(other).at.to < event(i).at.from) return false;
    }
    const std::size_t issuer = event(i).issuer;
    return issuer == kNone || issuer < first_ || (placed >> (issuer - first_) & 1U) != 0;
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
    place.step = {first_ + i, event(i).at.from, Bound::call};
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
    place.receipt = first_ + i;
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
    if (removed.deleted_by == kNone) removed.deleted_by = first_ + i;
    reach(removed);
    if (current && !rules_.deletes_late) reach(next(before, i, true));
  }

  void put_absence(std::size_t before, std::size_t i) {
    const Place& last = places_[before];
    const bool may_be_gone = last.deleted_by != kNone || last.receipt == kUnclear;
    Place place = next(before, i, false);
    place.passed_by = first_ + i;
    if (rules_.deletes && !may_be_gone) return end(place, Why::still_there);
    reach(place);
  }

  bool is_current(std::size_t before, std::size_t i) const {
    return event(i).answered && event(i).issuer != kNone &&
           places_[before].receipt == event(i).issuer;
  }

  void reach(const Place& place) {
    if (place.step.at > events_[place.step.event].at.to) return end(place, Why::too_late);
    for (std::size_t other = 0; other < size_; ++other) {
      const bool open = (place.placed >> other & 1U) == 0 && event(other).answered;
      if (open && event(other).at.to < place.step.at) return end(place, Why::too_late, other);
    }
    keep(place);
  }

  /// Unless some other way to place the same calls is no worse.
  void keep(Place place) {
    const auto alike = [](const Place& x, const Place& y) {
      return x.placed == y.placed && x.receipt == y.receipt &&
             (x.deleted_by == kNone) == (y.deleted_by == kNone);
    };
    const auto no_worse = [&](const Place& x, const Place& y) {
      return alike(x, y) && x.step.at <= y.step.at && x.free_at <= y.free_at;
    };
    if (std::any_of(next_.begin(), next_.end(),
                    [&](std::size_t other) { return no_worse(places_[other], place); })) {
      return;
    }
    std::erase_if(next_, [&](std::size_t other) { return no_worse(place, places_[other]); });
    if (place.hider == kItself) place.hider = places_.size();
    next_.push_back(places_.size());
    places_.push_back(place);
  }

  /// `other`: the call of the cluster for which it is too late then.
  void end(const Place& place, Why why, std::size_t other = kNone) {
    if (!explains_) return;
    DeadEnd found{why,   trace(places_, place), order_of(place), depth_, kNone,
                  kNone, place.received};
    if (why == Why::deleted) {
      found.deleted_by = place.deleted_by;
      found.passed_by = place.passed_by;
    }
    if (other != kNone) {
      found.steps.push_back({first_ + other, place.step.at, Bound::order});
      if (is_told(first_ + other)) found.order.push_back(first_ + other);
    }
    ends_.add(std::move(found));
  }

  /// Whether orders are told apart by it: a change only says how long a message is hidden.
  bool is_told(std::size_t event) const {
    const Kind kind = events_[event].kind;
    return kind == Kind::delivery || (kind != Kind::change && rules_.deletes);
  }

  std::vector<std::size_t> order_of(const Place& last) const {
    auto order = steps_of(places_, last, first_);
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
    for (std::size_t i = 0; i < size_; ++i) fit.cluster.push_back(first_ + i);
    fit.dead_ends = ends_.told();
    return fit;
  }

  const std::vector<MessageEvent>& events_;
  const MessageEvents& life_;
  const OrderRules& rules_;
  std::size_t& budget_;
  std::vector<Place> places_;
  std::vector<std::size_t> next_;     // places, of the level that is being made
  std::size_t first_ = 0, size_ = 0;  // the cluster
  std::size_t depth_ = 0;             // how many of its calls are placed
  bool crowded_ = false, explains_ = false;
  bool passed_over_ = false;  // whether it matters if the message may have been deleted
  DeadEnds ends_;
};

}  // namespace

Fit try_orders(const MessageEvents& events, const OrderRules& rules, std::size_t& budget) {
  return Orders(events, rules, budget).run();
}

}  // namespace sqsproof::semantics
