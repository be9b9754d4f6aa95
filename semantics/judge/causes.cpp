#include "semantics/judge/causes.h"

#include <algorithm>
#include <fmt/core.h>
#include <set>

#include "semantics/judge/bounds.h"
#include "semantics/judge/joint_text.h"
#include "semantics/judge/missing_text.h"
#include "semantics/judge/origin_text.h"
#include "semantics/judge/setting_calls.h"

namespace sqsproof::semantics {
namespace {

bool is_kind(const QueueRecord& queue, QueueKind kind) {
  return kind == QueueKind::any || queue.settings.fifo == (kind == QueueKind::fifo);
}

bool is_delay(EarlyCause cause) {
  return cause == EarlyCause::delay || cause == EarlyCause::own_delay ||
         cause == EarlyCause::delay_setting;
}

std::string explain_hidings(const Case& the_case, const MessageRecord& message,
                            const std::vector<std::size_t>& hidings) {
  std::string text;
  std::set<std::size_t> told;  // an answer may hold a message twice
  for (const std::size_t index : hidings) {
    const Hiding& hiding = message.hidings[index];
    if (!told.insert(hiding.operation).second) continue;
    text += fmt::format("operation {} had {} for {}, at {} at the earliest: hidden until {}\n",
                        the_case.id(hiding.operation),
                        hiding.is_receive ? "received it" : "set its visibility timeout",
                        describe_duration(hiding.shortest), the_case.time(hiding.at.from),
                        the_case.time(earliest_end(hiding, the_case.tolerance)));
  }
  return text;
}

/// Of what was about a setting that changed.
SettingCalls settings_of(const Case& the_case, const Early& early) {
  const QueueRecord& queue = the_case.ledger.queues[early.queue];
  const Delivery& delivery = queue.messages[early.message].deliveries[early.delivery];
  const bool delay = early.cause == EarlyCause::delay_setting;
  if (!delay && early.cause != EarlyCause::setting) return {};
  return setting_calls(the_case, queue, delay ? "DelaySeconds" : "VisibilityTimeout",
                       delivery.at.from);
}

std::string explain(const Case& the_case, const Early& early) {
  const QueueRecord& queue = the_case.ledger.queues[early.queue];
  const MessageRecord& message = queue.messages[early.message];
  const Delivery& delivery = message.deliveries[early.delivery];
  if (is_delay(early.cause)) {
    return fmt::format("{}\n{}so its delay did not end before {}\noperation {} returned it at {}",
                       describe_origin(the_case, queue, message, OriginBound::earliest),
                       settings_of(the_case, early).words, the_case.time(message.due.from),
                       the_case.id(delivery.operation), the_case.time(delivery.at.to));
  }
  return fmt::format("{} was received again by operation {}, which returned at {}\n",
                     name_of(message), the_case.id(delivery.operation),
                     the_case.time(delivery.at.to)) +
         settings_of(the_case, early).words + explain_hidings(the_case, message, early.candidates) +
         "nothing made it visible before";
}

}  // namespace

void judge_cause(const Case& the_case, EarlyCause cause, Findings& findings, QueueKind kind) {
  if (!the_case.history.recorded.all_deletes && !is_delay(cause)) {
    return findings.open("the trace does not hold the visibility changes of all clients");
  }
  if (kind != QueueKind::fifo) findings.count_instance(the_case.early.tested(cause, false));
  if (kind != QueueKind::standard) findings.count_instance(the_case.early.tested(cause, true));
  for (const Early& early : the_case.early.found) {
    const QueueRecord& queue = the_case.ledger.queues[early.queue];
    if (early.cause != cause || !is_kind(queue, kind)) continue;
    const MessageRecord& message = queue.messages[early.message];
    const Delivery& delivery = message.deliveries[early.delivery];
    // What an attempt returns when its time is over is a promise of its own.
    if (queue.receives[delivery.receive].late_attempt && !is_delay(cause)) continue;
    std::vector<std::size_t> because;
    if (is_delay(cause)) because = story_of(queue, message, delivery.at.from);
    for (const std::size_t i : early.candidates) because.push_back(message.hidings[i].operation);
    for (const std::size_t set : settings_of(the_case, early).at) because.push_back(set);
    findings.violated(delivery.operation, std::move(because), explain(the_case, early),
                      early.margin_us, bounds_of(the_case, early));
  }
  judge_joint(
      the_case, Joint::About::timers, cause,
      [kind](const QueueRecord& queue) { return is_kind(queue, kind); }, findings);
}

void judge_cause(const Case& the_case, MissingCause cause, Findings& findings, QueueKind kind) {
  const Recorded& recorded = the_case.history.recorded;
  if (!recorded.all_receives || !recorded.all_deletes) {
    return findings.open("the trace does not hold the receives and deletes of all clients");
  }
  if (the_case.missing.gave_up) findings.open("the history is too long to compare all groups");
  if (kind != QueueKind::fifo) findings.count_instance(the_case.missing.tested(cause, false));
  if (kind != QueueKind::standard) findings.count_instance(the_case.missing.tested(cause, true));
  for (const Missing& missing : the_case.missing.found) {
    const QueueRecord& queue = the_case.ledger.queues[missing.queue];
    if (missing.cause != cause || !is_kind(queue, kind)) continue;
    const MessageRecord& message = queue.messages[missing.message];
    findings.violated(queue.receives[missing.receive].operation, operations_of(the_case, missing),
                      explain(the_case, missing), missing.margin_us,
                      bounds_of(queue, message, missing.window));
  }
}

namespace {

std::string_view name_of_exit(Exit::Kind kind) {
  switch (kind) {
    case Exit::Kind::deleted:
      return "was deleted";
    case Exit::Kind::purged:
      return "was purged";
    case Exit::Kind::expired:
      return "had expired";
    case Exit::Kind::dead_lettered:
      return "had moved to the dead-letter queue";
    case Exit::Kind::moved:
      return "was moved by a task";
    case Exit::Kind::never_there:
      return "was a duplicate";
    case Exit::Kind::queue_deleted:
      break;
  }
  return "was gone with its queue";
}

std::string explain_retention(const Case& the_case, const QueueRecord& queue,
                              const MessageRecord& message) {
  const auto changes = setting_calls(the_case, queue, "MessageRetentionPeriod", kNever_us);
  std::string text =
      describe_origin(the_case, queue, message, OriginBound::latest) + "\n" + changes.words;
  if (!changes.words.empty()) return text;
  return text + fmt::format("its retention period is {}{}, and began at {} at the latest\n",
                            describe_duration(queue.retention_us.values().front().value),
                            named_at_creation(the_case, queue, "MessageRetentionPeriod"),
                            the_case.time(message.kept_since.to));
}

void judge_exit(const Case& the_case, const QueueRecord& queue, const MessageRecord& message,
                const Exit& exit, const Applies& applies, Findings& findings) {
  const bool asked = !queue.receives.empty() && queue.receives.back().at.from > exit.at.to;
  if (asked && applies(queue, message, exit, nullptr)) findings.count_instance();
  for (const Delivery& delivery : message.deliveries) {
    if (delivery.at.from <= exit.at.to || !applies(queue, message, exit, &delivery)) continue;
    const bool timer = exit.kind == Exit::Kind::expired;
    findings.violated(
        delivery.operation, story_of(queue, message, delivery.at.from),
        fmt::format("{}{} {} at {} at the latest{}\nreceive {}, which began at {}, returned it",
                    timer ? explain_retention(the_case, queue, message) : "", name_of(message),
                    name_of_exit(exit.kind), the_case.time(exit.at.to),
                    exit.operation == kNone
                        ? ""
                        : fmt::format(", by operation {}", the_case.id(exit.operation)),
                    the_case.id(delivery.operation), the_case.time(delivery.at.from)),
        timer ? std::optional(delivery.at.from - exit.at.to) : std::nullopt,
        timer ? since_send(queue, message, message.enqueued.to, exit.at.to)
              : std::vector<TimeBound>{});
    return;
  }
}

}  // namespace

void judge_gone(const Case& the_case, Exit::Kind kind, const Applies& applies, Findings& findings) {
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const MessageRecord& message : queue.messages) {
      for (const Exit& exit : message.exits) {
        if (exit.kind != kind || !exit.definite) continue;
        judge_exit(the_case, queue, message, exit, applies, findings);
      }
    }
  }
}

}  // namespace sqsproof::semantics
