// Limits of rates, as `conform run` and `judge` take them: `--at-most
// delivery/duplicates-rare=0.5`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"
#include "semantics/judge/rate_limits.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace sqsproof::cli {

/// `at_most` outlives `app`.
CLI::Option* add_rate_limits(CLI::App& app, std::vector<std::string>& at_most);
/// From `ID=PERCENT`s, as the command was given them. An id that is no rate, or no percentage, is a
/// diagnostic.
[[nodiscard]] policy::Result<semantics::RateLimits> read_limits(
    std::string_view command, const std::vector<std::string>& at_most);

}  // namespace sqsproof::cli
