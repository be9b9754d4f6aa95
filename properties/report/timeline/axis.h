// From instants to places on paper. Calls take microseconds and timers minutes, so time between two
// events is drawn by its logarithm, and long stretches say how long they are.
#pragma once

#include <map>
#include <vector>

#include "semantics/time.h"

namespace sqsproof::properties::timeline {

class Axis {
 public:
  void add(semantics::Instant_us instant) { places_[instant] = 0; }
  /// The second lies at least that far behind the first. Both are added.
  void keep_apart(semantics::Instant_us from, semantics::Instant_us to, double width);
  /// Puts everything in its place, from `left` on.
  void lay_out(double left);

  [[nodiscard]] double at(semantics::Instant_us instant) const;
  [[nodiscard]] double width() const;

  /// A stretch without events that is long enough to be told of.
  struct Stretch {
    double from, to;
    semantics::Duration_us duration;
  };
  [[nodiscard]] std::vector<Stretch> stretches() const;

 private:
  std::map<semantics::Instant_us, double> places_;
  std::multimap<semantics::Instant_us, std::pair<semantics::Instant_us, double>> apart_;  // by end
};

}  // namespace sqsproof::properties::timeline
