// What a queue with a flaw remembers beyond a sound one; empty and not touched without a flaw. It
// goes into snapshots with a flaw only.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "semantics/model/message.h"

namespace sqsproof::semantics {

class Archive;

struct FlawMemory {
  static constexpr Instant_us kNever = INT64_MIN / 2;
  /// Calls that are so close count as made at the same time.
  static constexpr Duration_us kOverlap_us = 5 * kMillisecond_us;

  std::uint64_t ended_leases = 0;
  std::map<MessageNumber, std::uint32_t> old_limits;  ///< maxReceiveCount of messages before
  std::map<MessageNumber, Content> deleted;
  Instant_us poll_ends = kNever;  ///< of a long poll that has got nothing yet
  Instant_us received_at = kNever;
  std::vector<Receipt> received;

  void carry(Archive& archive);  ///< snapshot/backlog.cpp
};

/// The same of the groups of a queue.
struct GroupFlaws {
  std::set<std::string> open;  ///< later messages go out while earlier ones are in flight
  std::set<std::string> shut;  ///< nothing goes out any more
};

}  // namespace sqsproof::semantics
