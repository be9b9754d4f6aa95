#include "properties/report/timeline/axis.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sqsproof::properties::timeline {

using semantics::Duration_us;
using semantics::Instant_us;

namespace {

constexpr Duration_us kTold_us = semantics::seconds(1) / 2;

double gap_width(Duration_us gap) {
  if (gap <= 2) return 8;  // one after the other
  const double milliseconds = static_cast<double>(gap) / 1000;
  const double width = 8 + 12 * std::log10(1 + milliseconds);
  return gap >= kTold_us ? std::max(width, 64.0) : width;  // room for the words
}

}  // namespace

void Axis::keep_apart(Instant_us from, Instant_us to, double width) {
  add(from);
  add(to);
  apart_.emplace(to, std::pair{from, width});
}

void Axis::lay_out(double left) {
  double x = left;
  Instant_us before = places_.empty() ? 0 : places_.begin()->first;
  for (auto& [instant, place] : places_) {
    if (instant != before) x += gap_width(instant - before);
    const auto [first, last] = apart_.equal_range(instant);
    for (auto it = first; it != last; ++it) {
      x = std::max(x, places_.at(it->second.first) + it->second.second);
    }
    place = x;
    before = instant;
  }
}

double Axis::at(Instant_us instant) const {
  const auto next = places_.lower_bound(instant);
  if (next == places_.end()) return width();
  if (next->first == instant || next == places_.begin()) return next->second;
  const auto last = std::prev(next);
  const double part =
      static_cast<double>(instant - last->first) / static_cast<double>(next->first - last->first);
  return last->second + part * (next->second - last->second);
}

double Axis::width() const { return places_.empty() ? 0 : places_.rbegin()->second; }

std::vector<Axis::Stretch> Axis::stretches() const {
  std::vector<Stretch> found;
  for (auto it = places_.begin(); it != places_.end() && std::next(it) != places_.end(); ++it) {
    const auto next = std::next(it);
    if (next->first - it->first < kTold_us) continue;
    found.push_back({it->second, next->second, next->first - it->first});
  }
  return found;
}

}  // namespace sqsproof::properties::timeline
