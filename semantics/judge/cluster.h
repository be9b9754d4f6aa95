// Calls that overlap, one with the next: their order is open, and that of all others is not.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

/// `Call` has an interval `at`, an `issuer` and whether it was `answered`.
template <class Call>
class Cluster {
 public:
  explicit Cluster(const std::vector<Call>& calls) : calls_(calls) {}

  /// The first one, and the one behind this; false when there is none.
  bool begin() { return measure(0); }
  bool go_on() { return measure(first_ + size_); }

  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] std::size_t end() const { return first_ + size_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Call& operator[](std::size_t i) const { return calls_[first_ + i]; }

  /// Whether call i may come next: nothing that is still to come was certainly over before it, or
  /// has to come first. `placed` has a bit for each call of the cluster.
  [[nodiscard]] bool may_be_next(std::uint32_t placed, std::size_t i) const {
    const Call& next = (*this)[i];
    for (std::size_t other = 0; other < size_; ++other) {
      const bool open = (placed >> other & 1U) == 0 && other != i;
      if (open && (*this)[other].at.to < next.at.from) return false;
    }
    return next.issuer == kNone || next.issuer < first_ ||
           (placed >> (next.issuer - first_) & 1U) != 0;
  }

  /// A call that is still to come, for which it is too late then; the index is that of all calls.
  [[nodiscard]] std::size_t missed_at(std::uint32_t placed, Instant_us instant) const {
    for (std::size_t other = 0; other < size_; ++other) {
      const bool open = (placed >> other & 1U) == 0 && (*this)[other].answered;
      if (open && (*this)[other].at.to < instant) return first_ + other;
    }
    return kNone;
  }

 private:
  bool measure(std::size_t first) {
    first_ = first;
    size_ = 0;
    if (first_ == calls_.size()) return false;
    Instant_us until = calls_[first_].at.to;
    for (size_ = 1; end() < calls_.size() && calls_[end()].at.from <= until; ++size_) {
      until = std::max(until, calls_[end()].at.to);
    }
    return true;
  }

  const std::vector<Call>& calls_;
  std::size_t first_ = 0, size_ = 0;
};

}  // namespace sqsproof::semantics
