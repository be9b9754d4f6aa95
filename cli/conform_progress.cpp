#include "cli/conform_progress.h"

#include <fmt/core.h>
#include <string>
#include <unistd.h>

namespace sqsproof::cli {

Progress::Progress(const fixtures::Clock& clock, bool quiet)
    : clock_(clock), silent_(quiet || isatty(STDERR_FILENO) == 0) {}

void Progress::show(std::string_view id, std::size_t done, std::size_t all) {
  const auto now = clock_.now();
  if (silent_ || now < next_) return;
  next_ = now + 100 * semantics::kMillisecond_us;
  shown_ = true;
  const std::string count = all > 0 ? fmt::format(" {}/{}", done, all) : "";
  fmt::print(stderr, "\r\x1b[K{}{}", id, count);
}

void Progress::clear() const {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
}

}  // namespace sqsproof::cli
