// long-poll/: a receive waits while there is nothing, and not longer
// (SQS/sqs-short-and-long-polling).
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/bounds.h"
#include "semantics/judge/causes.h"
#include "semantics/judge/origin_text.h"
#include "semantics/judge/promises.h"

namespace sqsproof::semantics {
namespace {

/// Empty receives that should have waited; `own`: because they said so, otherwise their queue.
template <bool kOwn>
Judgement judge_waits(const Case& the_case) {
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    if (the_case.granted.has(Freedom::false_empty)) return;
    for (const ReceiveRecord& receive : queue.receives) {
      if (!receive.answered || !receive.messages.empty() || receive.own_wait != kOwn) continue;
      if (receive.wait.least <= 0 || may_end_with_queue(queue, receive)) continue;
      const Duration_us waited = receive.at.to - receive.at.from;
      const Duration_us missing = receive.wait.least - the_case.tolerance.early_us - waited;
      findings.count_instance();
      if (missing <= 0) continue;
      findings.violated(
          receive.operation, {},
          fmt::format("receive {} found nothing and has to wait for {}\nit was "
                      "answered after {}",
                      the_case.id(receive.operation), describe_duration(receive.wait.least),
                      describe_duration(waited)),
          missing, {{receive.operation, receive.at.from, receive.at.to + missing}});
    }
  });
}

/// Receives whose own wait of 0 holds although their queue waits. Only a virtual clock tells a call
/// that waited from a slow one.
void judge_zero(const Case& the_case, Findings& findings) {
  if (!the_case.history.virtual_time) return;
  for (const QueueRecord& queue : the_case.ledger.queues) {
    for (const ReceiveRecord& receive : queue.receives) {
      const Duration_us queue_waits = queue.wait_us.during(receive.at).least;
      const bool zero = receive.own_wait && receive.wait.most == 0 && queue_waits > 0;
      if (!receive.answered || !zero || !receive.messages.empty()) continue;
      findings.test(receive.at.to - receive.at.from < queue_waits, receive.operation, {}, [&] {
        return fmt::format("receive {} asked not to wait, and took {}",
                           the_case.id(receive.operation),
                           describe_duration(receive.at.to - receive.at.from));
      });
    }
  }
}

Judgement judge_queue_wait(const Case& the_case) {
  Judgement judgement = judge_waits<false>(the_case);
  Findings zero(the_case);
  judge_zero(the_case, zero);
  Judgement other = std::move(zero).verdict();
  if (other.untested) return judgement;
  other.instances += judgement.instances;
  other.verdict =
      judgement.untested ? other.verdict : policy::worst(other.verdict, judgement.verdict);
  other.violations.insert(other.violations.begin(), judgement.violations.begin(),
                          judgement.violations.end());
  return other;
}

/// Elsewhere than on a virtual clock an answer may have been held up on its way, or its client, for
/// as long as this. Reasoned: a packet that is lost twice is sent again after one second and after
/// two more (RFC 6298), and the shortest polls that tell a held-up answer from one that slept on
/// wait for longer.
constexpr Duration_us kHeldUp_us = seconds(3);
constexpr Duration_us kUsual_us = seconds(1);  // what says nothing at all

/// Long polls that came back with messages later than they could have.
class Sleepers {
 public:
  enum class Woken { at_once, by_send, by_timer, by_freed_group };

  Sleepers(const Case& the_case, const QueueRecord& queue, Woken woken, Findings& findings)
      : case_(the_case),
        queue_(queue),
        woken_(woken),
        findings_(findings),
        availability_(queue, the_case.tolerance, the_case.granted) {}

  void judge() {
    for (const ReceiveRecord& receive : queue_.receives) {
      if (!receive.answered || receive.wait.least <= 0 || receive.repeats_attempt) continue;
      for (const std::size_t message : receive.messages) {
        if (judge_delivery(receive, message)) break;
      }
    }
  }

 private:
  /// The message as it was without that receive. What changed its visibility meanwhile did so:
  /// otherwise the receive had the message before, and no reason to go on waiting.
  MessageRecord without(const MessageRecord& message, const ReceiveRecord& receive) const {
    MessageRecord copy = message;
    std::erase_if(copy.hidings, [&](const Hiding& h) { return h.operation == receive.operation; });
    for (Hiding& hiding : copy.hidings) {
      if (!hiding.is_receive) hiding.definite = hiding.answered;
    }
    settle_changes(copy, case_.tolerance);
    std::erase_if(copy.exits, [&](const Exit& exit) {
      return exit.kind == Exit::Kind::dead_lettered && exit.at.from >= receive.at.from;
    });
    copy.may_be_gone_from = kNever_us;
    for (const Exit& exit : copy.exits) {
      copy.may_be_gone_from = std::min(copy.may_be_gone_from, exit.at.from);
    }
    return copy;
  }

  /// True when a test was found for the receive.
  bool judge_delivery(const ReceiveRecord& receive, std::size_t index) {
    const MessageRecord copy = without(queue_.messages[index], receive);
    const Duration_us slack = case_.tolerance.late_us + queue_.answer_time;
    for (const Available& window :
         surely_available(queue_, copy, copy.may_be_gone_from, case_.tolerance)) {
      const Instant_us freed = availability_.group_freed_at(index);
      const bool by_group = freed > std::max(window.during.from, receive.at.from);
      if (by_group != (woken_ == Woken::by_freed_group) || freed == kNever_us) continue;
      const Instant_us there = std::max({window.during.from, receive.at.from, freed});
      // What frees a group may be known to be over only after the poll has its message.
      if ((!by_group && there > receive.at.to) || window.during.to <= there + slack) continue;
      if (!by_group && woken_of(copy, window, receive) != woken_) continue;
      if (!availability_.group_is_free(index, {there, there + slack})) continue;
      const bool late = receive.at.to > there + slack;
      const Duration_us held_up = case_.history.virtual_time ? 0 : kHeldUp_us;
      if (late && receive.at.to <= there + slack + held_up) {
        return doubt(receive, receive.at.to - there - slack);
      }
      // Its request may have been held up as well, until somebody else took the message.
      const bool stays = window.during.to > there + slack + held_up &&
                         availability_.group_is_free(index, {there, there + slack + held_up});
      if (late && !stays) continue;
      findings_.count_instance();
      if (late) report(receive, copy, window, there);
      return true;
    }
    return false;
  }

  bool doubt(const ReceiveRecord& receive, Duration_us late) {
    const bool judged_otherwise = woken_ == Woken::by_send || woken_ == Woken::by_timer;
    if (!judged_otherwise && late > kUsual_us) {
      findings_.open(fmt::format("long poll {} was answered late, or its answer was held up",
                                 case_.id(receive.operation)));
    }
    return true;
  }

  static Woken woken_of(const MessageRecord& message, const Available& window,
                        const ReceiveRecord& receive) {
    if (window.during.from <= receive.at.from) return Woken::at_once;
    const bool sent = window.opener == kNone && !message.was_delayed &&
                      message.origin == MessageRecord::Origin::sent;
    return sent ? Woken::by_send : Woken::by_timer;
  }

  std::string opener_of(const MessageRecord& message, const Available& window) const {
    if (window.opener == kNone) return "";
    const Hiding& hiding = message.hidings[window.opener];
    return fmt::format("operation {} hid it for {}, until {}\n", case_.id(hiding.operation),
                       describe_duration(hiding.longest),
                       case_.time(hiding.at.to + hiding.longest));
  }

  void report(const ReceiveRecord& receive, const MessageRecord& message, const Available& window,
              Instant_us there) {
    findings_.violated(
        receive.operation, story_of(queue_, message, receive.at.to),
        fmt::format("{}\n{}so it could be received from {} on\nlong poll {} was under way and "
                    "returned it, but only at {}",
                    describe_origin(case_, queue_, message, OriginBound::latest),
                    opener_of(message, window), case_.time(there), case_.id(receive.operation),
                    case_.time(receive.at.to)),
        receive.at.to - there, bounds_of(queue_, message, window));
  }

  const Case& case_;
  const QueueRecord& queue_;
  Woken woken_;
  Findings& findings_;
  Availability availability_;
};

template <Sleepers::Woken kWoken>
void judge_sleepers(const Case& the_case, Findings& findings) {
  if (the_case.granted.has(Freedom::false_empty)) return;
  const Recorded& recorded = the_case.history.recorded;
  if (!recorded.all_receives || !recorded.all_deletes) {
    return findings.open("the trace does not hold the receives and deletes of all clients");
  }
  for (const QueueRecord& queue : the_case.ledger.queues) {
    const bool polls = std::any_of(queue.receives.begin(), queue.receives.end(),
                                   [](const ReceiveRecord& r) { return r.wait.least > 0; });
    if (polls) Sleepers(the_case, queue, kWoken, findings).judge();
  }
}

template <Sleepers::Woken kWoken, MissingCause kCause>
Judgement judge_woken(const Case& the_case) {
  Findings findings(the_case);
  judge_cause(the_case, kCause, findings);
  judge_sleepers<kWoken>(the_case, findings);
  return std::move(findings).verdict();
}

template <Sleepers::Woken kWoken>
Judgement judge_slept(const Case& the_case) {
  Findings findings(the_case);
  judge_sleepers<kWoken>(the_case, findings);
  return std::move(findings).verdict();
}

constexpr const char* kPage = "SQS/sqs-short-and-long-polling";

constexpr Promise kRows[] = {
    {"long-poll/waits", "a receive that finds nothing waits for its full time", kPage,
     Strength::must, judge_waits<true>, "no long poll came back empty"},
    {"long-poll/queue-wait", "a receive waits as its queue says, unless it says so itself", kPage,
     Strength::must, judge_queue_wait, "no receive left its wait to the queue"},
    {"long-poll/answers-at-once", "a receive does not wait while there are messages, even too few",
     kPage, Strength::must, judge_slept<Sleepers::Woken::at_once>,
     "no long poll found messages that were there"},
    {"long-poll/woken-by-send", "a send ends the wait of a receive", kPage, Strength::must,
     judge_woken<Sleepers::Woken::by_send, MissingCause::woken_by_send>,
     "no message was sent while somebody waited"},
    {"long-poll/woken-by-timer",
     "a message that becomes visible again, or is due, ends the wait of a receive", kPage,
     Strength::must, judge_woken<Sleepers::Woken::by_timer, MissingCause::woken_by_timer>,
     "no timeout ended while somebody waited"},
    {"long-poll/woken-by-freed-group",
     "a deletion that frees a group ends the wait of a receive for its next message",
     "SQS/FIFO-queues-understanding-logic", Strength::must,
     judge_slept<Sleepers::Woken::by_freed_group>,
     "no group was freed by a deletion while somebody waited"},
};

}  // namespace

std::span<const Promise> long_poll_promises() { return kRows; }

}  // namespace sqsproof::semantics
