#include "semantics/model/receipts.h"

#include <fmt/format.h>

namespace sqsproof::semantics {

Checked<Receipt> read_handle(const std::string& handle, const Queue& queue) {
  const auto receipt = parse_handle(handle);
  if (!receipt) {
    return refuse(
        "ReceiptHandleIsInvalid",
        fmt::format("The input receipt handle \"{}\" is not a valid receipt handle.", handle));
  }
  const bool known = receipt->message < queue.backlog().next_number();
  if (receipt->queue != queue.identity().number || !known) {
    return refuse("ReceiptHandleIsInvalid",
                  fmt::format("The receipt handle \"{}\" is not valid for this queue.", handle));
  }
  return *receipt;
}

std::string handle_of(const Message& message, const Queue& queue) {
  const bool same = queue.flaw() == Flaw::receipts_stay;
  return to_handle({queue.identity().number, message.number, message.slot,
                    same ? 1 : message.content.receive_count});
}

bool is_held_by(const Message& message, const Receipt& receipt) {
  return message.state == Message::State::in_flight &&
         message.content.receive_count == receipt.receive;
}

namespace {

/// Under which its send is remembered.
std::string deduplication_key(const Message& message, const Queue& queue) {
  const std::string& id = message.content.deduplication_id;
  const bool of_queue = queue.deduplication_scope() == DeduplicationScope::queue;
  return of_queue ? id : *message.content.group + '\n' + id;
}

bool does_nothing(const Message& message, const Receipt& receipt, const Queue& queue,
                  const Lapse& lapse) {
  const bool old = message.content.receive_count != receipt.receive;
  const bool ignores = lapse.ignores_old_receipts || queue.flaw() == Flaw::old_receipts_ignored;
  return old && ignores && !queue.attributes().fifo;
}

bool may_delete(const Message& message, const Receipt& receipt, const Queue& queue) {
  if (queue.flaw() == Flaw::fifo_deletes_expired) return true;
  if (queue.flaw() == Flaw::fifo_refuses_extended && message.changed) return false;
  return is_held_by(message, receipt);
}

/// What a queue with a flaw does in place of a deletion; false where it has none, or beside it.
bool deletes_wrongly(Message& message, const Receipt& receipt, Queue& queue) {
  Backlog& backlog = queue.backlog();
  const bool lapsed = message.state != Message::State::in_flight &&
                      message.content.receive_count == receipt.receive;
  switch (queue.flaw()) {
    case Flaw::delete_does_nothing:
      return true;
    case Flaw::late_delete_lost:
      return lapsed && !queue.attributes().fifo;
    case Flaw::delete_takes_oldest:
      backlog.erase(*backlog.oldest());
      return true;
    case Flaw::old_receipt_takes_oldest:
      if (message.content.receive_count == receipt.receive) return false;
      backlog.erase(*backlog.oldest());
      return true;
    case Flaw::group_opens_at_delete:
      if (queue.attributes().fifo) backlog.open_group(message);
      return false;
    case Flaw::dedup_until_delete:
      if (queue.attributes().fifo) backlog.accepted.drop(deduplication_key(message, queue));
      return false;
    case Flaw::attempt_revives:
      backlog.flaw_memory.deleted.emplace(message.number, copy_of(message.content));
      return false;
    default:
      return false;
  }
}

/// Where the twelve hours begin.
Instant_us cap_from(const Message& message, Flaw flaw) {
  const bool first = flaw == Flaw::cap_from_first_receive;
  return first ? message.content.first_received : message.lease_began;
}

/// What a queue with a flaw does in place of a change; false where it has none.
bool changes_wrongly(Message& message, int visibility_timeout_s, Queue& queue, Instant_us now) {
  switch (queue.flaw()) {
    case Flaw::change_does_nothing:
      return true;
    case Flaw::zero_change_loses:
      if (visibility_timeout_s == 0) queue.backlog().erase(message);
      return visibility_timeout_s == 0;
    case Flaw::change_adds:
      queue.backlog().change_deadline(message, message.deadline + seconds(visibility_timeout_s),
                                      now);
      return true;
    case Flaw::change_counts_as_receive:
      ++message.queue_receives;
      return false;
    case Flaw::change_cannot_shorten:
      return now + seconds(visibility_timeout_s) < message.deadline;
    case Flaw::old_timer_frees:
      return now + seconds(visibility_timeout_s) > message.deadline;
    default:
      return false;
  }
}

}  // namespace

/// Standard: any receipt of the message deletes it, also after its timeout (recorded). FIFO: only
/// the latest, while it hides the message. Deleting what is gone is no error.
Checked<bool> delete_message(const std::optional<std::string>& handle, Queue& queue,
                             const Lapse& lapse) {
  if (!handle || handle->empty()) return missing("MessageHandle");
  const auto receipt = read_handle(*handle, queue);
  if (!receipt && queue.flaw() == Flaw::foreign_receipts_taken && parse_handle(*handle))
    return true;
  if (!receipt) return Refusal(receipt.error());
  Message* message = queue.find(*receipt);
  if (message == nullptr && queue.flaw() == Flaw::second_delete_refused) {
    return invalid_value(*handle, "ReceiptHandle", "The receipt handle has been used.");
  }
  if (message == nullptr) return true;
  if (queue.attributes().fifo && !may_delete(*message, *receipt, queue)) {
    return invalid_value(*handle, "ReceiptHandle", "The receipt handle has expired.");
  }
  if (does_nothing(*message, *receipt, queue, lapse) || lapse.forgets) return true;
  if (queue.flaw() != Flaw::none && deletes_wrongly(*message, *receipt, queue)) return true;
  queue.backlog().erase(*message);
  return true;
}

/// A timeout that has ended cannot be changed: no effect on a standard queue (recorded as success),
/// an error on a FIFO queue. One receive hides a message for 12 hours at most.
Checked<bool> change_visibility(const std::optional<std::string>& handle,
                                std::optional<int> visibility_timeout_s, Queue& queue,
                                Instant_us now, const Lapse& lapse) {
  if (!handle || handle->empty()) return missing("ReceiptHandle");
  if (!visibility_timeout_s) return missing("VisibilityTimeout");
  const std::string value = std::to_string(*visibility_timeout_s);
  const int least = queue.flaw() == Flaw::zero_change_refused ? 1 : kVisibilityTimeout.least;
  if (*visibility_timeout_s < least || *visibility_timeout_s > kVisibilityTimeout.most) {
    return invalid_value(value, "VisibilityTimeout", "Must be between 0 and 43200.");
  }
  const auto receipt = read_handle(*handle, queue);
  if (!receipt) return Refusal(receipt.error());
  Message* message = queue.find(*receipt);
  const bool held = message != nullptr && message->state == Message::State::in_flight;
  if (message == nullptr || (queue.attributes().fifo && !is_held_by(*message, *receipt))) {
    return invalid_value(
        *handle, "ReceiptHandle",
        "Message does not exist or is not available for visibility timeout change.");
  }
  if (does_nothing(*message, *receipt, queue, lapse)) return true;
  if (!held) {
    if (lapse.hides_again && *visibility_timeout_s > 0) {
      queue.backlog().hide(*message, now + seconds(*visibility_timeout_s));
    }
    return true;
  }
  const bool old = message->content.receive_count != receipt->receive;
  if (old && queue.flaw() == Flaw::old_changes_ignored) return true;
  if (changes_wrongly(*message, *visibility_timeout_s, queue, now)) return true;
  const Instant_us deadline = now + seconds(*visibility_timeout_s);
  const bool capped = queue.flaw() != Flaw::cap_restarts;
  if (capped && deadline > cap_from(*message, queue.flaw()) + kVisibilityCap_us) {
    return invalid_value(value, "VisibilityTimeout",
                         "Total VisibilityTimeout for the message is beyond the limit [43200 "
                         "seconds]");
  }
  queue.backlog().change_deadline(*message, deadline, now);
  return true;
}

}  // namespace sqsproof::semantics
