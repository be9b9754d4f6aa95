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
  static const auto kPromises = promises_by(StreamedRow::By::message);
  for (Suspicion& suspicion : ripe) {
    std::vector<Index> component(suspicion.component.begin(), suspicion.component.end());
    if (!messages_[component.front()].sent) add_same_bodies(component);
    Instant_us known_until = until;
    if (!judge(Slice(*this, component), 0, kPromises, known_until)) {
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
    return false;
  }
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    const Judgement& judgement = judgements[i];
    const bool open = judgement.verdict == policy::Verdict::unknown && !judgement.untested;
    if (open) note_open(*judging.promises[i], judgement.why);
    for (const Violation& violation : judgement.violations) {
      note(subject, *judging.promises[i], violation, history, guessed);
    }
  }
  return true;
}

}  // namespace sqsproof::semantics::stream
