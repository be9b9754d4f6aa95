#include "semantics/judge/promises/attempts_over.h"

#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/bounds.h"

namespace sqsproof::semantics {
namespace {

std::string_view attempt_of(const Case& the_case, const ReceiveRecord& receive) {
  const Call& call = the_case.operation(receive.operation).call;
  const auto& attempt = std::get<ReceiveMessageRequest>(call).receive_request_attempt_id;
  return attempt ? std::string_view(*attempt) : std::string_view();
}

/// Whether a message of an earlier use of the attempt id was certainly hidden during the late one.
bool hides_something(const Case& the_case, const QueueRecord& queue, const ReceiveRecord& late) {
  const auto still_hidden = [&](const ReceiveRecord& first, const MessageRecord& message) {
    return message.may_be_gone_from > late.at.to &&
           std::all_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& hiding) {
             const bool beside = hiding.at.to < first.at.from || hiding.at.from > late.at.to;
             return beside || hiding.operation == late.operation ||
                    (hiding.operation == first.operation &&
                     earliest_end(hiding, the_case.tolerance) > late.at.to);
           });
  };
  return std::any_of(queue.receives.begin(), queue.receives.end(), [&](const ReceiveRecord& first) {
    return before(first.at, late.at) && attempt_of(the_case, first) == attempt_of(the_case, late) &&
           std::any_of(first.messages.begin(), first.messages.end(),
                       [&](std::size_t m) { return still_hidden(first, queue.messages[m]); });
  });
}

std::string explain_late(const Case& the_case, const MessageRecord& message,
                         const ReceiveRecord& late, const Hiding& hiding) {
  return fmt::format(
      "receive {} used an attempt id whose last use was more than {} ago\n"
      "it returned {}, which operation {} hid until {}: the attempt was over, and nothing made the "
      "message visible",
      the_case.id(late.operation), describe_duration(kAttemptTime_us), name_of(message),
      the_case.id(hiding.operation), the_case.time(earliest_end(hiding, the_case.tolerance)));
}

}  // namespace

Judgement judge_attempts_over(const Case& the_case) {
  Findings findings(the_case);
  if (!the_case.history.recorded.all_deletes) {
    findings.open("the trace does not hold the visibility changes of all clients");
    return std::move(findings).verdict();
  }
  for (const QueueRecord& queue : the_case.ledger.queues) {
    if (!queue.settings.fifo) continue;
    for (const ReceiveRecord& receive : queue.receives) {
      const bool tested = receive.late_attempt && receive.answered;
      if (tested && hides_something(the_case, queue, receive)) findings.count_instance();
    }
  }
  for (const Early& early : the_case.early.found) {
    const QueueRecord& queue = the_case.ledger.queues[early.queue];
    const MessageRecord& message = queue.messages[early.message];
    const Delivery& delivery = message.deliveries[early.delivery];
    const ReceiveRecord& receive = queue.receives[delivery.receive];
    if (!receive.late_attempt || early.candidates.empty()) continue;
    std::vector<std::size_t> because;
    for (const std::size_t i : early.candidates) because.push_back(message.hidings[i].operation);
    findings.violated(
        receive.operation, std::move(because),
        explain_late(the_case, message, receive, message.hidings[early.candidates.back()]),
        early.margin_us, bounds_of(the_case, early));
  }
  return std::move(findings).verdict();
}

}  // namespace sqsproof::semantics
