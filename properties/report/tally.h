// How many requirements came out how. The one place where they are counted, for reports of one run
// and for runs side by side: a requirement counts once, in however many protocols it was told.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "properties/conform_verdict.h"

namespace sqsproof::properties {

class Tally {
 public:
  void add(ConformVerdict verdict) { ++counts_[static_cast<std::size_t>(verdict)]; }
  void add(const Tally& other);
  [[nodiscard]] int operator[](ConformVerdict verdict) const {
    return counts_[static_cast<std::size_t>(verdict)];
  }
  [[nodiscard]] int all() const;
  /// `12 pass, 1 fail`: those that are not 0.
  [[nodiscard]] std::string words() const;
  /// `14 of 17 MUST, 3 known failures, 2 skipped`: passed of those that were judged, and beside
  /// them what was not. Empty when there are none.
  [[nodiscard]] std::string score(std::string_view level) const;

 private:
  std::array<int, kConformVerdicts.size()> counts_{};
};

}  // namespace sqsproof::properties
