#include "properties/access/grant_gaps.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

constexpr std::size_t kNamed = 5;

}  // namespace

void GrantGaps::add(const std::string& who, const std::string& why) {
  const auto known = std::find_if(callers_by_reason_.begin(), callers_by_reason_.end(),
                                  [&](const auto& one) { return one.first == why; });
  if (known != callers_by_reason_.end()) {
    known->second.push_back(who);
  } else {
    callers_by_reason_.push_back({why, {who}});
  }
}

std::vector<std::string> GrantGaps::words() const {
  std::vector<std::string> words;
  for (const auto& [why, callers] : callers_by_reason_) {
    const bool many = callers.size() > kNamed;
    if (many)
      words.push_back(fmt::format("{} and {} more: {}", callers[0], callers.size() - 1, why));
    for (const std::string& who : callers) {
      if (!many) words.push_back(who + ": " + why);
    }
  }
  return words;
}

}  // namespace sqsproof::properties
