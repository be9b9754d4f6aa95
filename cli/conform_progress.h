// What a long run says on a terminal, and in no pipe: the requirement or example that it is at.
#pragma once

#include <cstddef>
#include <fmt/core.h>
#include <string>
#include <string_view>
#include <unistd.h>

#include "fixtures/clock.h"

namespace sqsproof::cli {

class Progress {
 public:
  Progress(const fixtures::Clock& clock, bool quiet)
      : clock_(clock), silent_(quiet || isatty(STDERR_FILENO) == 0) {}

  /// Ten times a second at most; without a count where `all` is 0.
  void show(std::string_view id, std::size_t done, std::size_t all) {
    const auto now = clock_.now();
    if (silent_ || now < next_) return;
    next_ = now + 100 * semantics::kMillisecond_us;
    shown_ = true;
    const std::string count = all > 0 ? fmt::format(" {}/{}", done, all) : "";
    fmt::print(stderr, "\r\x1b[K{}{}", id, count);
  }
  void clear() const {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  const fixtures::Clock& clock_;
  bool silent_;
  semantics::Instant_us next_ = 0;
  bool shown_ = false;
};

}  // namespace sqsproof::cli
