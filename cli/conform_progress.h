// What a long run says on a terminal, and in no pipe: the requirement or example that it is at.
#pragma once

#include <cstddef>
#include <string_view>

#include "fixtures/clock.h"

namespace sqsproof::cli {

class Progress {
 public:
  Progress(const fixtures::Clock& clock, bool quiet);

  /// Ten times a second at most; without a count where `all` is 0.
  void show(std::string_view id, std::size_t done, std::size_t all);
  void clear() const;

 private:
  const fixtures::Clock& clock_;
  bool silent_;
  semantics::Instant_us next_ = 0;
  bool shown_ = false;
};

}  // namespace sqsproof::cli
