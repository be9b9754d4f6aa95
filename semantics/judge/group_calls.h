// What calls did to the messages of one FIFO group, in the form in which orders of them are tried
// (group_search.h): a receive got all that it returned of the group at one instant.
#pragma once

#include "semantics/judge/group_order.h"

namespace sqsproof::semantics {

struct GroupCall {
  enum class Kind { receive, change, removal };
  struct Part {
    std::size_t message = 0;     ///< of GroupCalls
    std::size_t hiding = kNone;  ///< index into the message's hidings; none of a removal
    Duration_us hides = 0;       ///< a receive or a change: for at least that long
    std::int64_t count = 0;      ///< the receive count that a delivery shows; 0: none
  };
  Kind kind = Kind::receive;
  std::size_t operation = 0;  ///< index into the history's operations
  Interval at;
  std::vector<Part> parts;     ///< of a receive in the order of the answer; of others one
  std::size_t issuer = kNone;  ///< the receive that issued the receipt
  bool answered = true;        ///< otherwise it may not have happened
};

struct GroupMessage {
  std::size_t message = 0;  ///< index into the queue's messages
  /// Before this instant there is nothing to deliver: it was not sent, or not due.
  Instant_us not_before = -kNever_us;
  bool delayed = false;         ///< the reason is its delay
  bool may_be_deleted = false;  ///< some call deletes it
  bool counted = false;         ///< all its receives are there: receive counts number them
  Instant_us otherwise =
      kNever_us;                 ///< from here on something else than a delete may have taken it
  std::size_t position = 0;      ///< in the group
  std::size_t predecessors = 0;  ///< how many positions certainly come before it
  std::size_t last_call = 0;
};

/// Of those messages that calls are about.
struct GroupCalls {
  std::vector<GroupCall> all;  ///< by the beginning of their calls
  std::vector<GroupMessage> messages;
};

/// Those that certainly were over before `known_until`, with all that they overlap. Without
/// `original_seen`, messages may be older than their sends. None where calls say too little: a
/// repeated attempt answers as it did before, and what came from elsewhere has a past.
[[nodiscard]] GroupCalls calls_of(const QueueRecord& queue, const GroupOrder& group,
                                  Instant_us known_until, bool original_seen,
                                  const Tolerance& tolerance);

}  // namespace sqsproof::semantics
