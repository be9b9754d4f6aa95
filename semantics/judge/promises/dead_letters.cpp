// dead-letter/: a message that was received too often moves to the dead-letter queue, as it was,
// then and not earlier (SQS/sqs-dead-letter-queues).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/counts.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/strangers.h"

namespace sqsproof::semantics {
namespace {

/// Runs `judge(source, message, target, letter)` for each dead letter that was seen.
template <class Judge>
Judgement judge_letters(const Case& the_case, Judge judge) {
  Findings findings(the_case);
  for (const QueueRecord& target : the_case.ledger.queues) {
    for (const MessageRecord& letter : target.messages) {
      if (letter.source_queue == kNone || letter.deliveries.empty()) continue;
      const QueueRecord& source = the_case.ledger.queues[letter.source_queue];
      judge(source, source.messages[letter.source_message], target, letter, findings);
    }
  }
  return std::move(findings).verdict();
}

bool reaches_limit(const QueueRecord& queue, const MessageRecord& message) {
  std::int64_t receives = 0;
  return std::any_of(message.deliveries.begin(), message.deliveries.end(),
                     [&](const Delivery& delivery) {
                       const auto limit = most_receives(queue, delivery.at);
                       return ++receives >= limit.value_or(kNever_us);
                     });
}

Judgement judge_limit(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (queue.dead_letter_queue == kNone) return;
    for (const MessageRecord& message : queue.messages) {
      if (reaches_limit(queue, message)) findings.count_instance();
      for (const Delivery& delivery : message.deliveries) {
        if (queue.receives[delivery.receive].repeats_attempt) continue;
        const auto limit = most_receives(queue, delivery.at);
        const Range earlier = earlier_receives(queue, message, delivery);
        if (!limit || earlier.least < *limit) continue;
        findings.violated(
            delivery.operation, story_of(queue, message, delivery.at.from),
            fmt::format("maxReceiveCount is {}, and {} had been received {} times\n"
                        "receive {} returned it from the same queue once more",
                        *limit, name_of(message), earlier.least, the_case.id(delivery.operation)));
        break;
      }
    }
  });
}

Judgement judge_not_before(const Case& the_case) {
  Findings findings(the_case);
  judge_cause(the_case, MissingCause::not_yet_dead, findings);
  const bool blind = !the_case.history.recorded.all_receives;
  if (blind) findings.open("the trace does not hold the receives of all clients");
  for (const QueueRecord& target : the_case.ledger.queues) {
    for (const MessageRecord& letter : target.messages) {
      if (blind || letter.source_queue == kNone || letter.deliveries.empty()) continue;
      const QueueRecord& source = the_case.ledger.queues[letter.source_queue];
      const MessageRecord& message = source.messages[letter.source_message];
      const Delivery& first = letter.deliveries.front();
      const std::int64_t limit = least_receives(source, message, first);
      if (limit <= 0) continue;
      const Range received = receives_until(source, message, first.at);
      findings.test(received.most >= limit, first.operation,
                    story_of(source, message, first.at.from), [&] {
                      return fmt::format(
                          "maxReceiveCount is {}, and {} was received {} times at most\n"
                          "receive {} returned it from the dead-letter queue",
                          limit, name_of(message), received.most, the_case.id(first.operation));
                    });
    }
  }
  return std::move(findings).verdict();
}

Judgement judge_one_queue(const Case& the_case) {
  return judge_letters(
      the_case, [&](const QueueRecord& source, const MessageRecord& message, const QueueRecord&,
                    const MessageRecord& letter, Findings& findings) {
        if (!source.settings.fifo && the_case.granted.has(Freedom::early_redelivery)) return;
        const Delivery& there = letter.deliveries.front();
        const Delivery* here = nullptr;
        for (const Delivery& delivery : message.deliveries) {
          if (there.at.to < delivery.at.from) here = &delivery;
        }
        findings.test(!here, here ? here->operation : there.operation, {there.operation}, [&] {
          return fmt::format(
              "receive {} returned {} from the dead-letter queue\n"
              "receive {} returned it from its own queue after that",
              the_case.id(there.operation), name_of(message), the_case.id(here->operation));
        });
      });
}

const ReceiveMessageRequest& request_of(const Case& the_case, const Delivery& delivery) {
  return std::get<ReceiveMessageRequest>(the_case.operation(delivery.operation).call);
}

bool asks_for_all(const ReceiveMessageRequest& request) {
  const auto& names = request.message_attribute_names;
  return std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name == "All" || name == ".*" || name == "*";
  });
}

/// What changed on the way; empty when nothing did.
std::string changed(const Case& the_case, const QueueRecord& source, const MessageRecord& message,
                    const Delivery& there) {
  const bool known = !message.body.empty() && !there.seen->body.empty();
  if (known && message.body != there.seen->body) return "its body";
  const SendRecord* send = first_send(source, message);
  if (send && message.sends.size() == 1 && asks_for_all(request_of(the_case, there)) &&
      *send->attributes != there.seen->message_attributes) {
    return "its attributes";
  }
  const auto group = there.seen->attributes.find("MessageGroupId");
  if (group != there.seen->attributes.end() && message.group_certain &&
      group->second != message.group) {
    return "its group";
  }
  return "";
}

Judgement judge_content(const Case& the_case) {
  Judgement judgement = judge_letters(
      the_case, [&](const QueueRecord& source, const MessageRecord& message, const QueueRecord&,
                    const MessageRecord& letter, Findings& findings) {
        for (const Delivery& there : letter.deliveries) {
          const std::string what = changed(the_case, source, message, there);
          findings.test(what.empty(), there.operation, story_of(source, message, there.at.from),
                        [&] {
                          return fmt::format(
                              "receive {} returned {} from the dead-letter queue\n"
                              "{} changed on the way",
                              the_case.id(there.operation), name_of(message), what);
                        });
        }
      });
  return judgement;
}

/// Dead letters that came under another id.
Judgement judge_id(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& target, Findings& findings) {
    for (const MessageRecord& letter : target.messages) {
      if (letter.deliveries.empty() || !target.is_dead_letter_queue) continue;
      const auto kind = stranger(the_case.ledger, the_case.history.recorded, target, letter);
      if (letter.source_queue == kNone && kind != Stranger::renamed) continue;
      const std::size_t at = letter.deliveries.front().operation;
      findings.test(kind != Stranger::renamed, at, {}, [&] {
        return fmt::format(
            "receive {} returned {} from the dead-letter queue\n"
            "its id, {}, is not the one that it was sent with",
            the_case.id(at), name_of(letter), letter.id);
      });
    }
  });
}

Judgement judge_count(const Case& the_case) {
  return judge_letters(
      the_case, [&](const QueueRecord& source, const MessageRecord& message,
                    const QueueRecord& target, const MessageRecord& letter, Findings& findings) {
        for (const Delivery& there : letter.deliveries) {
          const auto count = number_of(*there.seen, "ApproximateReceiveCount");
          if (!count) continue;
          // Whether the repetition of an attempt counts is not documented.
          const int own = target.receives[there.receive].repeats_attempt ? 0 : 1;
          const std::int64_t least = receives_until(source, message, there.at).least +
                                     earlier_receives(target, letter, there).least + own;
          findings.test(*count >= least, there.operation, story_of(source, message, there.at.from),
                        [&] {
                          return fmt::format(
                              "{} was received {} times, in both queues\n"
                              "receive {} returned it with ApproximateReceiveCount {}",
                              name_of(message), least, the_case.id(there.operation), *count);
                        });
        }
      });
}

Judgement judge_source_named(const Case& the_case) {
  return judge_letters(
      the_case, [&](const QueueRecord& source, const MessageRecord&, const QueueRecord&,
                    const MessageRecord& letter, Findings& findings) {
        const Delivery& there = letter.deliveries.front();
        const auto& names = request_of(the_case, there).message_system_attribute_names;
        const auto arn = there.seen->attributes.find("DeadLetterQueueSourceArn");
        const bool asked = std::find(names.begin(), names.end(), "All") != names.end();
        // An endpoint that returns no system attributes at all says nothing wrong here.
        if (source.settings.name.empty() || !asked || there.seen->attributes.empty()) return;
        const bool named = arn != there.seen->attributes.end() &&
                           arn->second.ends_with(":" + source.settings.name);
        findings.test(named, there.operation, {}, [&] {
          return fmt::format(
              "receive {} returned {} from the dead-letter queue\n"
              "DeadLetterQueueSourceArn {}, it came from {}",
              the_case.id(there.operation), name_of(letter),
              arn == there.seen->attributes.end() ? "is missing" : "is " + arn->second,
              source.settings.name);
        });
      });
}

constexpr const char* kPage = "SQS/sqs-dead-letter-queues";

constexpr Promise kRows[] = {
    {"dead-letter/not-beyond-limit", "no message is received more often than maxReceiveCount says",
     kPage, Strength::must, judge_limit, "no message was received as often as it may be"},
    {"dead-letter/not-before-limit", "no message moves before it was received that often", kPage,
     Strength::must, judge_not_before, "no dead letter was received"},
    {"dead-letter/changes-do-not-count", "a changed visibility timeout is no receive", kPage,
     Strength::must, judge_missing<MissingCause::changes_counted>,
     "no visibility timeout was changed before the limit"},
    {"dead-letter/arrives", "a message that was received too often is in the dead-letter queue",
     kPage, Strength::must, judge_missing<MissingCause::dead_letter>,
     "no message had to move, or nobody received from the dead-letter queue"},
    {"dead-letter/in-one-queue", "a dead letter is no longer in its own queue", kPage,
     Strength::must, judge_one_queue, "no dead letter was received"},
    {"dead-letter/keeps-content",
     "a dead letter has the body, attributes and group it was sent with", kPage, Strength::must,
     judge_content, "no dead letter was received"},
    {"dead-letter/keeps-id", "a dead letter has the id it was sent with", kPage, Strength::must,
     judge_id, "no dead letter was received"},
    {"dead-letter/count-continues", "the receive count goes on in the dead-letter queue", kPage,
     Strength::should, judge_count, "no dead letter was received with its receive count"},
    {"dead-letter/names-source", "a dead letter says which queue it comes from", kPage,
     Strength::should, judge_source_named, "no dead letter was received with its attributes"},
    {"dead-letter/frees-group", "a FIFO group goes on when its blocked message has moved", kPage,
     Strength::must, judge_missing<MissingCause::group_freed_by_dead_letter>,
     "no message waited behind a dead letter"},
};

}  // namespace

std::span<const Promise> dead_letter_promises() { return kRows; }

}  // namespace sqsproof::semantics
