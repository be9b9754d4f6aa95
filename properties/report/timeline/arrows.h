// The timers that a violation rests on, as arrows: from the call that began one to its end, and
// from there to the call that came too early or too late. Internal to the picture.
#pragma once

#include <string>

#include "semantics/judge/judge.h"

namespace sqsproof::properties::timeline {

/// Places on paper.
struct Arrow {
  double from = 0;   ///< where the timer began
  double until = 0;  ///< ... and ended
  double call = 0;   ///< end of the call that came too early, beginning of one that came too late
  int call_y = 0;    ///< below the box of the call that began the timer
  int y = 0;         ///< of the arrow
};

struct ArrowWords {
  std::string timer;  ///< its length
  std::string gap;    ///< how much too early or too late; empty when the last call fits this timer
};

/// `bound` as words; the call that shows the violation took `from` to `to`.
[[nodiscard]] ArrowWords words_of(const semantics::TimeBound& bound, semantics::Instant_us from,
                                  semantics::Instant_us to);
/// How wide the words of the gap are.
[[nodiscard]] double width_of(const std::string& words);
[[nodiscard]] std::string draw(const Arrow& arrow, const ArrowWords& words);

}  // namespace sqsproof::properties::timeline
