// The ways in which the model can be wrong on purpose; fixtures/mutants has their words.
#pragma once

#include <cstdint>

namespace sqsproof::semantics {

enum class Flaw : std::uint8_t {
  none,
  loses_a_message,      ///< every third accepted send is dropped
  visible_too_early,    ///< a visibility timeout ends after half its time
  never_redelivers,     ///< a message whose visibility timeout ended stays hidden
  fifo_skips_blocked,   ///< later messages of a group are delivered while an earlier is in flight
  dedup_forgets_early,  ///< the deduplication window is one minute
  // What each of these does wrong stands in its row in fixtures/mutants.
  zero_change_loses,
  second_lapse_loses,
  receive_does_not_hide,
  hides_a_second_less,
  hides_ten_seconds_more,
  request_timeout_ignored,
  zero_timeout_as_default,
  change_does_nothing,
  change_adds,
  cap_restarts,
  change_counts_as_receive,
  delete_does_nothing,
  fifo_deletes_expired,
  fifo_refuses_extended,
  batch_delete_stops,
  receipts_stay,
  receive_count_stuck,
  receive_count_saturates,
  delays_ignored,
  message_delay_ignored,
  zero_delay_as_default,
  retention_ignored,
  retention_from_receive,
  retention_spares_in_flight,
  dead_letters_late,
  dead_letters_early,
  dead_letters_lost,
  dead_letters_doubled,
  dead_letters_renamed,
  dead_letters_stripped,
  dead_letters_count_anew,
  dead_letters_live_longer,
  purge_spares_in_flight,
  purge_keeps_dedup,
  purge_resets_sequence,
  purge_at_any_time,
  one_too_many,
  batch_drops_last,
  batch_all_or_nothing,
  batch_reversed,
  bodies_trimmed,
  attribute_changed,
  digest_constant,
  digest_of_all_attributes,
  filter_exact_only,
  size_without_attributes,
  size_in_characters,
  noncharacters_accepted,
  delayed_counted_visible,
  poll_does_not_wait,
  poll_misses_timers,
  queue_wait_ignored,
  one_group_at_a_time,
  dedup_none,
  dedup_restarts,
  dedup_forever,
  dedup_per_group,
  dedup_scope_ignored,
  dedup_ignores_case,
  content_beats_id,
  content_with_attributes,
  sequence_changes,
  attempt_ignored,
  attempt_keeps_timeout,
  move_loses_last,
  move_doubles,
  move_keeps_count,
  move_keeps_age,
  cancel_goes_on
};

}  // namespace sqsproof::semantics
