// Limits of rates, and what is said of a share that is held against one.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "semantics/judge/share.h"

namespace sqsproof::semantics {

/// Shares, by the ids of rates, in place of their own limits (Promise::most).
using RateLimits = std::map<std::string, double, std::less<>>;

/// `3 of 4000 (0.075 %); at most 0.1 %`; of a rate that has no limit, how to set one.
[[nodiscard]] std::string describe(const Share& share, double limit, std::string_view rate);
/// What is wrong with a share above its limit.
[[nodiscard]] std::string describe_excess(const Share& share, double limit);

}  // namespace sqsproof::semantics
