// A small history as steps of messages: what happens at one instant, for each message or FIFO group
// that a call is about. AWS promises no common instant to the messages of one answer, batch or
// purge.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::tests {

constexpr int kNobody = -1;

/// A message as an answer shows it. Names are numbered in the order in which they appear.
struct Seen {
  int message = kNobody;
  int receipt = kNobody;
  int group = kNobody;  ///< of a FIFO queue, if the answer tells it
  int count = 0;        ///< ApproximateReceiveCount; 0: not told
  std::string number;   ///< SequenceNumber, likewise
  std::string body;
  std::string tenant{};  ///< the group, on a standard queue
};

struct Step {
  enum class Kind { send, receive, remove, change, purge };
  Kind kind = Kind::send;
  std::size_t operation = 0;  ///< id
  semantics::Instant_us from = 0, to = 0;
  bool may_fail = false;  ///< its answer was lost: it may have done nothing, or do it much later
  int group = kNobody;    ///< of a FIFO queue
  // send
  int message = kNobody;  ///< also of remove, change and purge
  int key = kNobody;      ///< deduplication
  semantics::Duration_us delay = 0;
  std::string number;
  std::string body;
  std::string tenant{};  ///< the group, on a standard queue
  // receive
  std::vector<Seen> seen;
  // remove and change
  int receipt = kNobody;
  semantics::Duration_us hides = 0;  ///< a receive or a change: for how long
};

struct Steps {
  bool fifo = false;
  semantics::Duration_us retention = 0;
  struct Purge {
    semantics::Instant_us from = 0, to = 0;
  };
  std::vector<Purge> purges;
  std::size_t messages = 0, groups = 0, keys = 0, receipts = 0;
  /// Steps that no message, group or key connects are in different parts.
  std::vector<std::vector<Step>> parts;
  std::string phantom;  ///< not empty: an answer holds what nobody sent
  std::string unfit;    ///< not empty: the history has more in it than these steps can say
};

/// Steps that no message, group or key connects come apart.
[[nodiscard]] std::vector<std::vector<Step>> parts_of(std::vector<Step> all);

/// Of a history with one queue, CreateQueue the first call. Answers of DeleteMessage and
/// ChangeMessageVisibility, and of their batches, may have been lost, no others.
[[nodiscard]] Steps steps_of(const semantics::History& history);

}  // namespace sqsproof::tests
