#include "semantics/stream/stream_judge.h"

#include "semantics/stream/core.h"

namespace sqsproof::semantics::stream {

void StreamJudge::Core::take(const Seen& seen) {
  ++totals.calls;
  const bool usual = seen.queue >= queues.size() || !queues[seen.queue].deleted;
  if (usual) return take_call(seen);
  Seen settled = seen;
  settled.queue = queue_of(seen);
  take_call(settled);
}

void StreamJudge::Core::take_call(const Seen& seen) {
  switch (seen.kind) {
    case Kind::send:
      return take_send(seen);
    case Kind::receive:
      return take_receive(seen);
    case Kind::remove:
    case Kind::change:
      return take_uses(seen);
    case Kind::other:
      return take_rare(seen);
  }
}

void StreamJudge::Core::watermark(Instant_us instant) {
  now_ = instant;
  if (!suspicions_.empty()) settle_suspicions(instant);
  if (!suspected_calls_.empty()) settle_calls(instant);
  if (!foreign_uses_.empty()) settle_foreign(instant);
  if (!suspected_times_.empty()) settle_times(instant);
  if (now_ - swept_ < kSecond_us) return;
  swept_ = now_;
  forget_old(now_);
}

void StreamJudge::Core::finish() {
  settle_suspicions(kNever_us);
  settle_calls(kNever_us);
  settle_foreign(kNever_us);
  settle_times(kNever_us);
  look_for_lost();
  look_for_unseen();
  note_recording();
  test_rest();
  look_for_calls();
}

StreamJudge::StreamJudge(Options options, Recall& recall)
    : core_(std::make_unique<Core>(options, recall)) {}
StreamJudge::~StreamJudge() = default;

std::uint32_t StreamJudge::queue(const std::string& url, const QueueSettings* settings,
                                 bool assumed) {
  const std::uint32_t number = core_->queue(url, settings);
  if (settings) core_->queues[number].assumed = assumed;
  return number;
}
void StreamJudge::narrow(const Recorded& recorded) {
  Recorded& now = core_->options.recorded;
  now.all_sends = now.all_sends && recorded.all_sends;
  now.all_receives = now.all_receives && recorded.all_receives;
  now.all_deletes = now.all_deletes && recorded.all_deletes;
}
const Recorded& StreamJudge::recorded() const { return core_->options.recorded; }
const QueueSettings& StreamJudge::settings_of(std::uint32_t queue) const {
  return core_->queues[queue].settings;
}
void StreamJudge::begin(Instant_us instant) { core_->began = instant; }
void StreamJudge::expect(const Seen& seen) const { core_->look_ahead(seen); }
void StreamJudge::take(const Seen& seen) { core_->take(seen); }
void StreamJudge::watermark(Instant_us instant) { core_->watermark(instant); }
void StreamJudge::drain(Instant_us from) { core_->drained_from = from; }
void StreamJudge::finish() { core_->finish(); }
const std::vector<Found>& StreamJudge::found() const { return core_->findings; }
const Totals& StreamJudge::totals() const { return core_->totals; }
std::vector<JudgedInStream> StreamJudge::promises() const { return core_->promises(); }
const std::string& StreamJudge::undecided() const { return core_->gave_up; }

}  // namespace sqsproof::semantics::stream
