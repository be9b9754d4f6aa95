// A setting of a queue over time: each value with the interval in which it took effect. Two changes
// that overlap leave both values possible until the next one.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "semantics/time.h"

namespace sqsproof::semantics {

constexpr Instant_us kNever_us = std::numeric_limits<Instant_us>::max() / 4;

struct Interval {
  Instant_us from = 0;
  Instant_us to = 0;
};
/// x was over when y began.
[[nodiscard]] constexpr bool before(const Interval& x, const Interval& y) { return x.to < y.from; }

struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
  void include(std::int64_t value) {
    least = std::min(least, value);
    most = std::max(most, value);
  }
};

class Timeline {
 public:
  struct Value {
    Interval at{-kNever_us, -kNever_us};
    std::int64_t value = 0;
    bool definite = true;  ///< false of a change whose outcome is not known
  };

  void begin(std::int64_t value) {
    values_.resize(1);
    values_.front().value = value;
  }
  void change(Interval at, std::int64_t value, bool definite) {
    values_.push_back({at, value, definite});
  }
  /// All values that may be in force at some instant of the window.
  [[nodiscard]] Range during(const Interval& window) const {
    Range range{values_.front().value, values_.front().value};
    if (values_.size() == 1) return range;
    bool first = true;
    for (const Value& x : values_) {
      if (x.at.from > window.to || is_replaced(x, window)) continue;
      if (first) range = {x.value, x.value};
      first = false;
      range.include(x.value);
    }
    return range;
  }
  /// In order of their intervals; the first one is there from the beginning.
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }
  [[nodiscard]] bool changes() const { return values_.size() > 1; }

 private:
  [[nodiscard]] bool is_replaced(const Value& x, const Interval& window) const {
    return std::any_of(values_.begin(), values_.end(), [&](const Value& y) {
      return y.definite && x.at.to < y.at.from && y.at.to < window.from;
    });
  }
  std::vector<Value> values_ = std::vector<Value>(1);
};

}  // namespace sqsproof::semantics
