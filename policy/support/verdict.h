// The three answers of every question, and how they combine.
//
// `holds`: the claim stands under every reading. `violated`: it fails under every reading that is
// left open, and there is something to show. `unknown`: neither could be established; it never
// counts as a pass. The worst one wins.
#pragma once

#include <algorithm>
#include <string_view>

namespace sqsproof::policy {

enum class Verdict { holds, unknown, violated };

[[nodiscard]] constexpr Verdict worst(Verdict a, Verdict b) { return std::max(a, b); }

[[nodiscard]] constexpr std::string_view name_of(Verdict verdict) {
  constexpr std::string_view names[] = {"holds", "unknown", "violated"};
  return names[static_cast<int>(verdict)];
}

}  // namespace sqsproof::policy
