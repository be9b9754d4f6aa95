// The times that messages carry: by one clock of the endpoint, whose distance from the client's is
// the same for all. Of all that was seen, the two messages that say most about that distance are
// remembered; a third one that fits neither is judged together with them.
#include <algorithm>

#include "semantics/stream/slice.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr std::int64_t kLatest_ms = std::int64_t{1} << 50;
constexpr std::size_t kTimesLimit = 1'000;

}  // namespace

/// The first delivery of a message in the queue that it was sent to. In a FIFO queue a send without
/// an answer may have been the first of its id: nothing is said of the times of those.
void StreamJudge::Core::note_times(const Seen& seen, const Item& item, Index index) {
  if (queues[seen.queue].settings.fifo) return;
  note_time(item.sent_ms, messages_[index].enqueued, seen, index);
  const bool sure = options.recorded.all_receives && queues[seen.queue].unanswered.empty();
  if (sure) note_time(item.first_ms, seen.at, seen, index);
}

void StreamJudge::Core::note_time(std::int64_t time_ms, const Interval& event, const Seen& seen,
                                  Index index) {
  if (time_ms <= 0 || time_ms >= kLatest_ms) return;
  count(queues[seen.queue], Streamed::times_fit_calls);
  // A time in milliseconds is somewhere in the next thousand microseconds.
  const Instant_us least = time_ms * kMillisecond_us - event.to;
  const Instant_us most = time_ms * kMillisecond_us + kMillisecond_us - 1 - event.from;
  const bool fits = std::max(least_ahead_.offset, least) - std::min(most_ahead_.offset, most) <=
                    options.tolerance.early_us + options.tolerance.late_us;
  if (!fits) return suspect_times(seen, index);
  const auto take = [&](Witness& witness, Instant_us offset) {
    const Message& message = messages_[index];
    for (const Place& place : message.places) recall_.hold(place);
    for (const Place& place : witness.places) recall_.release(place);
    witness = {offset, message.id, seen.queue, {message.places.begin(), message.places.end()}};
  };
  if (least > least_ahead_.offset) take(least_ahead_, least);
  if (most < most_ahead_.offset) take(most_ahead_, most);
}

void StreamJudge::Core::suspect_times(const Seen& seen, Index index) {
  if (times_judged_ >= kTimesLimit) return;
  ++times_judged_;
  const Message& message = messages_[index];
  const Witness own{0, message.id, seen.queue, {message.places.begin(), message.places.end()}};
  SuspectedTimes suspected{seen.at.to, {own, least_ahead_, most_ahead_}};
  for (const Witness& witness : suspected.witnesses) {
    for (const Place& place : witness.places) recall_.hold(place);
  }
  suspected_times_.push_back(std::move(suspected));
}

/// A call about it that was still under way when it was remembered may have returned since.
void StreamJudge::Core::refresh(Witness& witness) {
  const auto found = message_index_.find(witness.message);
  if (found == message_index_.end()) return;
  const auto& places = messages_[found->second].places;
  for (std::size_t i = witness.places.size(); i < places.size(); ++i) {
    recall_.hold(places[i]);
    witness.places.push_back(places[i]);
  }
}

/// Something else was remembered that says nothing: begin anew.
void StreamJudge::Core::forget_times() {
  for (Witness* witness : {&least_ahead_, &most_ahead_}) {
    for (const Place& place : witness->places) recall_.release(place);
  }
  least_ahead_ = {-kNever_us};
  most_ahead_ = {kNever_us};
}

/// Whether a call that was not answered may have been the first to receive one of the messages.
bool StreamJudge::Core::is_doubtful(const SuspectedTimes& suspected) const {
  return std::any_of(
      suspected.witnesses.begin(), suspected.witnesses.end(),
      [&](const Witness& witness) { return !queues[witness.queue].unanswered.empty(); });
}

void StreamJudge::Core::settle_times(Instant_us until) {
  static const std::array kPromise = {find_promise("timestamps/fit-calls")};
  const auto waits = [until](const SuspectedTimes& one) { return one.due >= until; };
  const auto first = std::stable_partition(suspected_times_.begin(), suspected_times_.end(), waits);
  std::vector<SuspectedTimes> ripe(first, suspected_times_.end());
  suspected_times_.erase(first, suspected_times_.end());
  for (SuspectedTimes& suspected : ripe) {
    Slice slice(*this);
    for (Witness& witness : suspected.witnesses) {
      refresh(witness);
      slice.add_queue(witness.queue);
      slice.add_message(witness.message);
      for (const Place& place : witness.places) slice.add(place);
    }
    Instant_us known_until = until;
    const Settled settled = is_doubtful(suspected)
                                ? Settled::clean
                                : judge_slice(std::move(slice), 0, kPromise, known_until);
    if (settled == Settled::not_yet) {
      suspected.due = known_until;
      suspected_times_.push_back(std::move(suspected));
      continue;
    }
    ++totals.suspicions;
    if (settled == Settled::clean) forget_times();
    for (const Witness& witness : suspected.witnesses) {
      for (const Place& place : witness.places) recall_.release(place);
    }
  }
}

}  // namespace sqsproof::semantics::stream
