// From a suspicion to a verdict: the calls of the suspected messages are fetched and judged.
#include <algorithm>

#include "semantics/judge/slice.h"
#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {
namespace {

// Looking for who sent the body of a message that nobody sent costs a walk over all messages.
constexpr std::size_t kScansLimit = 200;
constexpr std::size_t kComponentLimit = 8;
constexpr std::size_t kLostLimit = 1'000;
constexpr std::size_t kGroupLimit = 64;
constexpr std::size_t kReportedLimit = 1'000'000;

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
                     suspicions_.back().component.front() == index && suspicions_.back().due == due;
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
    std::vector<Index> component(suspicion.component.begin(), suspicion.component.end());
    if (!messages_[component.front()].sent) add_same_bodies(component);
    Instant_us known_until = until;
    if (!judge(Slice(*this, component), 0, promises_of_messages(), known_until)) {
      suspicion.due = known_until;
      suspicions_.push_back(std::move(suspicion));
      continue;
    }
    ++totals.suspicions;
    for (const Index one : suspicion.component) --messages_[one].suspicions;
  }
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
  if (!gave_up.empty()) return true;
  const bool doubtful = slice.is_doubtful();
  const History history = std::move(slice).history();
  JudgeOptions judging{options.tolerance, options.granted, {promises.begin(), promises.end()}};
  const auto judgements = judge_all(history, judging);
  const bool clean =
      std::all_of(judgements.begin(), judgements.end(),
                  [](const Judgement& judgement) { return judgement.violations.empty(); });
  const Instant_us latest = latest_return(history);
  if (!clean && latest >= known_until) {
    known_until = latest;
    return false;
  }
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    note_open(judgements[i]);
    for (const Violation& violation : judgements[i].violations) {
      note(subject, *judging.promises[i], violation, history, doubtful);
    }
  }
  return true;
}

void StreamJudge::Core::note(Fingerprint subject, const Promise& promise,
                             const Violation& violation, const History& history, bool doubtful) {
  const Fingerprint name = mix(mix(fingerprint_of(violation.promise), violation.at + 1), subject);
  if (reported_.size() >= kReportedLimit) reported_.clear();  // some may be counted twice
  if (!reported_.emplace(name, 0).second) return;
  ++(doubtful ? totals.in_doubt : totals.violations);
  if (doubtful || findings.size() >= options.findings_limit) return;
  findings.push_back({&promise, violation, history, {}});
}

/// What a slice leaves open is no pass.
void StreamJudge::Core::note_open(const Judgement& judgement) {
  if (judgement.verdict != policy::Verdict::unknown || judgement.untested) return;
  if (undecided.empty()) undecided = judgement.why;
}

/// A message of a FIFO queue and those that may hold it back; none when these are many.
std::vector<Index> StreamJudge::Core::with_those_before(Index index) const {
  std::vector<Index> component{index};
  if (!messages_[index].in_group) return component;
  for (Index i = messages_[index].before; i != kNobody; i = messages_[i].before) {
    component.push_back(i);
    if (component.size() > kGroupLimit) return {};
  }
  return component;
}

/// At the end of a drained stream: messages that were sent, never received, and never left.
void StreamJudge::Core::look_for_lost() {
  if (!drained_from) return;
  const Promise* const nothing_lost = find_promise("delivery/nothing-lost");
  for (const Queue& queue : queues) {
    for (Index i = queue.oldest; i != kNobody; i = messages_[i].younger) {
      const Message& message = messages_[i];
      if (!message.sent || message.deliveries > 0 || message.gone_by < kNever_us) continue;
      const auto component = with_those_before(i);
      if (component.empty() || ++lost_judged_ > kLostLimit) {
        undecided = "more messages were not received in the end than can be looked into";
        return;
      }
      Slice slice(*this, component);
      for (const Place& place : queue.drain_polls) slice.add(place);
      Instant_us known_until = kNever_us;
      static_cast<void>(
          judge(std::move(slice), message.id, std::span(&nothing_lost, 1), known_until));
    }
  }
}

/// Of the first violation of each promise: others of a kind say the same.
void StreamJudge::Core::look_for_calls() {
  std::stable_sort(findings.begin(), findings.end(), [](const Found& x, const Found& y) {
    return x.promise != y.promise ? x.promise < y.promise : x.violation.at < y.violation.at;
  });
  const Promise* last = nullptr;
  for (Found& found : findings) {
    if (found.promise == last) continue;
    last = found.promise;
    found.calls =
        calls_that_matter(found.slice, found.violation, {options.tolerance, options.granted, {}});
  }
}

}  // namespace sqsproof::semantics::stream
