// What may happen now and then, and how often it did.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "semantics/judge/case.h"
#include "semantics/judge/leases.h"

namespace sqsproof::semantics {
namespace {

/// AWS says "rare" and gives no figure: one in a thousand is ours, and `--at-most` sets another.
constexpr double kRare = 0.001;
/// Likewise: a poll that misses something costs a consumer one more call, no work done twice.
constexpr double kSeldom = 0.01;

/// Whether the message certainly was in flight when it came: by every hiding that may have been the
/// last one before.
bool came_in_flight(const MessageRecord& message, const Delivery& delivery,
                    const Tolerance& tolerance) {
  Instant_us last_begin = -kNever_us;
  for (const Hiding& hiding : message.hidings) {
    if (hiding.serial == delivery.serial || hiding.at.from > delivery.at.to) continue;
    if (hiding.at.to >= delivery.at.from) return false;  // at the same time: in any order
    if (hiding.definite) last_begin = std::max(last_begin, hiding.at.from);
  }
  return last_begin > -kNever_us &&
         std::all_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& hiding) {
           const bool earlier = hiding.serial != delivery.serial && hiding.at.to < delivery.at.from;
           const bool may_be_last = earlier && hiding.at.to >= last_begin;
           return !may_be_last || earliest_end(hiding, tolerance) > delivery.at.to;
         });
}

Judgement count_duplicates(const Case& the_case) {
  if (!the_case.history.recorded.all_deletes) {
    Findings findings(the_case);
    findings.open("the trace does not hold the visibility changes of all clients");
    return std::move(findings).verdict();
  }
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (queue.settings.fifo) return;
    for (const MessageRecord& message : queue.messages) {
      for (const Delivery& delivery : message.deliveries) {
        findings.count_share(came_in_flight(message, delivery, the_case.tolerance));
      }
    }
  });
}

/// Messages of one send each that began to be available when it ended, in the order of the sends.
std::vector<const MessageRecord*> sent_alone(const QueueRecord& queue) {
  std::vector<const MessageRecord*> all;
  for (const MessageRecord& message : queue.messages) {
    const bool alone = message.sends.size() == 1 && !queue.sends[message.sends.front()].in_batch;
    if (alone && !message.was_delayed && !message.deliveries.empty()) all.push_back(&message);
  }
  std::sort(all.begin(), all.end(), [](const MessageRecord* x, const MessageRecord* y) {
    return x->enqueued.from < y->enqueued.from;
  });
  return all;
}

Judgement count_inversions(const Case& the_case) {
  if (!the_case.history.recorded.all_receives) {
    Findings findings(the_case);
    findings.open("the trace does not hold the receives of all clients");
    return std::move(findings).verdict();
  }
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    // What took an earlier message may be a receive that nobody saw the answer of.
    if (queue.settings.fifo || !queue.lost_receives.empty()) return;
    const auto sent = sent_alone(queue);
    for (std::size_t i = 1; i < sent.size(); ++i) {
      if (sent[i - 1]->enqueued.to >= sent[i]->enqueued.from) continue;
      const Interval& earlier = sent[i - 1]->deliveries.front().at;
      const Interval& later = sent[i]->deliveries.front().at;
      const bool inverted = later.to < earlier.from;
      if (inverted || earlier.to < later.from) findings.count_share(inverted);
    }
  });
}

/// A message that was there during all of the poll, and came later.
bool was_missed(const QueueRecord& queue, Availability& availability, const Interval& looked) {
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    const auto& deliveries = queue.messages[i].deliveries;
    if (deliveries.empty() || deliveries.back().at.from <= looked.to) continue;
    for (const Available& window : availability.windows(i)) {
      const bool there = window.during.from < looked.from && looked.to < window.during.to;
      if (there && availability.group_is_free(i, looked)) return true;
    }
  }
  return false;
}

/// Of the long polls that should have returned something. A message that never comes is lost, and
/// no matter of a rate.
Judgement count_false_empties(const Case& the_case) {
  const Recorded& recorded = the_case.history.recorded;
  if (!recorded.all_receives || !recorded.all_deletes) {
    Findings findings(the_case);
    findings.open("the trace does not hold the receives and deletes of all clients");
    return std::move(findings).verdict();
  }
  Freedoms others = the_case.granted;
  others.revoke(Freedom::false_empty);
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    std::optional<Availability> availability;
    for (const ReceiveRecord& receive : queue.receives) {
      if (!receive.answered || receive.wait.least <= 0 || receive.repeats_attempt) continue;
      if (!receive.messages.empty()) {
        findings.count_share(false);
        continue;
      }
      if (!availability) availability.emplace(queue, the_case.tolerance, others);
      const Interval looked = looked_at(queue, receive, the_case.tolerance, others);
      if (was_missed(queue, *availability, looked)) findings.count_share(true);
      if (availability->gave_up()) return findings.open("the trace is too long to compare all");
    }
  });
}

/// Errors that are the server's, and those that ask to come later. SQSAPI/CommonErrors
bool is_unserved(const Answer& answer) {
  const auto* error = std::get_if<ServiceError>(&answer);
  if (error == nullptr) return std::holds_alternative<NoAnswer>(answer);
  constexpr std::array<std::string_view, 4> kThrottled = {"RequestThrottled", "ThrottlingException",
                                                          "Throttling", "KmsThrottled"};
  return error->http_status >= 500 || error->http_status == 429 ||
         std::find(kThrottled.begin(), kThrottled.end(), error->code) != kThrottled.end();
}

/// An action that is never served is one that the endpoint does not have: no matter of a rate.
Judgement count_errors(const Case& the_case) {
  Findings findings(the_case);
  std::set<std::string_view> served;
  for (const Operation& operation : the_case.history.operations) {
    if (!is_unserved(operation.answer)) served.insert(action_of(operation.call));
  }
  for (const Operation& operation : the_case.history.operations) {
    if (!served.contains(action_of(operation.call))) continue;
    findings.count_share(is_unserved(operation.answer));
  }
  return std::move(findings).verdict();
}

constexpr Promise kRows[] = {
    {"delivery/duplicates-rare", "a message of a standard queue rarely comes while it is in flight",
     "SQS/standard-queues-at-least-once-delivery", Strength::should, count_duplicates,
     "nothing was received from a standard queue", kRare},
    {"delivery/inversions-rare",
     "messages of a standard queue rarely come in another order than they were sent",
     "SQS/standard-queues", Strength::may, count_inversions,
     "no two messages were sent to a standard queue one after the other and received so", 1},
    {"long-poll/false-empties-rare", "a long poll rarely comes back empty while there are messages",
     "SQS/sqs-short-and-long-polling", Strength::should, count_false_empties,
     "no long poll had anything to return", kSeldom},
    {"calls/errors-rare", "calls rarely meet an error of the server, or are throttled",
     "SQSAPI/CommonErrors", Strength::should, count_errors, "nothing was called", kRare},
};

}  // namespace

std::span<const Promise> all_rates() { return kRows; }

}  // namespace sqsproof::semantics
