// What was seen: the calls that clients made, when, and what came back. Plans, histories and
// judgement are three separate values; a history can be saved, read again, and judged by anyone.
//
// Times are those of the client's clock, taken around the call: the effect happened somewhere in
// the closed interval [invoked, returned]. A call that never returned may have had its effect at
// any time from `invoked` on, or not at all.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/actions/all.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

/// Digests that a client took of what it sent; a trace keeps them instead of the content.
struct SentDigests {
  std::string body;        ///< MD5 in hex
  std::string attributes;  ///< MD5OfMessageAttributes as AWS defines it, empty without attributes
};

struct Operation {
  std::size_t id = 0;  ///< number of the call in the program or the trace
  int client = 0;
  Call call;
  Answer answer;
  Instant_us invoked = 0;
  Instant_us returned = 0;  ///< greater than `invoked`; meaningless for a NoAnswer
  /// Of each message of a send that was read from a trace, in order; empty when the call itself
  /// still has its content.
  std::vector<SentDigests> digests{};
};
/// The digests of the message of that index (0 but in a batch), taken from the content if need be.
[[nodiscard]] SentDigests digests_of(const Operation& send, std::size_t entry);

/// How late an endpoint may act and still be right; see conform's `--timing`.
struct Tolerance {
  Duration_us early_us = 0;  ///< a timer may fire this much before its time
  Duration_us late_us = 0;   ///< a message may become available this much after its time
};

/// The attributes of a queue that its promises depend on, with the defaults of SQSAPI/CreateQueue.
struct QueueSettings {
  std::string name;
  bool fifo = false;
  int visibility_timeout_s = 30;
  int delay_s = 0;
  int retention_s = 345'600;  ///< 4 days
  int wait_time_s = 0;
  bool has_redrive_policy = false;  ///< messages may leave for a dead-letter queue
  int max_receives = 0;             ///< of the redrive policy; 0 when there is none, or unknown
  std::string dead_letter_queue{};  ///< its name or URL; empty likewise
  bool content_based_deduplication = false;
  bool deduplicates_per_group = false;  ///< DeduplicationScope is messageGroup
  friend bool operator==(const QueueSettings&, const QueueSettings&) = default;
};
[[nodiscard]] QueueSettings settings_of(const CreateQueueRequest& request);
/// What SetQueueAttributes makes of them.
void set_attributes(QueueSettings& settings, const StringMap& attributes);

/// What the recorder is sure to have seen of every client. A promise that needs more than was seen
/// is not judged: a delete that nobody recorded looks like a lost message. A history that was made
/// here holds all there was; one that was read holds what its trace says.
struct Recorded {
  bool all_sends = true;
  bool all_receives = true;
  bool all_deletes = true;  ///< and changes of visibility
  [[nodiscard]] bool all() const { return all_sends && all_receives && all_deletes; }
};
inline constexpr Recorded kNothingRecorded{false, false, false};

struct History {
  std::string endpoint;  ///< for reports
  bool virtual_time = false;
  Recorded recorded;
  std::map<std::string, QueueSettings> queues;  ///< by URL; those not created in the history
  /// Queues whose settings nobody told the recorder: those in `queues` are a guess.
  std::set<std::string> assumed;
  /// True when the operations from `drained_from` on are the final drain: every delay and
  /// visibility timeout had ended, and the queues were polled until they stayed empty.
  bool drained = false;
  std::size_t drained_from = 0;
  std::string not_drained{};          ///< why it is not, where somebody tried; not part of a trace
  std::vector<Operation> operations;  ///< by `invoked`
};

/// JSON Lines: a header, then an `inv` and a `ret` line an operation (times in microseconds).
/// Queue URLs, receipt and task handles become numbers of the trace, bodies that are not plain
/// payload ids and all attribute values become digests: a trace holds nothing that opens a queue.
/// Calls that say nothing about messages are left out.
[[nodiscard]] std::string to_json_lines(const History& history);
/// Refuses what it cannot read, with line and cure; unknown keys are ignored. A call whose `ret`
/// line is missing has an unknown outcome. `unsaid` counts as recorded where the head does not say:
/// by itself a trace holds only what some clients did.
[[nodiscard]] policy::Result<History> read_history(const policy::Source& json_lines,
                                                   const Recorded& unsaid = kNothingRecorded);

/// One line for a person, for example
/// `  [1000.001..1000.003] c0  ReceiveMessage max=2 -> [m1 (r1), m2 (r2)]`; messages, receipts and
/// queues are numbered in the order in which they appear.
[[nodiscard]] std::vector<std::string> describe_operations(const History& history);
/// `1000.001 s`, from the first call of the history on.
[[nodiscard]] std::string describe_instant(const History& history, Instant_us instant);
/// `1.5 s`
[[nodiscard]] std::string describe_duration(Duration_us duration);

}  // namespace sqsproof::semantics
