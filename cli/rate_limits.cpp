#include "cli/rate_limits.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <fmt/core.h>

#include "policy/support/words.h"
#include "semantics/judge/judge.h"

namespace sqsproof::cli {
namespace {

std::string rates() {
  std::string ids;
  for (const semantics::Promise& rate : semantics::all_rates()) {
    ids += fmt::format("{}`{}`", ids.empty() ? "" : ", ", rate.id);
  }
  return ids;
}

std::string help_for(std::string_view id) {
  std::vector<std::string_view> ids;
  for (const semantics::Promise& rate : semantics::all_rates()) ids.push_back(rate.id);
  const auto near = policy::nearest_word(id, ids);
  return near ? fmt::format("did you mean `{}`?", *near) : "rates are " + rates();
}

bool is_rate(std::string_view id) {
  const semantics::Promise* promise = semantics::find_promise(id);
  return promise != nullptr && promise->most > 0;
}

/// A share; nothing of anything else than a number from 0 to 100.
std::optional<double> read_percent(const std::string& text) {
  if (text.empty() || text.find_first_not_of("0123456789.") != text.npos) return std::nullopt;
  std::size_t end = 0;
  double percent = -1;
  try {
    percent = std::stod(text, &end);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  const bool good = end == text.size() && std::isfinite(percent) && percent >= 0 && percent <= 100;
  return good ? std::optional(percent / 100) : std::nullopt;
}

policy::Diagnostics usage_error(std::string_view command, std::string message, std::string help) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({fmt::format("{}/usage", command), policy::Severity::error,
                         std::move(message), nullptr, policy::Place{}, "", std::move(help)});
  return diagnostics;
}

}  // namespace

CLI::Option* add_rate_limits(CLI::App& app, std::vector<std::string>& at_most) {
  return app
      .add_option("--at-most", at_most,
                  "a limit for what may happen, but not often, in percent: "
                  "delivery/duplicates-rare=0.5")
      ->type_name("ID=PERCENT");
}

policy::Result<semantics::RateLimits> read_limits(std::string_view command,
                                                  const std::vector<std::string>& at_most) {
  semantics::RateLimits limits;
  for (const std::string& one : at_most) {
    const std::size_t equals = one.find('=');
    const std::string id = one.substr(0, equals);
    if (!is_rate(id)) {
      return tl::unexpected(usage_error(
          command, fmt::format("`--at-most {}`: `{}` is no rate", one, id), help_for(id)));
    }
    const auto share = read_percent(equals == one.npos ? "" : one.substr(equals + 1));
    if (!share) {
      return tl::unexpected(usage_error(command, fmt::format("`--at-most {}`: no percentage", one),
                                        fmt::format("write a number from 0 to 100, `{}=0.5`", id)));
    }
    limits[id] = *share;
  }
  return limits;
}

}  // namespace sqsproof::cli
