#include "semantics/senders/timestamp.h"

#include <chrono>
#include <ctime>
#include <fmt/chrono.h>

namespace sqsproof::semantics {

std::string iso_8601(Instant_us instant) {
  const auto whole = static_cast<std::time_t>(instant / kSecond_us);
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(whole),
                     instant % kSecond_us / kMillisecond_us);
}

}  // namespace sqsproof::semantics
