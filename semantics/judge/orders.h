// Whether the calls about one message fit together: is there an order of them, and an instant for
// each within its call, such that every delivery finds the message sent, due, visible and not
// deleted, and every receive that passed it over finds it deleted?
//
// For one order the instants are a simple temporal network. All of its constraints but the ends of
// the calls say "not before": the call's beginning, the step before, the end of what hides the
// message. So the earliest instants follow from the beginning to the end of the order, and an order
// fails exactly if one of them lies behind the end of its call: those steps, back to the call whose
// beginning set them off, are the network's negative cycle.
//
// Orders differ only among calls that overlap. A cluster of these is searched breadth first; of two
// ways to the same place the earlier one is kept. Between clusters little is left to remember, so
// that long histories cost no more than their calls.
#pragma once

#include "semantics/judge/message_events.h"

namespace sqsproof::semantics {

struct OrderRules {
  bool deletes = true;       ///< a delete with the latest receipt removes the message
  bool deletes_late = true;  ///< ... also when its timeout is over (SQSAPI/DeleteMessage)
  bool counts = true;        ///< receive counts number the deliveries
  Duration_us early_us = 0;  ///< a timer may fire this much before its time
};

/// A step of an order at its earliest instant.
struct OrderStep {
  /// What sets the instant: the call's beginning, that of the message, the step before in the
  /// order, or the end of what this step's predecessor hid the message for.
  enum class Bound { call, beginning, order, lease };
  std::size_t event = kNone;
  Instant_us at = 0;
  Bound bound = Bound::call;
};

/// Why an order does not go on.
struct DeadEnd {
  enum class Why { too_late, deleted, still_there, miscounted };
  Why why = Why::too_late;
  /// What led to the last step, which does not fit, from the call that set it off on.
  std::vector<OrderStep> steps;
  std::vector<std::size_t> order;  ///< the deliveries and deletes of the cluster up to it
  std::size_t depth = 0;           ///< how many calls of the cluster were placed before
  std::size_t deleted_by = kNone;  ///< event
  std::size_t passed_by = kNone;   ///< absence that found it deleted
  std::int64_t received = 0;       ///< for miscounted: which receive it would be
};

struct Fit {
  bool fits = true;
  bool untried = false;              ///< it fits because not every order was tried
  std::vector<DeadEnd> dead_ends;    ///< one a beginning of an order, when nothing fits
  std::vector<std::size_t> cluster;  ///< the events whose orders all fail
};

/// Orders are tried until `budget` is used up, which counts as fitting, and is said.
[[nodiscard]] Fit try_orders(const MessageEvents& events, const OrderRules& rules,
                             std::size_t& budget);

}  // namespace sqsproof::semantics
