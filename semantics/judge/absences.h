// When a message of a FIFO group cannot have been in its queue: a receive got a later message of
// the group without it (SQS/FIFO-queues-understanding-logic). Where only a delete may have taken it
// away, that delete took effect before the receive.
#pragma once

#include "semantics/judge/group_order.h"

namespace sqsproof::semantics {

struct Absence {
  std::size_t operation = 0;
  Interval at;              ///< of the receive
  std::size_t message = 0;  ///< the later one that was received
};

/// Of the messages of one queue.
class Absences {
 public:
  explicit Absences(const QueueRecord& queue);
  /// Those from the message's first delete to its last delivery or delete, and one after these, by
  /// the beginning of their calls; the first ones of them, where there are very many. None that
  /// something else than a delete may explain, such as expiry or a purge.
  [[nodiscard]] std::vector<Absence> of(std::size_t message) const;

 private:
  [[nodiscard]] bool is_missing(std::size_t message, const Absence& absence) const;

  const QueueRecord& queue_;
  GroupOrders orders_;
  std::unordered_map<std::string_view, std::vector<Absence>> received_;  ///< by group
  Duration_us longest_ = 0;                                              ///< of the receives
};

}  // namespace sqsproof::semantics
