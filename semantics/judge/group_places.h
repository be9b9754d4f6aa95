// The messages of a group after some steps of an order, and how it came to that. Internal to
// group_search.h.
#pragma once

#include "semantics/judge/group_search.h"

namespace sqsproof::semantics {

/// A message that calls were about, and later ones may be.
struct GroupState {
  std::size_t message = kNone;      ///< of GroupCalls
  Instant_us free_at = -kNever_us;  ///< the end of what hid it last
  std::size_t hider = kNone;        ///< the place whose step that was; none: this one
  std::size_t receipt = kNone;      ///< the call that issued the latest receipt
  std::size_t deleted_by = kNone;   ///< call
  std::int64_t received = 0;
  bool unclear = false;  ///< calls that nobody put in order may have deleted it
};

struct GroupPlace {
  std::size_t before = kNone;  ///< the place one step earlier
  std::size_t cause = kNone;   ///< the place that set the instant
  GroupStep step;
  std::uint32_t placed = 0;  ///< which calls of the cluster
  std::vector<GroupState> states;

  [[nodiscard]] GroupState* find(std::size_t message);
  /// Whether whatever may follow the other one may follow this one, too.
  [[nodiscard]] bool is_no_worse(const GroupPlace& other) const;
};

/// The steps that set the instant of the last one, from the call whose beginning set them off on.
[[nodiscard]] std::vector<GroupStep> trace(const std::vector<GroupPlace>& places,
                                           const GroupPlace& last);
/// The calls of the order up to there, from call `first` on.
[[nodiscard]] std::vector<std::size_t> order_of(const std::vector<GroupPlace>& places,
                                                const GroupPlace& last, std::size_t first);

}  // namespace sqsproof::semantics
