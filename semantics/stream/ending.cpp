// What becomes of verdicts: what was found, what stays open, and what only the end of the stream
// tells.
#include <algorithm>
#include <fmt/core.h>

#include "semantics/judge/slice.h"
#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::size_t kLostLimit = 1'000;
constexpr std::size_t kUnseenLimit = 100;
constexpr std::size_t kGroupLimit = 64;
constexpr std::size_t kReportedLimit = 1'000'000;

std::size_t row_of(const Promise& promise) {
  const auto all = streamed_promises();
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), &promise) - all.begin());
}

}  // namespace

void StreamJudge::Core::note(Fingerprint subject, const Promise& promise,
                             const Violation& violation, const History& history,
                             const std::string& guessed) {
  const Fingerprint name = mix(mix(fingerprint_of(violation.promise), violation.at + 1), subject);
  if (reported_.size() >= kReportedLimit) reported_.clear();  // some may be counted twice
  if (!reported_.emplace(name, 0).second) return;
  if (!guessed.empty()) {
    ++totals.in_doubt;
    return note_open(promise, fmt::format("broken if queue {} has the usual settings, which are "
                                          "not in the trace; record with `--ask`",
                                          guessed));
  }
  ++totals.violations;
  ++verdicts_[row_of(promise)].violations;
  if (findings.size() < options.findings_limit)
    findings.push_back({&promise, violation, history, {}});
}

/// What is left open is no pass.
void StreamJudge::Core::note_open(const Promise& promise, const std::string& why) {
  std::string& first = verdicts_[row_of(promise)].why;
  if (first.empty()) first = why;
}

/// What the recorder did not see leaves promises open, whatever it saw.
void StreamJudge::Core::note_recording() {
  History nothing;
  nothing.recorded = options.recorded;
  const auto promises = streamed_promises();
  const auto judgements =
      judge_all(nothing, {options.tolerance, options.granted, {promises.begin(), promises.end()}});
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    if (!judgements[i].untested) note_open(*promises[i], judgements[i].why);
  }
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

/// The first one may be a duplicate that was answered with an id of its own.
void StreamJudge::Core::add_twin(std::vector<Index>& component) {
  const Fingerprint twin = messages_[component.front()].twin;
  const Index index = twin == 0 ? kNobody : find_message(twin);
  if (index != kNobody) component.push_back(index);
}

/// At the end of a drained stream: messages that were sent, never received, and never left.
void StreamJudge::Core::look_for_lost() {
  if (!drained_from) return;
  for (const Queue& queue : queues) {
    for (Index i = queue.oldest; i != kNobody; i = messages_[i].younger) {
      if (is_unseen(messages_[i]) && !look_at_lost(i)) return;
    }
  }
}

/// False when it is too much to look into.
bool StreamJudge::Core::look_at_lost(Index index) {
  static const auto kPromises = promises_by(StreamedRow::By::end);
  auto component = with_those_before(index);
  if (component.empty() || ++lost_judged_ > kLostLimit) {
    note_open(*kPromises.front(),
              "more messages were not received in the end than can be looked into");
    return false;
  }
  add_twin(component);
  Slice slice(*this, component);
  for (const Place& place : queues[messages_[index].queue].drain_polls) slice.add(place);
  Instant_us known_until = kNever_us;
  return judge(std::move(slice), messages_[index].id, kPromises, known_until);
}

/// A message that may have been lost, if the stream is not drained: what the judge says of it.
void StreamJudge::Core::note_unseen(Index index) {
  static const auto kPromises = promises_by(StreamedRow::By::end);
  if (drained_from || !unseen_why_.empty() || !is_unseen(messages_[index])) return;
  if (++unseen_judged_ > kUnseenLimit) {
    unseen_why_ = "more messages were not received than can be looked into";
    return;
  }
  std::vector<Index> component{index};
  add_twin(component);
  const History history = Slice(*this, component).history();
  unseen_why_ =
      judge_one(*kPromises.front(), history, {options.tolerance, options.granted, {}}).why;
}

/// At the end of a stream that was not drained, whether messages were lost is open.
void StreamJudge::Core::look_for_unseen() {
  if (drained_from) return;
  for (const Queue& queue : queues) {
    for (Index i = queue.oldest; i != kNobody && unseen_why_.empty(); i = messages_[i].younger) {
      note_unseen(i);
    }
  }
  if (unseen_why_.empty()) return;
  note_open(*promises_by(StreamedRow::By::end).front(), unseen_why_);
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
