#include "properties/report/timeline/spans.h"

#include <algorithm>

#include "properties/report/timeline/parts.h"

namespace sqsproof::properties::timeline {

using namespace semantics;

void cut(Spans& spans, Instant_us at) {
  for (Span& span : spans) span.to = std::min(span.to, std::max(span.from, at));
}

void add_delay(Spans& spans, Instant_us from, std::pair<Instant_us, Instant_us> since,
               Duration_us delay) {
  const Instant_us surely_until = std::max(from, since.first + delay);
  spans.push_back({Span::Kind::delayed, from, surely_until, true});
  spans.push_back({Span::Kind::delayed, surely_until, since.second + delay, false});
}

void add_lease(Spans& spans, const Operation& operation, Duration_us timeout) {
  cut(spans, operation.invoked);
  const Instant_us from = operation.invoked, known = end_of(operation);
  const Instant_us surely_until = std::max(known, from + timeout);
  spans.push_back({Span::Kind::in_flight, from, known, false});
  if (timeout > 0) {
    spans.push_back({Span::Kind::in_flight, known, surely_until, true});
    spans.push_back({Span::Kind::in_flight, surely_until, known + timeout, false});
  }
}

void add_end(Spans& spans, const Operation& operation, std::string_view cause) {
  cut(spans, operation.invoked);
  const bool known = !std::holds_alternative<NoAnswer>(operation.answer);
  const Instant_us end = known ? end_of(operation) : INT64_MAX;
  spans.push_back({Span::Kind::gone, operation.invoked, end, false, cause});
  if (known) spans.push_back({Span::Kind::gone, end, INT64_MAX, true, cause});
}

namespace {

/// Whether a lease begins with that span: its rest follows what is certain of it.
bool begins_lease(const Spans& spans, std::size_t i) {
  if (spans[i].kind != Span::Kind::in_flight || spans[i].certain) return false;
  return i == 0 || spans[i - 1].kind != Span::Kind::in_flight || !spans[i - 1].certain;
}

}  // namespace

void add_expiry(Spans& spans, Instant_us perhaps, Instant_us surely) {
  Instant_us until = INT64_MAX;  // it is seen again
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].kind == Span::Kind::gone && spans[i].from < surely) return;
    if (spans[i].from > perhaps && begins_lease(spans, i)) until = std::min(until, spans[i].from);
  }
  for (Span& span : spans) {
    if (span.from < until) span.to = std::max(span.from, std::min(span.to, perhaps));
  }
  const Instant_us certain = std::min(surely, until);
  if (perhaps < certain) spans.push_back({Span::Kind::gone, perhaps, certain, false, "expired"});
  if (certain < until) spans.push_back({Span::Kind::gone, certain, until, true, "expired"});
}

}  // namespace sqsproof::properties::timeline
