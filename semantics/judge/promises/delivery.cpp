// delivery/: what is received was sent, unchanged; what was sent is received
// (SQS/standard-queues-at-least-once-delivery).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/joint_text.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/nothing_lost.h"
#include "semantics/judge/promises/repeats.h"
#include "semantics/judge/promises/unique_ids.h"
#include "semantics/judge/strangers.h"

namespace sqsproof::semantics {
namespace {

std::string_view words_of(Stranger kind) {
  switch (kind) {
    case Stranger::refused:
      return "its body is that of a send that was refused";
    case Stranger::second_copy:
      return "its body is that of a send that made another message";
    case Stranger::other_queue:
      return "its body was sent to another queue only";
    case Stranger::deleted_queue:
      return "its body was sent to a queue of that name that was deleted before this one was made";
    case Stranger::renamed:
      return "its body is that of a dead letter with another id";
    case Stranger::not_yet_sent:
      return "its send began later";
    case Stranger::from_nowhere:
      break;
  }
  return "nobody sent its body";
}

/// Deliveries of strangers of these kinds; every delivery of a message that was sent is a test.
template <Stranger... kKinds>
Judgement judge_strangers(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (!closed(the_case.ledger, the_case.history.recorded, queue)) return;
    for (const MessageRecord& message : queue.messages) {
      if (message.deliveries.empty()) continue;
      const auto kind = stranger(the_case.ledger, the_case.history.recorded, queue, message);
      const bool strange = kind && ((*kind == kKinds) || ...);
      const Delivery* early = received_before_sent(message);
      const Delivery& first = early ? *early : message.deliveries.front();
      std::vector<std::size_t> sends;
      for (const std::size_t send : message.sends) sends.push_back(queue.sends[send].operation);
      findings.test(!strange, first.operation, sends, [&] {
        return fmt::format("receive {} returned {}, message {}\n{}{}", the_case.id(first.operation),
                           name_of(message), message.id, early ? "" : "no send returned that id; ",
                           words_of(*kind));
      });
    }
  });
}

Judgement judge_refused(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const SendRecord& send : queue.sends) {
      if (send.outcome != Outcome::refused || queue.receives.empty()) continue;
      const auto found = std::find_if(
          queue.messages.begin(), queue.messages.end(), [&](const MessageRecord& message) {
            return message.body == send.body && stranger(the_case.ledger, the_case.history.recorded,
                                                         queue, message) == Stranger::refused;
          });
      if (found == queue.messages.end()) {
        findings.count_instance();
        continue;
      }
      const std::size_t receive = found->deliveries.front().operation;
      findings.test(false, receive, {send.operation}, [&] {
        return fmt::format("operation {} was refused: {}\nreceive {} returned its body, {}",
                           the_case.id(send.operation), send.error, the_case.id(receive),
                           name_of(*found));
      });
    }
  });
}

/// The sends that may have made the message; a later duplicate did not.
bool may_have_made(const QueueRecord& queue, const MessageRecord& message, const SendRecord& send) {
  if (send.message != kNone && &queue.messages[send.message] == &message) {
    return send.at.from <= message.enqueued.to;
  }
  const SendRecord* first = first_send(queue, message);
  return send.outcome == Outcome::unknown && first && !send.key.empty() && send.key == first->key;
}

Judgement judge_content(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      if (message.sends.empty() || message.deliveries.empty()) continue;
      const Delivery& first = message.deliveries.front();
      if (first.seen->body.empty()) continue;  // no body is empty: the trace does not hold it
      const auto is_its_body = [&](const SendRecord& send) {
        return send.body == first.seen->body;
      };
      bool known = false, later = false;
      const auto look_at = [&](const SendRecord& send) {
        if (!is_its_body(send)) return;
        known = known || may_have_made(queue, message, send);
        later = later || (send.message != kNone && &queue.messages[send.message] == &message);
      };
      for (const std::size_t send : message.sends) look_at(queue.sends[send]);
      for (const std::size_t send : queue.lost_sends) look_at(queue.sends[send]);
      if (!known && later) continue;  // of a duplicate: fifo/dedup/first-content-kept
      findings.test(known, first.operation, {queue.sends[message.sends.front()].operation}, [&] {
        return fmt::format("operation {} sent `{}`\nreceive {} returned it as `{}`",
                           the_case.id(queue.sends[message.sends.front()].operation),
                           queue.sends[message.sends.front()].body, the_case.id(first.operation),
                           first.seen->body);
      });
    }
  });
}

bool same_attributes_asked(const Case& the_case, const Delivery& x, const Delivery& y) {
  const auto& a = std::get<ReceiveMessageRequest>(the_case.operation(x.operation).call);
  const auto& b = std::get<ReceiveMessageRequest>(the_case.operation(y.operation).call);
  return a.message_attribute_names == b.message_attribute_names;
}

void judge_again(const Case& the_case, const MessageRecord& message, const Delivery& x,
                 const Delivery& y, Findings& findings) {
  const bool known = !x.seen->body.empty() && !y.seen->body.empty();
  const bool same = (!known || x.seen->body == y.seen->body) &&
                    (!same_attributes_asked(the_case, x, y) ||
                     x.seen->message_attributes == y.seen->message_attributes);
  findings.test(same, y.operation, {x.operation}, [&] {
    return fmt::format(
        "operation {} received {}\n"
        "operation {} received it again, with another body or other attributes",
        the_case.id(x.operation), name_of(message), the_case.id(y.operation));
  });
}

Judgement judge_redelivery(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      const auto& all = message.deliveries;
      for (std::size_t i = 1; i < all.size(); ++i) {
        judge_again(the_case, message, all[i - 1], all[i], findings);
      }
    }
  });
}

Judgement judge_deleted(const Case& the_case) {
  Findings findings(the_case);
  const bool rare = the_case.granted.has(Freedom::deleted_delivery);
  judge_gone(
      the_case, Exit::Kind::deleted,
      [rare](const QueueRecord& queue, const MessageRecord&, const Exit&,
             const Delivery* delivery) {
        // What a repeated attempt returns is a promise of its own.
        const bool again = delivery && queue.receives[delivery->receive].repeats_attempt;
        return !again && (queue.settings.fifo || !rare);
      },
      findings);
  judge_gone(
      the_case, Exit::Kind::queue_deleted,
      [](const QueueRecord&, const MessageRecord&, const Exit&, const Delivery*) { return true; },
      findings);
  if (!findings.any()) judge_joint(the_case, Joint::About::deletes, {}, any_queue, findings);
  return std::move(findings).verdict();
}

constexpr const char* kAtLeastOnce = "SQS/standard-queues-at-least-once-delivery";

constexpr Promise kRows[] = {
    {"delivery/nothing-lost", "every message that was accepted is delivered at least once",
     kAtLeastOnce, Strength::must, judge_nothing_lost, "no send was accepted"},
    {"delivery/nothing-invented", "every message that is received was sent to that queue",
     "SQSAPI/ReceiveMessage", Strength::must,
     judge_strangers<Stranger::from_nowhere, Stranger::other_queue, Stranger::deleted_queue,
                     Stranger::not_yet_sent>,
     "nothing was received from a queue that was created in the history"},
    {"delivery/refused-stays-out", "a message whose send was refused is never delivered",
     "SQSAPI/SendMessage", Strength::must, judge_refused, "no send was refused"},
    {"delivery/content-unchanged", "a body comes back byte for byte", "SQSAPI/SendMessage",
     Strength::must, judge_content, "nothing that was sent was received"},
    {"delivery/ids-unique", "no two messages have one id", "SQSAPI/SendMessage", Strength::must,
     judge_ids, "no send was accepted"},
    {"delivery/one-message-per-send", "a send makes one message, not several", "SQSAPI/SendMessage",
     Strength::must, judge_strangers<Stranger::second_copy>,
     "nothing was received from a queue that was created in the history"},
    {"delivery/once-per-answer", "no answer of a standard queue holds a message twice",
     kAtLeastOnce, Strength::should, judge_repeats_of_standard,
     "no receive from a standard queue that asked for several messages got any"},
    {"delivery/same-on-redelivery", "a message is the same every time it is received", kAtLeastOnce,
     Strength::must, judge_redelivery, "no message was received twice"},
    {"delivery/available-soon", "a message can be received as soon as it is sent",
     "SQS/sqs-short-and-long-polling", Strength::should, judge_missing<MissingCause::sent>,
     "nobody received after a send"},
    {"delivery/not-after-delete", "a message that was deleted, or its queue, is not received again",
     "SQSAPI/DeleteMessage", Strength::must, judge_deleted, "nobody received after a delete"},
};

}  // namespace

std::span<const Promise> delivery_promises() { return kRows; }

}  // namespace sqsproof::semantics
