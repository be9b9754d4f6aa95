// From a suspicion to a verdict: the calls of the suspected messages are fetched and judged.
#include <algorithm>

#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {
namespace {

// Looking for who sent the body of a message that nobody sent costs a walk over all messages.
constexpr std::size_t kScansLimit = 200;
constexpr std::size_t kComponentLimit = 8;

Instant_us latest_return(const History& history) {
  Instant_us latest = -kNever_us;
  for (const Operation& operation : history.operations) {
    const bool answered = !std::holds_alternative<NoAnswer>(operation.answer);
    latest = std::max(latest, answered ? operation.returned : operation.invoked);
  }
  return latest;
}

}  // namespace

void StreamJudge::Core::suspect(Index index, Instant_us due, std::span<const Index> others) {
  if (!gave_up.empty()) return;
  const bool again = others.empty() && messages_[index].suspicions > 0 && !suspicions_.empty() &&
                     suspicions_.back().component.front() == index &&
                     suspicions_.back().due == due && !suspicions_.back().about_missing;
  if (again) return;
  Suspicion& suspicion = suspicions_.emplace_back();
  suspicion.due = due;
  suspicion.component.push_back(index);
  for (const Index other : others) {
    if (other != kNobody && other != index) suspicion.component.push_back(other);
  }
  for (const Index one : suspicion.component) ++messages_[one].suspicions;
}

void StreamJudge::Core::settle_suspicions(Instant_us until) {
  std::vector<Suspicion> ripe;
  const auto waits = [until](const Suspicion& s) { return s.due >= until; };
  const auto first = std::stable_partition(suspicions_.begin(), suspicions_.end(), waits);
  ripe.assign(first, suspicions_.end());
  suspicions_.erase(first, suspicions_.end());
  for (Suspicion& suspicion : ripe) {
    Instant_us known_until = until;
    const Settled settled = settle(suspicion, known_until);
    if (settled == Settled::not_yet) {
      suspicion.due = known_until;
      suspicions_.push_back(std::move(suspicion));
      continue;
    }
    ++totals.suspicions;
    for (const Index one : suspicion.component) --messages_[one].suspicions;
    if (settled == Settled::clean) wait_again(suspicion);
    if (suspicion.about_missing) recall_.release(suspicion.receive);
  }
}

Settled StreamJudge::Core::settle(Suspicion& suspicion, Instant_us& known_until) {
  static const auto kByMessage = promises_by(StreamedRow::By::message);
  static const auto kByWait = promises_by(StreamedRow::By::wait);
  std::vector<Index> component(suspicion.component.begin(), suspicion.component.end());
  const bool unsent = !messages_[component.front()].sent && !suspicion.about_missing;
  // AWS may deliver what was deleted, however late: its calls are forgotten.
  // SQS/standard-queues-at-least-once-delivery
  const Queue& queue = queues[messages_[component.front()].queue];
  const bool may_be_forgotten = forgot_receipts_ && queue.created_here &&
                                options.recorded.all_sends && !queue.settings.fifo &&
                                options.granted.has(Freedom::deleted_delivery);
  if (unsent && may_be_forgotten) {
    note_open(*find_promise("delivery/nothing-invented"),
              "a message was received that nobody sent of late; it may be one of long ago that was "
              "deleted and forgotten");
    return Settled::clean;
  }
  if (unsent) add_same_bodies(component);
  Slice slice(*this, component);
  if (!suspicion.about_missing) return judge_slice(std::move(slice), 0, kByMessage, known_until);
  slice.add_purged_queues();
  slice.add(suspicion.receive);
  return judge_slice(std::move(slice), 0, kByWait, known_until);
}

/// Of a message that nobody sent: those that were sent with its body.
void StreamJudge::Core::add_same_bodies(std::vector<Index>& component) {
  if (++scans_ > kScansLimit) return;
  const Fingerprint body = messages_[component.front()].body;
  for (std::size_t i = 0; i < messages_.size() && component.size() < kComponentLimit; ++i) {
    const Message& other = messages_[i];
    if (other.live && other.sent && other.body == body) component.push_back(static_cast<Index>(i));
  }
  const std::size_t room = kComponentLimit - std::min(component.size(), kComponentLimit);
  for (const auto number : tombstones_.with_body(body, room)) component.push_back(raise(number));
}

bool StreamJudge::Core::judge(Slice slice, Fingerprint subject,
                              std::span<const Promise* const> promises, Instant_us& known_until) {
  return judge_slice(std::move(slice), subject, promises, known_until) != Settled::not_yet;
}

Settled StreamJudge::Core::judge_slice(Slice slice, Fingerprint subject,
                                       std::span<const Promise* const> promises,
                                       Instant_us& known_until) {
  if (!gave_up.empty()) return Settled::clean;
  const std::string guessed = slice.guessed();
  const History history = std::move(slice).history();
  JudgeOptions judging{options.tolerance, options.granted, {promises.begin(), promises.end()}};
  const auto judgements = judge_all(history, judging);
  const bool clean =
      std::all_of(judgements.begin(), judgements.end(),
                  [](const Judgement& judgement) { return judgement.violations.empty(); });
  const Instant_us latest = latest_return(history);
  if (!clean && latest >= known_until) {
    known_until = latest;
    return Settled::not_yet;
  }
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const Judgement& judgement = judgements[i];
    const bool open = judgement.verdict == policy::Verdict::unknown && !judgement.untested;
    if (open) note_open(*judging.promises[i], judgement.why);
    for (const Violation& violation : judgement.violations) {
      note(subject, *judging.promises[i], violation, history, guessed);
    }
  }
  return clean ? Settled::clean : Settled::violated;
}

}  // namespace sqsproof::semantics::stream
