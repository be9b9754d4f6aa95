// fifo/attempts/: a receive that is repeated with its ReceiveRequestAttemptId gets the same
// messages again, for five minutes and while nothing was done with them (SQSAPI/ReceiveMessage).
#include <algorithm>
#include <fmt/core.h>
#include <map>
#include <unordered_map>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"
#include "semantics/judge/promises/attempts_over.h"

namespace sqsproof::semantics {
namespace {

const ReceiveMessageRequest& request_of(const Case& the_case, const ReceiveRecord& receive) {
  return std::get<ReceiveMessageRequest>(the_case.operation(receive.operation).call);
}

/// Whether the message certainly is as the first receive left it.
bool untouched(const Case& the_case, const MessageRecord& message, const ReceiveRecord& first,
               const ReceiveRecord& again) {
  if (message.may_be_gone_from <= again.at.to) return false;
  return std::none_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& hiding) {
    const bool own = hiding.operation == first.operation;
    const bool repeat = hiding.operation == again.operation;
    if (own) return earliest_end(hiding, the_case.tolerance) <= again.at.to;
    return !repeat && hiding.at.to >= first.at.from && hiding.at.from <= again.at.to;
  });
}

bool has_to_repeat(const Case& the_case, const QueueRecord& queue, const ReceiveRecord& first,
                   const ReceiveRecord& again) {
  if (!first.answered || !again.answered || first.messages.empty()) return false;
  const bool in_time =
      before(first.at, again.at) &&
      again.at.to - first.attempt_since < kAttemptTime_us - the_case.tolerance.early_us;
  return in_time && first.most == again.most &&
         std::all_of(first.messages.begin(), first.messages.end(), [&](std::size_t message) {
           return untouched(the_case, queue.messages[message], first, again);
         });
}

std::vector<std::string_view> receipts_of(const Case& the_case, const ReceiveRecord& receive) {
  std::vector<std::string_view> receipts;
  const auto& reply = std::get<Reply>(the_case.operation(receive.operation).answer);
  for (const ReceivedMessage& message : std::get<ReceiveMessageResponse>(reply).messages) {
    receipts.push_back(message.receipt_handle);
  }
  std::sort(receipts.begin(), receipts.end());
  return receipts;
}

std::string count_of(std::size_t messages) {
  return messages == 1 ? "a message" : fmt::format("{} messages", messages);
}

Judgement judge_same(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    std::unordered_map<std::string_view, const ReceiveRecord*> latest;
    for (const ReceiveRecord& receive : queue.receives) {
      const auto& attempt = request_of(the_case, receive).receive_request_attempt_id;
      if (!attempt || !queue.settings.fifo) continue;
      const auto [found, fresh] = latest.emplace(*attempt, &receive);
      if (fresh) continue;
      const ReceiveRecord& first = *found->second;
      found->second = &receive;
      if (!has_to_repeat(the_case, queue, first, receive)) continue;
      findings.test(receipts_of(the_case, first) == receipts_of(the_case, receive),
                    receive.operation, {first.operation}, [&] {
                      return fmt::format(
                          "receive {} got {}, and nothing was done with {}\n"
                          "receive {} repeated its attempt id and got something else, or other "
                          "receipts",
                          the_case.id(first.operation), count_of(first.messages.size()),
                          first.messages.size() == 1 ? "it" : "them",
                          the_case.id(receive.operation));
                    });
    }
  });
}

/// When the last receive of each queue began that repeated an attempt. Looked for once: every
/// message that was deleted asks for it.
std::vector<Instant_us> latest_repeats(const Ledger& ledger) {
  std::vector<Instant_us> latest;
  for (const QueueRecord& queue : ledger.queues) {
    Instant_us& repeat = latest.emplace_back(-kNever_us);
    for (const ReceiveRecord& receive : queue.receives) {
      if (receive.repeats_attempt) repeat = std::max(repeat, receive.at.from);
    }
  }
  return latest;
}

Judgement judge_not_deleted(const Case& the_case) {
  Findings findings(the_case);
  const std::vector<Instant_us> latest = latest_repeats(the_case.ledger);
  judge_gone(
      the_case, Exit::Kind::deleted,
      [&](const QueueRecord& queue, const MessageRecord&, const Exit& exit,
          const Delivery* delivery) {
        if (delivery) return queue.receives[delivery->receive].repeats_attempt;
        const auto index = &queue - the_case.ledger.queues.data();
        return latest[static_cast<std::size_t>(index)] > exit.at.to;
      },
      findings);
  return std::move(findings).verdict();
}

/// The use of an attempt id that `again` would repeat: the latest one, if it certainly was the only
/// one at its time.
const ReceiveRecord* use_before(const Case& the_case, const QueueRecord& queue,
                                const ReceiveRecord& again) {
  const auto attempt = request_of(the_case, again).receive_request_attempt_id;
  const ReceiveRecord* latest = nullptr;
  for (const ReceiveRecord& receive : queue.receives) {
    if (&receive == &again || request_of(the_case, receive).receive_request_attempt_id != attempt)
      continue;
    if (before(again.at, receive.at)) continue;
    const bool apart = receive.answered && before(receive.at, again.at) &&
                       (!latest || before(latest->at, receive.at));
    if (!apart) return nullptr;
    latest = &receive;
  }
  return latest;
}

/// Whether the visibility of one of its messages was certainly changed before `again`.
const Hiding* changed_between(const QueueRecord& queue, const ReceiveRecord& first,
                              const ReceiveRecord& again) {
  for (const std::size_t index : first.messages) {
    for (const Hiding& change : queue.messages[index].hidings) {
      const bool between = before(first.at, change.at) && before(change.at, again.at);
      if (!change.is_receive && change.definite && between) return &change;
    }
  }
  return nullptr;
}

/// Whether all that may have counted last hides the message beyond `again`.
bool surely_hidden(const Case& the_case, const MessageRecord& message, const ReceiveRecord& again) {
  if (message.may_be_gone_from <= again.at.to) return false;
  std::size_t own = 0;
  for (const Hiding& hiding : message.hidings) {
    if (hiding.operation == again.operation) own = hiding.serial;
  }
  const auto candidates = governing(message, again.at, own);
  return !candidates.empty() &&
         std::all_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
           return earliest_end(message.hidings[i], the_case.tolerance) > again.at.to;
         });
}

/// What was done with messages of the first receive before the other: all of it, since what an
/// endpoint makes of the change may depend on the rest.
struct Done {
  std::vector<std::size_t> at;  ///< operations
  std::string words;
};
Done done_between(const Case& the_case, const QueueRecord& queue, const ReceiveRecord& first,
                  const ReceiveRecord& again) {
  std::map<std::size_t, std::string> done;
  const auto note = [&](std::size_t operation, const Interval& at, const char* what,
                        const MessageRecord& message) {
    if (operation == kNone || !before(first.at, at) || at.from > again.at.to) return;
    done[operation] +=
        fmt::format("operation {} {} {}\n", the_case.id(operation), what, name_of(message));
  };
  for (const std::size_t index : first.messages) {
    const MessageRecord& message = queue.messages[index];
    for (const Hiding& hiding : message.hidings) {
      if (!hiding.is_receive) {
        note(hiding.operation, hiding.at, "changed the visibility of", message);
      }
    }
    for (const Exit& exit : message.exits) {
      if (exit.kind == Exit::Kind::deleted) note(exit.operation, exit.at, "deleted", message);
    }
  }
  Done all;
  for (const auto& [operation, words] : done) {
    all.at.push_back(operation);
    all.words += words;
  }
  return all;
}

Judgement judge_not_changed(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const ReceiveRecord& again : queue.receives) {
      if (!again.repeats_attempt || !again.answered || !queue.settings.fifo) continue;
      const ReceiveRecord* first = use_before(the_case, queue, again);
      const Hiding* change = first ? changed_between(queue, *first, again) : nullptr;
      if (change == nullptr) continue;
      for (const std::size_t index : first->messages) {
        const MessageRecord& message = queue.messages[index];
        if (!surely_hidden(the_case, message, again)) continue;
        const bool came =
            std::find(again.messages.begin(), again.messages.end(), index) != again.messages.end();
        const Done done = came ? done_between(the_case, queue, *first, again) : Done{};
        std::vector<std::size_t> because = done.at;
        because.push_back(first->operation);
        findings.test(!came, again.operation, std::move(because), [&] {
          return fmt::format(
              "receive {} returned {}\n{}"
              "so its attempt is over, and {} was still hidden; yet receive {} repeated the "
              "attempt id "
              "and got it",
              the_case.id(first->operation), count_of(first->messages.size()), done.words,
              name_of(message), the_case.id(again.operation));
        });
      }
    }
  });
}

constexpr const char* kPage = "SQSAPI/ReceiveMessage";

constexpr Promise kRows[] = {
    {"fifo/attempts/same-answer", "a repeated attempt gets the same messages and receipts", kPage,
     Strength::must, judge_same, "no attempt was repeated"},
    {"fifo/attempts/restart-timeout", "a repeated attempt hides its messages anew", kPage,
     Strength::must, judge_early<EarlyCause::attempt>,
     "nobody received after an attempt was repeated"},
    {"fifo/attempts/not-after-delete", "a repeated attempt does not return deleted messages", kPage,
     Strength::must, judge_not_deleted,
     "no attempt was repeated after one of its messages was deleted"},
    {"fifo/attempts/not-after-change",
     "a repeated attempt returns nothing that is hidden once the visibility of one of its messages "
     "was changed",
     kPage, Strength::must, judge_not_changed,
     "no attempt was repeated after the visibility of one of its messages was changed"},
    {"fifo/attempts/over-after-five-minutes",
     "after five minutes an attempt id returns nothing that is hidden", kPage, Strength::must,
     judge_attempts_over,
     "no attempt was repeated after five minutes, with its messages still hidden"},
};

}  // namespace

std::span<const Promise> attempt_promises() { return kRows; }

}  // namespace sqsproof::semantics
