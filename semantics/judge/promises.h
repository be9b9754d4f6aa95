// The families of promises, one file each; all.cpp is their table of contents.
#pragma once

#include "semantics/judge/judge.h"

namespace sqsproof::semantics {

[[nodiscard]] std::span<const Promise> delivery_promises();
[[nodiscard]] std::span<const Promise> visibility_promises();
[[nodiscard]] std::span<const Promise> receipt_promises();
[[nodiscard]] std::span<const Promise> delay_promises();
[[nodiscard]] std::span<const Promise> retention_promises();
[[nodiscard]] std::span<const Promise> purge_promises();
[[nodiscard]] std::span<const Promise> dead_letter_promises();
[[nodiscard]] std::span<const Promise> redrive_promises();
[[nodiscard]] std::span<const Promise> move_task_promises();
[[nodiscard]] std::span<const Promise> order_promises();
[[nodiscard]] std::span<const Promise> group_promises();
[[nodiscard]] std::span<const Promise> sequence_promises();
[[nodiscard]] std::span<const Promise> dedup_promises();
[[nodiscard]] std::span<const Promise> attempt_promises();
[[nodiscard]] std::span<const Promise> batch_promises();
[[nodiscard]] std::span<const Promise> content_promises();
[[nodiscard]] std::span<const Promise> producer_promises();
[[nodiscard]] std::span<const Promise> timestamp_promises();
[[nodiscard]] std::span<const Promise> counter_promises();
[[nodiscard]] std::span<const Promise> long_poll_promises();

}  // namespace sqsproof::semantics
