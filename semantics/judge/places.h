// The message after some steps of an order, and how it came to that. Internal to orders.h.
#pragma once

#include "semantics/judge/orders.h"

namespace sqsproof::semantics {

/// The message after some steps of an order.
struct Place {
  std::size_t before = kNone;  ///< the place one step earlier
  OrderStep step{kNone, -kNever_us, OrderStep::Bound::call};
  std::size_t hider = kNone;        ///< the place whose step hid it last
  Instant_us free_at = -kNever_us;  ///< the end of that
  std::size_t receipt = kNone;      ///< the delivery that issued the latest receipt
  std::size_t deleted_by = kNone;
  std::size_t passed_by = kNone;  ///< the last absence
  std::int64_t received = 0;
  std::uint32_t placed = 0;  ///< which calls of the cluster

  /// Whether whatever may follow the other one may follow this one, too.
  [[nodiscard]] bool is_no_worse(const Place& other) const {
    return placed == other.placed && receipt == other.receipt &&
           (deleted_by == kNone) == (other.deleted_by == kNone) && step.at <= other.step.at &&
           free_at <= other.free_at;
  }
};

/// The steps that set the instant of the last one, from the call whose beginning set them off on.
[[nodiscard]] std::vector<OrderStep> trace(const std::vector<Place>& places, const Place& last);
/// The events of the order up to there, from event `first` on.
[[nodiscard]] std::vector<std::size_t> steps_of(const std::vector<Place>& places, const Place& last,
                                                std::size_t first);

}  // namespace sqsproof::semantics
