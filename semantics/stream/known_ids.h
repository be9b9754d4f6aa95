// Which numbers of operations were there, as ranges: recorders count, so these are few. Internal to
// the reader of streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

namespace sqsproof::semantics::stream {

class KnownIds {
 public:
  void add(std::uint64_t id);
  [[nodiscard]] bool has(std::uint64_t id) const;
  /// Whether some are no longer known: numbers without order would take memory without end.
  [[nodiscard]] bool forgot() const { return forgot_; }

 private:
  static constexpr std::size_t kMostRanges = 200'000;
  std::map<std::uint64_t, std::uint64_t> ranges_;  ///< first and last of each
  bool forgot_ = false;
};

}  // namespace sqsproof::semantics::stream
