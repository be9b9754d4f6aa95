#include "properties/property.h"

namespace sqsproof::properties {

std::string_view name_of(Level level) {
  constexpr std::string_view names[] = {"must", "should", "may"};
  return names[static_cast<int>(level)];
}

}  // namespace sqsproof::properties
