// The room that all promises share: what a history says about each message of each queue.
//
// Every event carries the closed interval in which it happened. An event is *definite* when it
// certainly happened and certainly had its effect; otherwise it is merely possible (no answer came
// back, or the receipt may have been out of date). Promises combine both kinds so that whatever is
// possible speaks for the endpoint. Texts are views into the history, which outlives its ledger.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "semantics/history.h"
#include "semantics/judge/freedoms.h"
#include "semantics/judge/timeline.h"

namespace sqsproof::semantics {

/// A call without an answer took effect within this time or not at all: clients give up after at
/// most a minute, and a request does not live longer than its connection.
constexpr Duration_us kLatestEffect_us = seconds(60);
/// For so long an attempt id can be repeated. SQSAPI/ReceiveMessage
constexpr Duration_us kAttemptTime_us = seconds(300);
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

enum class Outcome { accepted, refused, unknown };
/// How a call ended, as far as its caller can know.
[[nodiscard]] Outcome outcome_of(const Answer& answer);

/// Something that hides a message for a time: a receive or a change of its visibility.
struct Hiding {
  std::size_t operation = 0;  ///< index into the history's operations
  std::size_t serial = 0;     ///< unique in the ledger: a batch may change one message twice
  Interval at;
  Duration_us shortest = 0;  ///< the timeout; less than `longest` while a setting changes
  Duration_us longest = 0;
  bool definite = true;
  bool is_receive = true;
  bool own_timeout = false;     ///< the call named the timeout itself
  std::string_view receipt{};   ///< issued by the receive, used by the change
  std::size_t receive = kNone;  ///< index of the receive; of a change, of none
  bool answered = true;         ///< so that it certainly happened
};

/// A way out of the queue. `at.from` is the first instant at which the message may be gone by it,
/// `at.to` the first at which it must be, if it is definite.
struct Exit {
  enum class Kind {
    deleted,
    purged,
    expired,
    queue_deleted,
    dead_lettered,
    moved,
    never_there  ///< its send may have been a duplicate, answered with an id of its own
  };
  Kind kind = Kind::deleted;
  std::size_t operation = kNone;  ///< none of expiry
  Interval at;
  bool definite = true;
  std::string_view receipt{};
  std::size_t serial = 0;
  bool answered = true;  ///< of a delete: so that the call certainly happened
};

struct Delivery {
  std::size_t receive = 0;   ///< index into the queue's receives
  std::size_t position = 0;  ///< in the answer
  std::size_t operation = 0;
  Interval at;
  const ReceivedMessage* seen = nullptr;
  std::size_t serial = 0;  ///< of its hiding
};

struct MessageRecord {
  enum class Origin { sent, dead_lettered, moved, unknown };
  std::string_view id;
  Origin origin = Origin::unknown;
  std::string_view body;   ///< as it was first seen
  std::string_view group;  ///< of FIFO queues, a tenant elsewhere
  /// False while several sends with one deduplication id may have made it, for different groups.
  bool group_certain = true;
  std::string_view sequence_number;
  std::vector<std::size_t> sends;       ///< indices of the queue's sends that returned its id
  Interval enqueued{0, kNever_us};      ///< when it came into this queue
  Interval kept_since{0, kNever_us};    ///< when its retention period began
  Interval due{-kNever_us, kNever_us};  ///< end of its delay: earliest and latest
  bool was_delayed = false;
  std::vector<Delivery> deliveries;  ///< in the order of the receives
  std::vector<Hiding> hidings;       ///< receives and changes, by the beginning of their interval
  std::vector<Exit> exits;
  Instant_us may_be_gone_from = kNever_us;  ///< first instant at which it may have left the queue
  Instant_us surely_gone_from = kNever_us;  ///< from here on it must have left
  std::size_t source_queue = kNone;         ///< of a dead letter
  std::size_t source_message = kNone;
};

struct SendRecord {
  std::size_t operation = 0;
  std::size_t entry = 0;  ///< of a batch
  bool in_batch = false;
  Interval at;
  Outcome outcome = Outcome::accepted;
  std::string_view body;
  std::string_view group;
  std::string_view own_key;  ///< the deduplication id, if the call named one
  std::string key;           ///< the deduplication key in its scope; empty on a standard queue
  std::optional<int> delay_s;
  const MessageAttributes* attributes = nullptr;
  std::string_view message_id{};  ///< of the answer, likewise the rest
  std::string_view sequence_number{};
  std::string_view md5_of_body{};
  std::optional<std::string> md5_of_attributes{};
  std::string_view error{};     ///< code of a refused one
  std::size_t message = kNone;  ///< index into the queue's messages; none without an answer
};

struct ReceiveRecord {
  std::size_t operation = 0;
  Interval at;
  Range wait;
  Range timeout;
  std::size_t most = 1;
  bool own_timeout = false;
  bool own_wait = false;
  bool answered = false;
  bool repeats_attempt = false;       ///< a ReceiveRequestAttemptId of the last five minutes
  bool late_attempt = false;          ///< one whose five minutes were certainly over
  Instant_us attempt_since = 0;       ///< beginning of the use that its five minutes may count from
  std::vector<std::size_t> messages;  ///< indices, in the order of the answer
};

/// A delete or a change of visibility, whatever its receipt.
struct ReceiptUse {
  std::size_t operation = 0;
  std::size_t entry = 0;
  Interval at;
  Outcome outcome = Outcome::accepted;
  bool removes = true;
  std::optional<int> timeout_s;
  std::string_view receipt;
  std::string_view error{};
  std::size_t message = kNone;  ///< in the queue of the call; none of unknown receipts
  std::size_t serial = 0;       ///< of its exit or hiding
};

struct Counted {
  std::size_t operation = 0;
  Interval at;
  const StringMap* attributes = nullptr;
};

/// A call about the queue as a whole: a purge, a deletion.
struct QueueEvent {
  std::size_t operation = 0;
  Interval at;
  Outcome outcome = Outcome::accepted;
  std::string_view error{};
};

struct MoveRecord {
  std::size_t operation = 0;
  Interval at;
  Outcome outcome = Outcome::accepted;
  std::size_t source = kNone;       ///< queue; none when it is not in the history
  std::size_t destination = kNone;  ///< queue; none: each message's own source
  bool names_destination = false;
  std::string_view task;
  int per_second = 0;                 ///< 0: not limited by the caller
  std::optional<Interval> cancelled;  ///< the accepted cancel
  std::size_t cancel_operation = kNone;
  Instant_us ended_by = kNever_us;  ///< it certainly runs no more
  std::size_t end_operation = kNone;
};

struct QueueRecord {
  std::string_view url;
  QueueSettings settings;  ///< those at first
  bool settings_known = false;
  bool created_here = false;  ///< so that it was empty at first
  Timeline visibility_timeout_us, delay_us, retention_us, wait_us, max_receives, content_based;
  std::size_t dead_letter_queue = kNone;  ///< index; none when unknown or not one and the same
  bool may_dead_letter = false;           ///< at some time there was a redrive policy
  bool is_dead_letter_queue = false;
  bool virtual_time = false;                  ///< no answer was held up on its way
  Duration_us answer_time = kMillisecond_us;  ///< that an endpoint takes to see and say something
  std::vector<MessageRecord> messages;
  std::vector<SendRecord> sends;        ///< by the beginning of their interval
  std::vector<ReceiveRecord> receives;  ///< likewise
  /// Those sends and receives that nobody knows the outcome of: few, and to be reckoned with for
  /// every message.
  std::vector<std::size_t> lost_sends, lost_receives;
  std::vector<ReceiptUse> uses;
  std::vector<Counted> counts;
  std::vector<QueueEvent> purges, deletions;
  std::vector<std::size_t> setting_changes;  ///< operations
};

struct Ledger {
  std::vector<QueueRecord> queues;
  std::vector<MoveRecord> moves;
  std::unordered_map<std::string_view, std::size_t> receipts;  ///< to the queue that issued it
  /// Not empty when the history cannot be judged: it is too tangled for reasonable time, or its
  /// times contradict each other. Says why.
  std::string unfit;
};

[[nodiscard]] Ledger keep_ledger(const History& history, const Tolerance& tolerance,
                                 const Freedoms& granted);

/// The message as people know it: its body, or its id when the body says nothing.
[[nodiscard]] std::string name_of(const MessageRecord& message);
/// Whether it stands more than once in the answer that brought it.
[[nodiscard]] bool is_repeated(const QueueRecord& queue, const Delivery& delivery);
/// The first send that made it, if there is one.
[[nodiscard]] const SendRecord* first_send(const QueueRecord& queue, const MessageRecord& message);

}  // namespace sqsproof::semantics
