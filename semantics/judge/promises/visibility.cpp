// visibility/: what was received stays hidden until its timeout ends, and comes back then
// (SQS/sqs-visibility-timeout, SQSAPI/ChangeMessageVisibility).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

constexpr Duration_us kLongest_us = seconds(43'200);  // 12 hours from the receive on

/// The receive that issued the receipt, if no other one issued it as well.
const Hiding* receive_of(const MessageRecord& message, std::string_view receipt) {
  const Hiding* found = nullptr;
  for (const Hiding& hiding : message.hidings) {
    if (!hiding.is_receive || hiding.receipt != receipt) continue;
    if (found) return nullptr;
    found = &hiding;
  }
  return found;
}

void judge_limit(const Case& the_case, const QueueRecord& queue, const ReceiptUse& use,
                 Findings& findings) {
  if (use.removes || use.message == kNone || use.outcome == Outcome::unknown) return;
  const MessageRecord& message = queue.messages[use.message];
  const Hiding* receive = receive_of(message, use.receipt);
  if (!receive ||
      !surely_current(message, use.at, use.serial, use.receipt, true, the_case.tolerance)) {
    return;
  }
  const Duration_us at_least = use.at.from + seconds(use.timeout_s.value_or(0)) - receive->at.to;
  if (at_least <= kLongest_us + the_case.tolerance.late_us) return;
  findings.test(use.outcome == Outcome::refused, use.operation, {receive->operation}, [&] {
    return fmt::format(
        "operation {} received {} at {} at the latest\n"
        "operation {} changed its timeout so that it stays hidden for {} from then on at least; "
        "more than {} has to be refused",
        the_case.id(receive->operation), name_of(message), the_case.time(receive->at.to),
        the_case.id(use.operation), describe_duration(at_least), describe_duration(kLongest_us));
  });
}

Judgement judge_twelve_hours(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const ReceiptUse& use : queue.uses) judge_limit(the_case, queue, use, findings);
  });
}

void judge_change_accepted(const Case& the_case, const QueueRecord& queue, const ReceiptUse& use,
                           Findings& findings) {
  if (use.removes || use.message == kNone || use.outcome == Outcome::unknown) return;
  const MessageRecord& message = queue.messages[use.message];
  const Hiding* receive = receive_of(message, use.receipt);
  if (!receive || !use.timeout_s || message.may_be_gone_from <= use.at.to ||
      use.error == "AccessDenied") {
    return;
  }
  // Whether a later receive begins the twelve hours anew is not asked here: pages differ.
  const Hiding& first = message.hidings.front();
  const Instant_us since = std::min(receive->at.from, first.at.from);
  const Duration_us at_most = use.at.to + seconds(*use.timeout_s) - since;
  const bool in_flight =
      surely_current(message, use.at, use.serial, use.receipt, true, the_case.tolerance);
  if (!in_flight || at_most >= kLongest_us) return;
  findings.test(use.outcome == Outcome::accepted, use.operation, {receive->operation}, [&] {
    return fmt::format(
        "{} was in flight, and the receipt is its latest\noperation {} was refused: {}",
        name_of(message), the_case.id(use.operation), use.error);
  });
}

Judgement judge_in_flight_accepted(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const ReceiptUse& use : queue.uses) judge_change_accepted(the_case, queue, use, findings);
  });
}

Judgement judge_deleted_refused(const Case& the_case) {
  const bool comes_back = the_case.granted.has(Freedom::deleted_delivery);
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    Availability availability(queue, the_case.tolerance, the_case.granted);
    for (const ReceiptUse& use : queue.uses) {
      if (use.removes || use.message == kNone || use.outcome == Outcome::unknown) continue;
      const MessageRecord& message = queue.messages[use.message];
      const auto deleted =
          std::find_if(message.exits.begin(), message.exits.end(), [&](const Exit& exit) {
            return exit.kind == Exit::Kind::deleted && exit.definite && exit.at.to < use.at.from;
          });
      if (deleted == message.exits.end()) continue;
      const bool excused = comes_back && !queue.settings.fifo &&
                           availability.may_come_back(use.message, use.at.from);
      if (excused) continue;
      findings.test(use.outcome == Outcome::refused, use.operation, {deleted->operation}, [&] {
        return fmt::format(
            "operation {} deleted {}\noperation {} changed its visibility all the same",
            the_case.id(deleted->operation), name_of(message), the_case.id(use.operation));
      });
    }
  });
}

constexpr const char* kTimeouts = "SQS/sqs-visibility-timeout";
constexpr const char* kChange = "SQSAPI/ChangeMessageVisibility";

constexpr Promise kRows[] = {
    {"visibility/hidden-until-timeout",
     "a received message is not received again before its visibility timeout ends", kTimeouts,
     Strength::must, judge_early<EarlyCause::timeout>,
     "nobody received while a message was hidden"},
    {"visibility/redelivered-after-timeout",
     "a received message that was not deleted comes back after its visibility timeout", kTimeouts,
     Strength::must, judge_missing<MissingCause::timeout>,
     "no message was left undeleted until its timeout had ended"},
    {"visibility/request-overrides-queue",
     "a visibility timeout that a receive names holds instead of that of the queue",
     "SQSAPI/ReceiveMessage", Strength::must,
     judge_times<EarlyCause::own_timeout, MissingCause::own_timeout>,
     "no receive named a timeout that mattered"},
    {"visibility/zero-timeout-leaves-visible",
     "a message that was received with a timeout of 0 can be received at once",
     "SQSAPI/ReceiveMessage", Strength::must, judge_missing<MissingCause::zero_timeout>,
     "nobody received after a receive with a timeout of 0"},
    {"visibility/change-counts-from-call",
     "a changed visibility timeout counts from the change, not from the receive", kChange,
     Strength::must, judge_times<EarlyCause::change, MissingCause::change>,
     "nobody received around the end of a changed timeout"},
    {"visibility/zero-change-frees", "a message whose timeout is changed to 0 comes back at once",
     kChange, Strength::must, judge_missing<MissingCause::zero_change>,
     "no timeout was changed to 0"},
    {"visibility/change-ends-with-receive", "a changed timeout does not count for later receives",
     kChange, Strength::must, judge_early<EarlyCause::change_sticks>,
     "no message was received again after a change"},
    {"visibility/change-touches-one-message",
     "a changed timeout is that of one message, not of others in the same answer", kChange,
     Strength::must, judge_early<EarlyCause::change_of_other>,
     "no message was changed that came with others"},
    {"visibility/setting-affects-later-receives",
     "a changed timeout of the queue counts for later receives only", "SQSAPI/SetQueueAttributes",
     Strength::should, judge_early<EarlyCause::setting>,
     "the queue's timeout was not changed while a message was hidden"},
    {"visibility/twelve-hours-at-most", "no message stays hidden for more than 12 hours", kChange,
     Strength::must, judge_twelve_hours, "nobody asked for more than 12 hours"},
    {"visibility/change-accepted", "the timeout of a message in flight can be changed", kChange,
     Strength::must, judge_in_flight_accepted, "no timeout was changed in time"},
    {"visibility/change-of-deleted-refused", "the timeout of a deleted message cannot be changed",
     kChange, Strength::should, judge_deleted_refused,
     "nobody changed the timeout of a deleted message"},
};

}  // namespace

std::span<const Promise> visibility_promises() { return kRows; }

}  // namespace sqsproof::semantics
