// A message in the model, and the receipt handles that name it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "semantics/actions/action.h"
#include "semantics/time.h"

namespace sqsproof::semantics {

/// Counts the sends of a queue; also the order of messages, and the sequence number of FIFO queues.
using MessageNumber = std::uint64_t;

struct Message {
  enum class State : std::uint8_t { delayed, visible, in_flight };
  MessageNumber number = 0;
  State state = State::visible;
  std::string id;
  std::string body;
  std::string md5_of_body;
  MessageAttributes attributes;
  std::optional<std::string> group;
  std::string deduplication_id;
  Instant_us sent = 0;
  Instant_us first_received = 0;
  std::uint32_t receive_count = 0;
  Instant_us lease_began = 0;  ///< of the latest receive
  Instant_us deadline = 0;  ///< end of the visibility timeout while in flight, of the delay before
};

/// What a receipt handle says: the message, and which of its receives.
struct Receipt {
  std::uint64_t queue = 0;  ///< number of the queue's creation
  MessageNumber message = 0;
  std::uint32_t receive = 0;
};

/// Opaque, new on every receive, with a check so that nonsense is recognised.
[[nodiscard]] std::string to_handle(const Receipt& receipt);
[[nodiscard]] std::optional<Receipt> parse_handle(std::string_view handle);

}  // namespace sqsproof::semantics
