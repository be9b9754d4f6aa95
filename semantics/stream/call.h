// A call as the stream judge sees it: texts are fingerprints of 64 bits, times are intervals.
//
// Two texts of one fingerprint can hide a violation (once in 10^7 traces of a million messages);
// they cannot make one up: whatever looks wrong is judged again on the texts themselves.
#pragma once

#include <cstdint>
#include <span>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics::stream {

using Fingerprint = std::uint64_t;                       ///< 0 is "not there"
__extension__ using SequenceNumber = unsigned __int128;  ///< 0 likewise

/// Where the two records of a call stand: offsets in the trace, or any two numbers by which the
/// source of the stream finds it again.
struct Place {
  std::uint64_t invocation = 0;
  std::uint64_t result = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

/// A message of a call: one of a send, of an answer to a receive, of a delete or a change.
struct Item {
  Fingerprint message = 0;  ///< its id
  Fingerprint receipt = 0;  ///< that was issued or used
  Fingerprint body = 0;
  Fingerprint content = 0;            ///< of a delivery: all that stays the same each time
  Fingerprint digest = 0;             ///< MD5 of the body: the client's own of a send
  Fingerprint answered_digest = 0;    ///< ... and the endpoint's
  Fingerprint attributes_digest = 0;  ///< likewise of the attributes
  Fingerprint answered_attributes_digest = 0;
  Fingerprint values = 0;       ///< of all message attributes
  bool has_all_values = false;  ///< of a delivery: all were asked for
  bool own_key = false;         ///< of a send: the key is no digest of its body
  bool odd_number = false;      ///< it has a sequence number that is none
  bool plain = false;           ///< of a send: nothing about its texts could be refused
  Fingerprint group = 0;
  Fingerprint key = 0;         ///< deduplication id, within its scope; 0 on standard queues
  Fingerprint named_key = 0;   ///< the deduplication id itself, where it is named
  Fingerprint source = 0;      ///< of a delivery: the name of the queue that it is a dead letter of
  std::int64_t sent_ms = -1;   ///< of a delivery: SentTimestamp
  std::int64_t first_ms = -1;  ///< ... and ApproximateFirstReceiveTimestamp
  bool shows_attributes = false;  ///< ... or any other system attribute
  SequenceNumber sequence_number = 0;
  std::int32_t seconds = -1;        ///< delay of a send, timeout of a change; -1: not named
  std::int32_t receive_count = -1;  ///< that a delivery shows
  Outcome outcome = Outcome::accepted;
};

enum class Kind : std::uint8_t { send, receive, remove, change, other };

struct Seen {
  Place place;
  Kind kind = Kind::other;
  Outcome outcome = Outcome::accepted;
  std::uint32_t queue = 0;           ///< number of the queue in the stream
  Interval at;                       ///< of an unknown outcome: until it certainly had its effect
  std::int32_t timeout_s = -1;       ///< of a receive that names it
  std::int32_t wait_s = -1;          ///< likewise its long poll
  std::int32_t most = 1;             ///< messages that a receive asks for
  Fingerprint attempt = 0;           ///< ReceiveRequestAttemptId
  bool asks_for_attributes = false;  ///< of a receive: for all system attributes
  bool batch = false;
  bool odd_entries = false;  ///< of a batch: not each entry was answered once
  std::span<const Item> items{};
};

/// Finds calls of the stream again. A stream that cannot be read twice keeps what is held.
class Recall {
 public:
  Recall() = default;
  Recall(const Recall&) = delete;
  Recall& operator=(const Recall&) = delete;
  virtual ~Recall() = default;
  virtual Operation operation(const Place& place) = 0;
  virtual void hold(const Place&) {}
  virtual void release(const Place&) {}
};

}  // namespace sqsproof::semantics::stream
