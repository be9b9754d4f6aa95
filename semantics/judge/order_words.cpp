#include "semantics/judge/order_words.h"

#include <algorithm>
#include <fmt/core.h>

namespace sqsproof::semantics {

std::string describe_orders(std::size_t count,
                            const std::function<std::string(std::size_t)>& order) {
  constexpr std::size_t kShown = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(count, kShown); ++i) text += order(i);
  if (count > kShown) text += fmt::format("{} more orders do not fit either\n", count - kShown);
  return text;
}

std::string describe_sequence(const std::vector<std::size_t>& calls,
                              const std::function<std::size_t(std::size_t)>& id) {
  if (calls.size() < 2) return "";
  std::string text = fmt::format("if {} came first", id(calls.front()));
  for (std::size_t i = 1; i < calls.size(); ++i) text += fmt::format(", then {}", id(calls[i]));
  return text + ": ";
}

}  // namespace sqsproof::semantics
