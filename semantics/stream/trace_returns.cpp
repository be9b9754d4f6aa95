// What comes back: the `ret` records of a trace, and calls that wait for theirs in vain.
#include <algorithm>

#include "semantics/stream/record_check.h"
#include "semantics/stream/trace_reader.h"

namespace sqsproof::semantics::stream {
namespace {

constexpr Duration_us kDisorder_us = seconds(10);
constexpr Instant_us kInstantLimit_us = Instant_us{1} << 60;

}  // namespace

bool TraceReader::read_return(std::string_view line, const Record& record, Members& members) {
  OpenCall* const call = record.id ? open_.find(*record.id) : nullptr;
  if (!call) return read_stray_return(line, record, members);
  const Instant_us at = record.at.value_or(kNever_us);
  const bool in_time = at >= call->seen.at.from && at <= kInstantLimit_us;
  call->place.result = feed_.offset();
  call->seen.at.to = std::max(at, call->seen.at.from + 1);
  read_answer(record, *call, members);
  if ((!in_time || !members.usual()) && !passes(check_return(feed_, line, call))) return false;
  if (!in_time) return fail(line, returns_early(call->id));
  ended_.add(call->id);
  take(*call, line);
  return true;
}

/// Of no call that is under way.
bool TraceReader::read_stray_return(std::string_view line, const Record& record,
                                    const Members& members) {
  if ((!record.id || !members.usual()) && !passes(check_return(feed_, line, nullptr))) return false;
  const std::uint64_t id = record.id.value_or(0);
  if (ended_.has(id)) return fail(line, returns_twice(id));
  if (!begun_.has(id) && !begun_.forgot()) return fail(line, never_begins(id));
  ended_.add(id);
  ++report_.passed_over["answers that came more than a minute after their call"];
  return true;
}

void TraceReader::read_answer(const Record& record, OpenCall& call, Members& members) {
  Seen& seen = call.seen;
  const int outcomes = (record.result ? 1 : 0) + (record.error ? 1 : 0) + record.says_unknown;
  if (outcomes != 1) members.odd();
  if (record.result && record.result->is_object()) {
    seen.outcome = Outcome::accepted;
    if (call.kind.kind != Kind::other) return read_result(*record.result, call, members);
    if (!call.kind.ignored) members.odd();
    members.each(*record.result, [&](std::uint64_t member, const Element& value) {
      if (member == name_number("attrs")) return static_cast<void>(values_of(value, members)), true;
      const bool url = member == name_number("q") && seen.queue == kNoQueue;
      if (url) seen.queue = judge_->queue(std::string(members.text(value)));
      return url;
    });
    return;
  }
  seen.outcome = Outcome::unknown;
  if (record.error && record.error->is_object()) {
    seen.outcome = read_error(*record.error, members);
  } else if (record.result || record.error) {
    members.odd();  // of another type
  }
  for (Item& item : call.items) item.outcome = seen.outcome;
  if (seen.outcome == Outcome::unknown) seen.at.to = seen.at.from + kLatestEffect_us;
}

void TraceReader::take(OpenCall& call, std::string_view result) {
  if (call.seen.kind == Kind::receive && call.seen.outcome != Outcome::accepted) {
    call.items.clear();
  }
  if (call.kind.unjudged()) ++report_.passed_over["calls of " + std::string(call.kind.name)];
  const bool elsewhere = call.seen.queue == kNoQueue && !call.kind.without_queue;
  if (!elsewhere && !call.kind.ignored) {
    call.seen.items = call.items;
    judge_->expect(call.seen);
    lines_.offer(call.place, std::move(call.line), std::string(lines_.keeps() ? result : ""));
    call.seen.place = call.place;
    judge_->take(call.seen);
    lines_.withdraw(call.place);
  }
  open_.close(call);
  advance();
}

void TraceReader::lose(OpenCall& call) {
  ++report_.never_returned;
  call.seen.outcome = Outcome::unknown;
  for (Item& item : call.items) item.outcome = Outcome::unknown;
  call.seen.at.to = call.seen.at.from + kLatestEffect_us;
  take(call, "");
}

void TraceReader::close_old() {
  while (OpenCall* call = open_.oldest()) {
    if (call->seen.at.from + kLatestEffect_us + kDisorder_us >= latest_) return;
    lose(*call);
  }
}

/// Calls may still come that began a little before the latest one.
void TraceReader::advance() {
  const OpenCall* oldest = open_.oldest();
  const Instant_us seen = latest_ - kDisorder_us;
  judge_->watermark(oldest ? std::min(oldest->seen.at.from, seen) : seen);
}

}  // namespace sqsproof::semantics::stream
