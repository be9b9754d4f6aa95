// The room that all promises share: what a history says about each message of each queue.
//
// Every event carries the closed interval in which it happened. An event is *definite* when it
// certainly happened and certainly had its effect; otherwise it is merely possible (no answer came
// back, or the receipt may have been out of date). Promises combine both kinds so that whatever is
// possible speaks for the endpoint.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::semantics {

constexpr Instant_us kNever_us = std::numeric_limits<Instant_us>::max() / 4;
/// A call without an answer took effect within this time or not at all: clients give up after at
/// most a minute, and a request does not live longer than its connection.
constexpr Duration_us kLatestEffect_us = seconds(60);

struct Interval {
  Instant_us from = 0;
  Instant_us to = 0;
};

/// Something that hides a message for a time: a receive or a change of its visibility.
struct Hiding {
  std::size_t operation = 0;  ///< index into the history's operations
  Interval at;
  Duration_us timeout = 0;
  bool definite = true;
  bool is_receive = true;
  std::string receipt;  ///< issued by the receive, used by the change
};

struct Removal {
  std::size_t operation = 0;
  Interval at;
  bool definite = true;
  std::string receipt;
};

struct MessageRecord {
  std::string id;
  std::string body;   ///< as it was first seen
  std::string group;  ///< FIFO
  /// False while several sends with one deduplication id may have made it, for different groups.
  bool group_certain = true;
  std::string sequence_number;
  std::vector<std::size_t> sends;  ///< indices of the sends that returned its id
  Interval enqueued{0, kNever_us};
  Duration_us delay = 0;
  std::vector<Hiding> hidings;  ///< receives and changes, by the beginning of their interval
  std::size_t receives = 0;
  std::vector<Removal> removals;
  Instant_us may_be_gone_from = kNever_us;  ///< first instant at which it may have left the queue
  Instant_us surely_gone_from = kNever_us;  ///< from here on it must have left
};

struct SendRecord {
  std::size_t operation = 0;
  Interval at;
  std::string key;  ///< the deduplication key in its scope; empty on a standard queue
  std::optional<std::size_t> message;  ///< index into the queue's messages; none without an answer
};

struct ReceiveRecord {
  std::size_t operation = 0;
  Interval at;
  Duration_us wait = 0;
  Duration_us timeout = 0;
  bool answered = false;
  bool repeats_attempt = false;       ///< a ReceiveRequestAttemptId that was used before
  std::vector<std::size_t> messages;  ///< indices, in the order of the answer
};

struct QueueRecord {
  std::string url;
  QueueSettings settings;
  bool settings_known = false;
  Instant_us may_be_deleted_from = kNever_us;
  std::vector<MessageRecord> messages;
  std::vector<SendRecord> sends;        ///< by the beginning of their interval
  std::vector<ReceiveRecord> receives;  ///< likewise
};

struct Ledger {
  std::vector<QueueRecord> queues;
  /// Not empty when the history is too tangled to judge in reasonable time: says why.
  std::string too_much;
};

[[nodiscard]] Ledger keep_ledger(const History& history, const Tolerance& tolerance);

/// The message as people know it: its body, or its id when the body says nothing.
[[nodiscard]] std::string name_of(const MessageRecord& message);

}  // namespace sqsproof::semantics
