// A message in the model, and the receipt handles that name it.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "semantics/actions/action.h"
#include "semantics/digest.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

/// Counts the messages of a queue; the order of FIFO groups and the root of sequence numbers.
using MessageNumber = std::uint64_t;
/// Where a message stands in the store of its queue; used again when the message is gone.
using Slot = std::uint32_t;

/// A UUID, as 16 bytes because there may be a million of them.
struct MessageId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  [[nodiscard]] std::string text() const;
};

/// What a message takes along when it moves to another queue.
struct Content {
  MessageId id;
  std::string body;
  Md5 md5_of_body{};
  std::unique_ptr<const MessageAttributes> attributes;  ///< null for none
  std::unique_ptr<const std::string> trace_header;      ///< AWSTraceHeader; null for none
  std::string sender;                                   ///< SenderId
  std::optional<std::string> group;
  std::string deduplication_id;  ///< of FIFO queues
  Instant_us sent = 0;           ///< SentTimestamp
  Instant_us first_received = 0;
  std::uint32_t receive_count = 0;                 ///< goes on in a dead-letter queue (recorded)
  std::shared_ptr<const std::string> dead_from{};  ///< DeadLetterQueueSourceArn; null for none
};

[[nodiscard]] Content copy_of(const Content& content);

struct Group;
struct Tenant;
struct Message;

/// What happens to messages at instants, earliest first; of equal ones, to the older message.
struct Timer {
  Instant_us at;
  MessageNumber number;
  Message* message;
  friend bool operator<(const Timer& a, const Timer& b) {
    return a.at != b.at ? a.at < b.at : a.number < b.number;
  }
};
using Timers = std::set<Timer>;

/// Messages in the order in which they are to be handed out.
struct Turn {
  std::uint64_t order;
  Message* message;
  friend bool operator<(const Turn& a, const Turn& b) { return a.order < b.order; }
};
using Turns = std::set<Turn>;

/// A message in one queue.
struct Message {
  enum class State : std::uint8_t { delayed, visible, in_flight };
  Content content;
  MessageNumber number = 0;  ///< 0 in a slot that is free
  Slot slot = 0;
  State state = State::delayed;
  bool listed = false;               ///< stands in the line of a standard queue
  bool timed = false;                ///< a timer runs until `deadline`
  bool changed = false;              ///< its visibility was changed since it was received
  std::uint32_t queue_receives = 0;  ///< in this queue: what maxReceiveCount counts
  std::uint64_t order = 0;           ///< place in the line of a standard queue
  Instant_us arrived = 0;            ///< in this queue
  Instant_us kept_from = 0;          ///< where its retention begins
  Instant_us lease_began = 0;        ///< of the latest receive
  Instant_us deadline = 0;           ///< end of the visibility timeout, or of the delay
  Tenant* tenant = nullptr;          ///< standard queues
  Group* group = nullptr;            ///< FIFO queues
  Message* earlier = nullptr;        ///< in its group
  Message* later = nullptr;
  // Where it stands, so that nobody has to look for it.
  Turns::iterator place;    ///< while it is `listed`
  Timers::iterator timer;   ///< while it is `timed`
  Timers::iterator expiry;  ///< in the order of `kept_from`
};

/// What a receipt handle says: the message, and which of its receives.
struct Receipt {
  std::uint64_t queue = 0;  ///< number of the queue's creation
  MessageNumber message = 0;
  Slot slot = 0;
  std::uint32_t receive = 0;
};

/// Opaque, new on every receive, with a check so that nonsense is recognised.
[[nodiscard]] std::string to_handle(const Receipt& receipt);
[[nodiscard]] std::optional<Receipt> parse_handle(std::string_view handle);

}  // namespace sqsproof::semantics
