// counters/: how often a message was received, and how many a queue holds
// (SQSAPI/ReceiveMessage, SQSAPI/GetQueueAttributes).
#include <algorithm>
#include <charconv>
#include <fmt/core.h>

#include "semantics/judge/causes.h"
#include "semantics/judge/counts.h"
#include "semantics/judge/joint_text.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

/// Receives in the queue and, of a dead letter, in the one before; up to and with this one.
Range count_of(const Case& the_case, const QueueRecord& queue, const MessageRecord& message,
               const Delivery& delivery) {
  Range count = earlier_receives(queue, message, delivery);
  ++count.least;
  ++count.most;
  if (message.source_queue == kNone) return count;
  const QueueRecord& source = the_case.ledger.queues[message.source_queue];
  const Range there = receives_until(source, source.messages[message.source_message], delivery.at);
  return {count.least, count.most + there.most};  // dead-letter/count-continues has the least
}

bool knows_all(const Case& the_case, const MessageRecord& message) {
  return the_case.history.recorded.all_receives &&
         (message.origin == MessageRecord::Origin::sent ||
          message.origin == MessageRecord::Origin::dead_lettered);
}

void judge_receives_of(const Case& the_case, const QueueRecord& queue, Findings& findings) {
  for (const MessageRecord& message : queue.messages) {
    for (const Delivery& delivery : message.deliveries) {
      const auto shown = number_of(*delivery.seen, "ApproximateReceiveCount");
      if (!shown) continue;
      const Range count = count_of(the_case, queue, message, delivery);
      // One that is too late is a promise of its own.
      const ReceiveRecord& receive = queue.receives[delivery.receive];
      const bool repeat = receive.repeats_attempt || receive.late_attempt;
      const bool enough = *shown >= count.least - (repeat ? 1 : 0);
      const bool too_many = knows_all(the_case, message) && *shown > count.most;
      findings.test(
          enough && !too_many, delivery.operation, story_of(queue, message, delivery.at.from), [&] {
            return fmt::format(
                "{} was received {} to {} times, this receive included\n"
                "receive {} returned it with ApproximateReceiveCount {}",
                name_of(message), count.least, count.most, the_case.id(delivery.operation), *shown);
          });
    }
  }
}

Judgement judge_receives(const Case& the_case) {
  Findings findings(the_case);
  for (const QueueRecord& queue : the_case.ledger.queues) {
    judge_receives_of(the_case, queue, findings);
  }
  if (!findings.any()) judge_joint(the_case, Joint::About::counts, {}, any_queue, findings);
  return std::move(findings).verdict();
}

enum class State { visible, in_flight, delayed };

/// How many messages of a queue are in a state during a call: certainly, and possibly.
class Census {
 public:
  Census(const Case& the_case, const QueueRecord& queue)
      : case_(the_case),
        queue_(queue),
        availability_(queue, the_case.tolerance, the_case.granted) {}

  /// Those that certainly are, by name: `` (`u1`, `u2`) ``, or nothing.
  std::string names(State state, const Interval& at) const {
    constexpr std::size_t kMost = 5;
    std::string list;
    std::size_t listed = 0;
    for (std::size_t i = 0; i < queue_.messages.size(); ++i) {
      const MessageRecord& message = queue_.messages[i];
      const bool there = message.enqueued.to < at.from && message.may_be_gone_from > at.to;
      if (!there || !surely(state, i, at)) continue;
      if (++listed > kMost) return " (" + list + ", …)";
      list += (list.empty() ? "" : ", ") + semantics::name_of(message);
    }
    return list.empty() ? "" : " (" + list + ")";
  }

  Range count(State state, const Interval& at) {
    Range count;
    for (std::size_t i = 0; i < queue_.messages.size(); ++i) {
      const MessageRecord& message = queue_.messages[i];
      const bool gone = (message.surely_gone_from < at.from && !may_come_back(i, at)) ||
                        message.enqueued.from > at.to;
      if (!gone && possibly(state, message, at)) ++count.most;
      const bool there = message.enqueued.to < at.from && message.may_be_gone_from > at.to;
      if (there && surely(state, i, at)) ++count.least;
    }
    for (const SendRecord& send : queue_.sends) {
      if (send.outcome == Outcome::unknown && send.at.from <= at.to) ++count.most;
    }
    return count;
  }

 private:
  /// A deleted message of a standard queue, where that is left open.
  bool may_come_back(std::size_t index, const Interval& at) {
    const MessageRecord& message = queue_.messages[index];
    if (queue_.settings.fifo || !case_.granted.has(Freedom::deleted_delivery)) return false;
    const bool deleted =
        std::any_of(message.exits.begin(), message.exits.end(),
                    [](const Exit& exit) { return exit.kind == Exit::Kind::deleted; });
    return deleted && availability_.may_come_back(index, at.from);
  }
  bool surely_hidden(const MessageRecord& message, const Interval& at) const {
    // Where it may come while it is in flight, it may be counted as visible before.
    if (!queue_.settings.fifo && case_.granted.has(Freedom::early_redelivery)) return false;
    const auto candidates = governing(message, at, 0);
    return !candidates.empty() &&
           std::all_of(candidates.begin(), candidates.end(), [&](std::size_t i) {
             const Hiding& hiding = message.hidings[i];
             return hiding.at.to < at.from && earliest_end(hiding, case_.tolerance) > at.to;
           });
  }
  bool surely_delayed(const MessageRecord& message, const Interval& at) const {
    return message.origin == MessageRecord::Origin::sent &&
           message.due.from - case_.tolerance.early_us > at.to && message.enqueued.to < at.from;
  }

  bool surely(State state, std::size_t index, const Interval& at) const {
    const MessageRecord& message = queue_.messages[index];
    if (state == State::in_flight) return surely_hidden(message, at);
    if (state == State::delayed) return surely_delayed(message, at);
    const auto& windows = availability_.windows(index);
    return std::any_of(windows.begin(), windows.end(), [&](const Available& window) {
      return window.during.from < at.from && at.to < window.during.to;
    });
  }

  bool possibly(State state, const MessageRecord& message, const Interval& at) const {
    if (state == State::visible) {
      return !surely_hidden(message, at) && !surely_delayed(message, at);
    }
    if (state == State::delayed) {
      return message.due.to > message.enqueued.to &&
             message.due.to + case_.tolerance.late_us >= at.from;
    }
    const bool lost =
        std::any_of(queue_.receives.begin(), queue_.receives.end(),
                    [&](const ReceiveRecord& r) { return !r.answered && r.at.from <= at.to; });
    return lost ||
           std::any_of(message.hidings.begin(), message.hidings.end(), [&](const Hiding& hiding) {
             return hiding.at.from <= at.to && latest_end(hiding, case_.tolerance) >= at.from;
           });
  }

  const Case& case_;
  const QueueRecord& queue_;
  Availability availability_;
};

std::optional<std::int64_t> number_in(const StringMap& attributes, const char* name) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return std::nullopt;
  std::int64_t number = 0;
  const std::string& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

constexpr const char* name_of(State state) {
  switch (state) {
    case State::visible:
      return "ApproximateNumberOfMessages";
    case State::in_flight:
      return "ApproximateNumberOfMessagesNotVisible";
    case State::delayed:
      break;
  }
  return "ApproximateNumberOfMessagesDelayed";
}

template <State kState>
Judgement judge_state(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    const Recorded& recorded = the_case.history.recorded;
    const bool known = queue.created_here && recorded.all_sends && recorded.all_receives &&
                       recorded.all_deletes && the_case.ledger.moves.empty() &&
                       queue.deletions.empty();
    const bool tested =
        !queue.counts.empty() && known && !the_case.granted.has(Freedom::stale_counters);
    if (!tested) return;
    Census census(the_case, queue);
    for (const Counted& counted : queue.counts) {
      const auto shown = number_in(*counted.attributes, name_of(kState));
      if (!shown) continue;
      const Range count = census.count(kState, counted.at);
      findings.test(count.least <= *shown && *shown <= count.most, counted.operation, {}, [&] {
        const std::string those = census.names(kState, counted.at);
        const std::string number =
            count.least == count.most
                ? fmt::format("{}{}", count.least, those)
                : fmt::format("at least {}{} and at most {}", count.least, those, count.most);
        return fmt::format("operation {}, from {} to {}, says {} {}\nthere were {}",
                           the_case.id(counted.operation), the_case.time(counted.at.from),
                           the_case.time(counted.at.to), name_of(kState), *shown, number);
      });
    }
  });
}

constexpr const char* kPage = "SQSAPI/GetQueueAttributes";

constexpr Promise kRows[] = {
    {"counters/receives", "the receive count of a message is one more with each receive",
     "SQSAPI/ReceiveMessage", Strength::should, judge_receives,
     "no message was received with its receive count"},
    {"counters/visible", "ApproximateNumberOfMessages is right when nothing happens", kPage,
     Strength::should, judge_state<State::visible>, "nobody asked for it"},
    {"counters/in-flight", "ApproximateNumberOfMessagesNotVisible likewise", kPage,
     Strength::should, judge_state<State::in_flight>, "nobody asked for it"},
    {"counters/delayed", "ApproximateNumberOfMessagesDelayed likewise", kPage, Strength::should,
     judge_state<State::delayed>, "nobody asked for it"},
};

}  // namespace

std::span<const Promise> counter_promises() { return kRows; }

}  // namespace sqsproof::semantics
