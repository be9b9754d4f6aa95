// The promises that a stream is held against, a row each: what they demand shows in the calls of
// one message, of two of one group, or in a single call. Internal to stream/.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "semantics/judge/judge.h"

namespace sqsproof::semantics::stream {

/// In the order of the rows, which is that of all_promises().
enum class Streamed : std::uint8_t {
  nothing_lost,
  nothing_invented,
  refused_stays_out,
  content_unchanged,
  ids_unique,
  one_message_per_send,
  once_per_answer,
  same_on_redelivery,
  available_soon,
  not_after_delete,
  hidden_until_timeout,
  back_after_timeout,
  request_overrides_queue,
  zero_timeout_leaves_visible,
  change_counts_from_call,
  zero_change_frees,
  change_ends_with_receive,
  change_touches_one_message,
  setting_affects_later_receives,
  twelve_hours_at_most,
  change_accepted,
  change_of_deleted_refused,
  receipts_fresh,
  delete_accepted,
  delete_repeats,
  expired_refused,
  foreign_refused,
  hidden_until_due,
  delivered_when_due,
  message_overrides_queue,
  setting_spares_sent,
  setting_moves_delayed,
  refused_on_fifo,
  gone_after_end,
  counts_from_send,
  in_flight_expires,
  dead_letters_keep_age,
  never_expires_early,
  purge_takes_everything,
  purge_once_a_minute,
  purge_keeps_later_sends,
  purge_leaves_others,
  purge_forgets_keys,
  dead_not_beyond_limit,
  dead_not_before_limit,
  dead_changes_do_not_count,
  dead_arrive,
  dead_in_one_queue,
  dead_keep_content,
  dead_keep_id,
  dead_count_continues,
  dead_names_source,
  order_prefix,
  order_batch,
  order_once_per_answer,
  group_required,
  groups_none_on_standard,
  sequence_grows,
  sequence_stays,
  sequence_form,
  dedup_window,
  dedup_by_content,
  dedup_different_ids,
  dedup_group_scope,
  dedup_original_named,
  dedup_first_content,
  dedup_id_required,
  attempt_restarts_timeout,
  attempt_not_after_delete,
  each_entry_answered,
  entries_fail_alone,
  batch_arrives,
  max_messages,
  attributes_come_back,
  digests_body,
  digests_attributes_sent,
  digests_attributes_received,
  group_comes_back,
  key_comes_back,
  times_fit_calls,
  first_receive_stays,
  receive_counts,
  poll_waits,
  poll_queue_wait,
  poll_answers_at_once,
  poll_woken_by_send,
  poll_woken_by_timer,
  kCount
};
constexpr std::size_t kStreamed = static_cast<std::size_t>(Streamed::kCount);

struct StreamedRow {
  Streamed streamed;
  std::string_view id;
  enum class By {
    end,      ///< the end of a stream that was drained
    message,  ///< the calls of a message, or of a few
    wait,     ///< ... and a receive that should have got it, or got it late
    call      ///< one call
  } by;
  bool waits = false;  ///< shown by messages, and by receives that should have got one, too
  /// Not all that breaks it is noticed: not a long poll that slept on a message which another
  /// receive got before it ended, nor what comes of a dead letter that nobody received, nor one id
  /// of messages of two queues.
  bool partly = false;
};
[[nodiscard]] std::span<const StreamedRow, kStreamed> streamed_rows();
[[nodiscard]] std::vector<const Promise*> promises_by(StreamedRow::By by);

}  // namespace sqsproof::semantics::stream
