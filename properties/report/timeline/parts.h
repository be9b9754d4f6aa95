// What the calls of a history say of single messages. Internal to the lanes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::properties::timeline {

/// Ids of the messages that an answer names.
[[nodiscard]] std::vector<std::string> messages_of(const semantics::Operation& operation);
/// What a delete or a change of visibility was about: receipts and timeouts in seconds, negative of
/// deletes.
[[nodiscard]] std::vector<std::pair<std::string, int>> receipts_of(const semantics::Call& call);
/// Of a call without an answer only its beginning is known.
[[nodiscard]] semantics::Instant_us end_of(const semantics::Operation& operation);

struct Sent {
  std::string id;
  std::string body;
  std::optional<int> delay_s;
};
/// The messages that a send, or a batch, was answered for.
[[nodiscard]] std::vector<Sent> sent_by(const semantics::Operation& operation);

}  // namespace sqsproof::properties::timeline
