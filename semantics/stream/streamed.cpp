#include "semantics/stream/streamed.h"

#include <algorithm>

#include "semantics/stream/stream_judge.h"

namespace sqsproof::semantics::stream {
namespace {

using enum Streamed;
using By = StreamedRow::By;

constexpr std::array<StreamedRow, kStreamed> kRows = {{
    {nothing_lost, "delivery/nothing-lost", By::end},
    {nothing_invented, "delivery/nothing-invented", By::message},
    {refused_stays_out, "delivery/refused-stays-out", By::message},
    {content_unchanged, "delivery/content-unchanged", By::message},
    {ids_unique, "delivery/ids-unique", By::message, false, true},
    {one_message_per_send, "delivery/one-message-per-send", By::message},
    {once_per_answer, "delivery/once-per-answer", By::message},
    {same_on_redelivery, "delivery/same-on-redelivery", By::message},
    {available_soon, "delivery/available-soon", By::wait, false, true},
    {not_after_delete, "delivery/not-after-delete", By::message},
    {hidden_until_timeout, "visibility/hidden-until-timeout", By::message},
    {back_after_timeout, "visibility/redelivered-after-timeout", By::wait, false, true},
    {request_overrides_queue, "visibility/request-overrides-queue", By::message, true},
    {zero_timeout_leaves_visible, "visibility/zero-timeout-leaves-visible", By::wait},
    {change_counts_from_call, "visibility/change-counts-from-call", By::message, true},
    {zero_change_frees, "visibility/zero-change-frees", By::wait, false, true},
    {change_ends_with_receive, "visibility/change-ends-with-receive", By::message},
    {change_touches_one_message, "visibility/change-touches-one-message", By::message},
    {setting_affects_later_receives, "visibility/setting-affects-later-receives", By::message},
    {twelve_hours_at_most, "visibility/twelve-hours-at-most", By::message},
    {change_accepted, "visibility/change-accepted", By::message},
    {change_of_deleted_refused, "visibility/change-of-deleted-refused", By::message},
    {receipts_fresh, "receipts/fresh", By::message},
    {delete_accepted, "receipts/delete-accepted", By::message},
    {delete_repeats, "receipts/delete-repeats", By::message},
    {expired_refused, "receipts/expired-refused", By::message},
    {foreign_refused, "receipts/foreign-refused", By::message},
    {hidden_until_due, "delay/hidden-until-due", By::message},
    {delivered_when_due, "delay/delivered-when-due", By::wait},
    {message_overrides_queue, "delay/message-overrides-queue", By::message, true},
    {setting_spares_sent, "delay/setting-spares-sent", By::message, true},
    {setting_moves_delayed, "delay/setting-moves-delayed", By::message, true},
    {refused_on_fifo, "delay/refused-on-fifo", By::call},
    {gone_after_end, "retention/gone-after-end", By::message},
    {counts_from_send, "retention/counts-from-send", By::message},
    {in_flight_expires, "retention/in-flight-expires", By::message},
    {dead_letters_keep_age, "retention/dead-letters-keep-age", By::message, false, true},
    {never_expires_early, "retention/never-early", By::wait},
    {purge_takes_everything, "purge/takes-everything", By::message},
    {purge_once_a_minute, "purge/at-most-once-a-minute", By::call},
    {purge_keeps_later_sends, "purge/keeps-later-sends", By::wait},
    {purge_leaves_others, "purge/leaves-other-queues", By::wait},
    {purge_forgets_keys, "purge/forgets-deduplication", By::message},
    {dead_not_beyond_limit, "dead-letter/not-beyond-limit", By::message},
    {dead_not_before_limit, "dead-letter/not-before-limit", By::message, true},
    {dead_changes_do_not_count, "dead-letter/changes-do-not-count", By::wait},
    {dead_arrive, "dead-letter/arrives", By::wait, false, true},
    {dead_in_one_queue, "dead-letter/in-one-queue", By::message},
    {dead_keep_content, "dead-letter/keeps-content", By::message},
    {dead_keep_id, "dead-letter/keeps-id", By::message},
    {dead_count_continues, "dead-letter/count-continues", By::message},
    {dead_names_source, "dead-letter/names-source", By::message},
    {order_prefix, "fifo/order/prefix", By::message},
    {order_batch, "fifo/order/batch", By::message},
    {order_once_per_answer, "fifo/order/once-per-answer", By::message},
    {group_required, "fifo/groups/required", By::call},
    {groups_none_on_standard, "fifo/groups/none-on-standard", By::wait},
    {sequence_grows, "fifo/sequence/grows", By::message},
    {sequence_stays, "fifo/sequence/stays", By::message},
    {sequence_form, "fifo/sequence/form", By::message},
    {dedup_window, "fifo/dedup/window-holds", By::message},
    {dedup_by_content, "fifo/dedup/by-content", By::message},
    {dedup_different_ids, "fifo/dedup/different-ids", By::message},
    {dedup_group_scope, "fifo/dedup/group-scope", By::message},
    {dedup_original_named, "fifo/dedup/original-named", By::message},
    {dedup_first_content, "fifo/dedup/first-content-kept", By::message},
    {dedup_id_required, "fifo/dedup/id-required", By::message},
    {attempt_restarts_timeout, "fifo/attempts/restart-timeout", By::message},
    {attempt_not_after_delete, "fifo/attempts/not-after-delete", By::message},
    {each_entry_answered, "batch/each-entry-answered", By::call},
    {entries_fail_alone, "batch/entries-fail-alone", By::call},
    {batch_arrives, "batch/sent-entries-arrive", By::wait},
    {max_messages, "limits/max-messages", By::message},
    {attributes_come_back, "attributes/come-back", By::message},
    {digests_body, "digests/body", By::message},
    {digests_attributes_sent, "digests/attributes-sent", By::message},
    {digests_attributes_received, "digests/attributes-received", By::message},
    {group_comes_back, "attributes/group-comes-back", By::message},
    {key_comes_back, "attributes/deduplication-id-comes-back", By::message},
    {times_fit_calls, "timestamps/fit-calls", By::message, false, true},
    {first_receive_stays, "timestamps/first-receive-stays", By::message},
    {receive_counts, "counters/receives", By::message},
    {poll_waits, "long-poll/waits", By::call},
    {poll_queue_wait, "long-poll/queue-wait", By::call},
    {poll_answers_at_once, "long-poll/answers-at-once", By::wait, false, true},
    {poll_woken_by_send, "long-poll/woken-by-send", By::wait, false, true},
    {poll_woken_by_timer, "long-poll/woken-by-timer", By::wait, false, true},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows[i].streamed) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

std::span<const StreamedRow, kStreamed> streamed_rows() { return kRows; }

std::vector<const Promise*> promises_by(StreamedRow::By by) {
  std::vector<const Promise*> promises;
  for (const StreamedRow& row : kRows) {
    const bool waits = by == StreamedRow::By::wait && row.waits;
    if (row.by == by || waits) promises.push_back(find_promise(row.id));
  }
  return promises;
}

std::span<const Promise* const> streamed_promises() {
  static const auto kPromises = [] {
    std::array<const Promise*, kStreamed> found{};
    for (std::size_t i = 0; i < kStreamed; ++i) found[i] = find_promise(kRows[i].id);
    return found;
  }();
  return kPromises;
}

std::span<const Promise* const> unstreamed_promises() {
  static const auto kPromises = [] {
    std::vector<const Promise*> others;
    for (const Promise& promise : all_promises()) {
      const bool streamed = std::any_of(
          kRows.begin(), kRows.end(), [&](const StreamedRow& row) { return row.id == promise.id; });
      if (!streamed) others.push_back(&promise);
    }
    return others;
  }();
  return kPromises;
}

bool is_judged_in_part(const Promise& promise) {
  return std::any_of(kRows.begin(), kRows.end(),
                     [&](const StreamedRow& row) { return row.partly && row.id == promise.id; });
}

}  // namespace sqsproof::semantics::stream
