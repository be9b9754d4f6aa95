#include "properties/report/reproduced.h"

#include <fmt/core.h>

namespace sqsproof::properties {

std::string describe(const Reproduction& reproduced) {
  const bool every_time = reproduced.of == 1 && reproduced.failed == 1;
  if (reproduced.of == 0 || every_time) return "";
  return fmt::format("reproduced {} of {}", reproduced.failed, reproduced.of);
}

}  // namespace sqsproof::properties
