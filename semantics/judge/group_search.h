// Whether the calls about the messages of one FIFO group fit together: is there an order of them,
// and an instant for each within its call, such that every receive finds all that it returned sent,
// due, visible and not deleted, and what comes before that in the group deleted?
//
// It is orders.h for several messages: what one of them demands of a call may be too late for
// another. Here, too, the earliest instants decide, and clusters of calls that overlap are searched
// breadth first; between them only those messages are remembered that later calls may be about.
#pragma once

#include "semantics/judge/group_calls.h"
#include "semantics/judge/orders.h"

namespace sqsproof::semantics {

struct GroupRules {
  bool deletes = true;       ///< a delete with the latest receipt removes its message in time
  bool order = true;         ///< nobody overtakes
  bool counts = true;        ///< receive counts number the deliveries
  Duration_us early_us = 0;  ///< a timer may fire this much before its time
};

/// A step of an order at its earliest instant.
struct GroupStep {
  using Bound = OrderStep::Bound;
  std::size_t call = kNone;
  Instant_us at = -kNever_us;
  Bound bound = Bound::call;
  std::size_t message = kNone;  ///< whose beginning or lease that is
};

/// Why an order does not go on.
struct GroupDeadEnd {
  using Why = DeadEnd::Why;
  Why why = Why::too_late;
  std::vector<GroupStep> steps;    ///< as in DeadEnd
  std::vector<std::size_t> order;  ///< likewise: receives and deletes
  std::size_t depth = 0;
  std::size_t message = kNone;     ///< that was deleted, is still there, or is miscounted
  std::size_t deleted_by = kNone;  ///< call
  std::int64_t received = 0;       ///< for miscounted: which receive it would be
};

struct GroupFit {
  bool fits = true;
  bool untried = false;                 ///< it fits because not every order was tried
  std::vector<GroupDeadEnd> dead_ends;  ///< when nothing fits
  std::vector<std::size_t> cluster;     ///< the calls whose orders all fail
};

/// Orders are tried until `budget` is used up, which counts as fitting, and is said.
[[nodiscard]] GroupFit try_group(const GroupCalls& calls, const GroupRules& rules,
                                 std::size_t& budget);

}  // namespace sqsproof::semantics
