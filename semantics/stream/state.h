// What the stream judge remembers of messages that are outstanding, or were named a moment ago, and
// of their groups; those that have left are tombstones (tombstones.h). Nothing here grows with the
// length of the stream.
#pragma once

#include <deque>
#include <vector>

#include "semantics/stream/call.h"
#include "semantics/stream/containers_library.h"

namespace sqsproof::semantics::stream {

using Index = std::uint32_t;
constexpr Index kNobody = static_cast<Index>(-1);

struct Message {
  // What forgetting needs stands together: by then it is no longer in any cache.
  Fingerprint id = 0;
  std::uint32_t queue = 0;
  std::uint32_t generation = 0;  ///< of its slot: how many messages have used it
  Index group = kNobody;
  std::uint32_t suspicions = 0;  ///< that wait to be judged; it is not forgotten meanwhile
  bool live = false;
  bool in_queue = false;  ///< in the list of its queue: not certainly gone
  bool in_group = false;  ///< in the list of its group: not possibly gone
  bool sent = false;      ///< a send that returned its id was seen
  Few<Place, 3> places;
  Few<Fingerprint, 2> receipts;

  Fingerprint body = 0, digest = 0, attributes_digest = 0, values = 0;
  Fingerprint content = 0;  ///< of the first delivery
  Fingerprint key = 0;
  Fingerprint window = 0;  ///< its deduplication id and queue, while no later message has them
  Interval opened;         ///< the send that began that window
  SequenceNumber sequence_number = 0;
  Interval enqueued{-kNever_us, kNever_us};
  Instant_us due_from = -kNever_us;      ///< earliest end of its delay
  Instant_us hidden_until = -kNever_us;  ///< earliest end of what hid it last
  Instant_us hidden_from = -kNever_us;   ///< beginning of that call
  Instant_us hidden_to = -kNever_us;     ///< its end
  /// How much later than the beginning of that call it hid the message at the earliest, because
  /// what came before had to end first; or how much longer, after a change of the queue's timeout.
  Duration_us hidden_later = 0;
  Instant_us may_be_gone_from = kNever_us;
  Instant_us gone_by = kNever_us;  ///< it certainly has left: a delete or a purge returned
  std::int32_t deliveries = 0;
  std::int32_t receive_count = 0;  ///< the largest that was shown
  Fingerprint latest_receipt = 0;
  Index before = kNobody, after = kNobody;   ///< in its group, by sequence number
  Index older = kNobody, younger = kNobody;  ///< in its queue, by the order of the stream
  std::uint64_t in_answer = 0;               ///< serial of the receive that last returned it
};

struct Group {
  Fingerprint id = 0;
  Index first = kNobody, last = kNobody;
  SequenceNumber largest_sent = 0, largest_delivered = 0;
  Fingerprint largest_sent_by = 0;
  std::uint32_t members = 0;  ///< messages that name it, in its list or not, tombstones too
};

/// A queue; its rare calls are kept as they are.
struct Queue {
  std::string url;
  QueueSettings settings, first_settings;
  Duration_us shortest_timeout_us = 0;  ///< of all that were in force
  Duration_us longest_timeout_us = 0;   ///< likewise
  Duration_us longest_delay_us = 0;
  Duration_us shortest_retention_us = 0, longest_retention_us = 0;
  int least_receives = 0;  ///< of its redrive policies; 0 without one
  bool told = false;       ///< the first ones were, before any call
  bool created_here = false;
  bool assumed = false;                     ///< the settings are a guess
  bool fed_by_others = false;               ///< a dead-letter queue, or the end of a move task
  Interval purging{kNever_us, -kNever_us};  ///< what is sent meanwhile may go with the last purge
  bool deleted = false;
  std::vector<Place> places;             ///< creation, settings, purges, moves
  std::deque<Place> unanswered;          ///< receives without an answer
  Table<std::vector<Place>> lost_sends;  ///< sends without an answer, by body and by key
  std::size_t lost = 0;
  std::vector<Place> drain_polls;  ///< those that found nothing, the first few
  Index oldest = kNobody, youngest = kNobody;
};

}  // namespace sqsproof::semantics::stream
