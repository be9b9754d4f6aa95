#include "properties/conform_verdict.h"

#include <algorithm>

namespace sqsproof::properties {

std::string_view name_of(ConformVerdict verdict) {
  constexpr std::string_view kNames[] = {"pass",  "fail",  "undecided", "skip",
                                         "xfail", "xpass", "error"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::optional<ConformVerdict> conform_verdict_named(std::string_view name) {
  const auto found = std::find_if(kConformVerdicts.begin(), kConformVerdicts.end(),
                                  [&](ConformVerdict verdict) { return name_of(verdict) == name; });
  return found == kConformVerdicts.end() ? std::nullopt : std::optional(*found);
}

ConformVerdict worst(ConformVerdict a, ConformVerdict b) {
  constexpr auto rank = [](ConformVerdict verdict) {
    switch (verdict) {
      case ConformVerdict::skip:
        return 0;
      case ConformVerdict::pass:
        return 1;
      case ConformVerdict::xpass:
        return 2;
      case ConformVerdict::xfail:
        return 3;
      case ConformVerdict::undecided:
        return 4;
      case ConformVerdict::error:
        return 5;
      case ConformVerdict::fail:
        return 6;
    }
    return 6;
  };
  return rank(a) >= rank(b) ? a : b;
}

}  // namespace sqsproof::properties
