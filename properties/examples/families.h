// The families of examples; all.cpp puts them together.
#pragma once

#include "properties/examples/example.h"

namespace sqsproof::properties::examples {

[[nodiscard]] std::span<const Example> batch();
[[nodiscard]] std::span<const Example> batch_limits();
[[nodiscard]] std::span<const Example> receipt_batches();
[[nodiscard]] std::span<const Example> message_limits();
[[nodiscard]] std::span<const Example> attribute_limits();
[[nodiscard]] std::span<const Example> parameter_limits();
[[nodiscard]] std::span<const Example> in_flight_limits();
[[nodiscard]] std::span<const Example> fifo_limits();
[[nodiscard]] std::span<const Example> queue_limits();
[[nodiscard]] std::span<const Example> attributes();
[[nodiscard]] std::span<const Example> system_attributes();
[[nodiscard]] std::span<const Example> digests();
[[nodiscard]] std::span<const Example> queue_creation();
[[nodiscard]] std::span<const Example> queue_attributes();
[[nodiscard]] std::span<const Example> queue_lists();
[[nodiscard]] std::span<const Example> deduplication();
[[nodiscard]] std::span<const Example> receipts();
[[nodiscard]] std::span<const Example> visibility();
[[nodiscard]] std::span<const Example> purge();
[[nodiscard]] std::span<const Example> long_polls();
[[nodiscard]] std::span<const Example> redrive();
[[nodiscard]] std::span<const Example> move_tasks();
[[nodiscard]] std::span<const Example> dead_letter();
[[nodiscard]] std::span<const Example> wire_json();
[[nodiscard]] std::span<const Example> wire_query();
[[nodiscard]] std::span<const Example> wire_errors();
[[nodiscard]] std::span<const Example> wire_nonsense();
[[nodiscard]] std::span<const Example> authorization();
[[nodiscard]] std::span<const Example> receipt_authorization();
[[nodiscard]] std::span<const Example> decisions();
[[nodiscard]] std::span<const Example> tag_authorization();
[[nodiscard]] std::span<const Example> signatures();
[[nodiscard]] std::span<const Example> sns();
[[nodiscard]] std::span<const Example> s3();
[[nodiscard]] std::span<const Example> restart();

}  // namespace sqsproof::properties::examples
