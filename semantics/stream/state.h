// What the stream judge remembers of messages that are outstanding, or were named a moment ago, and
// of their groups; those that have left are tombstones (tombstones.h). Nothing here grows with the
// length of the stream.
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <vector>

#include "semantics/stream/call.h"
#include "semantics/stream/containers_library.h"
#include "semantics/stream/streamed.h"
#include "semantics/stream/waiting.h"

namespace sqsproof::semantics::stream {

using Index = std::uint32_t;
constexpr Index kNobody = static_cast<Index>(-1);

/// What hid a message last, as far as promises tell it apart.
enum class HiddenBy : std::uint8_t { nothing, timeout, own_timeout, change, after_change, attempt };

struct Message {
  // What forgetting needs stands together: by then it is no longer in any cache.
  Fingerprint id = 0;
  std::uint32_t queue = 0;
  std::uint32_t generation = 0;  ///< of its slot: how many messages have used it
  Index group = kNobody;
  std::uint32_t suspicions = 0;  ///< that wait to be judged; it is not forgotten meanwhile
  bool live = false;
  bool in_queue = false;      ///< in the list of its queue: not certainly gone
  bool in_group = false;      ///< in the list of its group: not possibly gone
  bool sent = false;          ///< a send that returned its id was seen
  bool removed = false;       ///< it was deleted by a call
  bool changed = false;       ///< a call changed its visibility
  bool doubled = false;       ///< a duplicate of its send was seen
  bool unsure = false;        ///< a delete or change of it was never answered
  bool own_key = false;       ///< its deduplication id is no digest of its body
  bool moved = false;         ///< it came from another queue
  bool in_batch = false;      ///< its send was an entry
  bool own_delay = false;     ///< its send named one
  bool dying = false;         ///< it may have left as a dead letter
  bool known_source = false;  ///< ... whose dead-letter queue this is
  bool may_be_shown = false;  ///< a change that may have done nothing hid it last
  HiddenBy hidden_by = HiddenBy::nothing;
  Few<Place, 3> places;
  Few<Fingerprint, 2> receipts;

  Fingerprint body = 0, digest = 0, attributes_digest = 0, values = 0;
  Fingerprint content = 0;  ///< of the first delivery
  Fingerprint key = 0;
  Fingerprint group_name = 0, named_key = 0;  ///< as its send named them
  std::int64_t first_receive_ms = -1;         ///< as it was shown
  Fingerprint window = 0;  ///< its deduplication id and queue, while no later message has them
  Interval opened;         ///< the send that began that window
  Fingerprint number = 0;  ///< its sequence number and queue
  Fingerprint twin = 0;    ///< the message that had its deduplication id before
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
  std::int32_t deliveries_here = 0, changes = 0;
  Instant_us polled_by = kNever_us;  ///< a long poll got it at once; counts unless it ends earlier
  /// When it can certainly be received, if nothing of its group stands before it; kNever_us while
  /// somebody looks into why it was not.
  Instant_us available_from = kNever_us;
  Fingerprint latest_receipt = 0;
  Index before = kNobody, after = kNobody;   ///< in its group, by sequence number
  Index older = kNobody, younger = kNobody;  ///< in its queue, by the order of the stream
  std::uint64_t in_answer = 0;               ///< serial of the receive that last returned it
};

struct Group {
  Fingerprint id = 0;
  std::uint32_t queue = 0;
  Index first = kNobody, last = kNobody;
  SequenceNumber largest_sent = 0, largest_delivered = 0, smallest_sent = 0;
  Instant_us first_sent_by = kNever_us;  ///< the first send of a numbered message ended
  bool contradicted = false;             ///< a later send had a smaller number
  Fingerprint largest_sent_by = 0;
  std::uint32_t members = 0;  ///< messages that name it, in its list or not, tombstones too
};

/// What puts promises to the test in a queue, as it is counted in passing (tests.cpp).
struct Tests {
  std::array<std::size_t, kStreamed> counts{};
  std::array<Instant_us, 16> receives{};  ///< when the last ones began
  std::size_t received = 0;               ///< how many there were
  Instant_us last_receive = -kNever_us;   ///< the latest of them
  /// That wait for a receive that begins later than all of them.
  struct Pending {
    std::size_t count = 0;
    Instant_us until = -kNever_us;
  } deleted, deleted_before_attempt, purged;
  /// While a message is delayed, by the queue and by itself: the ones that end last.
  Interval delayed{kNever_us, -kNever_us}, delayed_itself{kNever_us, -kNever_us};
  Fingerprint last_key = 0, last_group = 0;  ///< of the last accepted send
  struct Changed {                           ///< a message whose visibility was changed
    std::uint64_t answer = 0;
    Fingerprint message = 0;
    Interval at;
  };
  std::array<Changed, 16> changes{};
  std::size_t changed = 0;
  struct InFlight {  ///< a message with a group
    Fingerprint group = 0;
    Index message = kNobody;
    std::uint32_t generation = 0;
  };
  std::array<InFlight, 16> in_flight{};
  std::uint64_t polled_at_once = 0;  ///< the last answer that is known to have come at once
  std::size_t put_in_flight = 0;
  Interval timeout_change{kNever_us, -kNever_us};  ///< the last one of the queue's setting
  bool delay_changed = false, content_based_changed = false;
  bool deletion = false;  ///< somebody tried to delete the queue
  bool moved_into = false;
  bool redrive_changed = false;
};

/// A queue; its rare calls are kept as they are.
struct Queue {
  std::string url;
  QueueSettings settings, first_settings;
  Duration_us shortest_timeout_us = 0;  ///< of all that were in force
  Duration_us longest_timeout_us = 0;   ///< likewise
  Duration_us longest_delay_us = 0, shortest_delay_us = kNever_us;
  Duration_us shortest_retention_us = 0, longest_retention_us = 0;
  int least_receives = 0;  ///< of its redrive policies; 0 without one
  int most_receives = 0;   ///< likewise
  bool told = false;       ///< the first ones were, before any call
  bool created_here = false;
  bool assumed = false;                     ///< the settings are a guess
  bool fed_by_others = false;               ///< a dead-letter queue, or the end of a move task
  Interval purging{kNever_us, -kNever_us};  ///< what is sent meanwhile may go with the last purge
  Interval purged{-kNever_us, -kNever_us};  ///< the last purge that was accepted
  bool deleted = false;
  Instant_us deleted_by = -kNever_us;
  std::vector<Place> places;             ///< creation, settings, purges, moves
  std::deque<Place> unanswered;          ///< receives without an answer
  Table<std::vector<Place>> lost_sends;  ///< sends without an answer, by body and by key
  Table<Fingerprint> lost_groups;        ///< ... their groups, by key
  std::size_t lost = 0;
  struct Refused {
    Fingerprint body;
    Place place;
  };
  std::deque<Refused> refused;     ///< the last sends that were refused
  std::vector<Place> drain_polls;  ///< those that found nothing, the first few
  Index oldest = kNobody, youngest = kNobody;
  std::size_t present = 0;  ///< messages that have not certainly left
  Waiting waiting;          ///< kept from the first receive on that could miss something
  bool is_looked_into = false;
  std::optional<std::uint32_t> dead_letters;  ///< the queue that its dead letters go to
  bool mixed_groups = false;                  ///< one deduplication id was sent for several groups
  /// Of a queue that was created anew under an old name: the one before, or after, and the call.
  std::optional<std::uint32_t> earlier, later;
  Interval created{-kNever_us, -kNever_us};
  Tests tests;
};

}  // namespace sqsproof::semantics::stream
