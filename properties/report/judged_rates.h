// What may happen, but not often, as one trace tells it: violated where a share is beyond its limit
// for certain, told otherwise. A trace is as long as it is, so that nothing here is open for want
// of more calls.
#pragma once

#include "properties/report/text.h"
#include "semantics/judge/judge.h"
#include "semantics/judge/rate_limits.h"

namespace sqsproof::properties {

struct JudgedRate {
  const semantics::Promise* rate = nullptr;
  semantics::Share share;
  double limit = 1;
  bool violated = false;
  std::string why{};  ///< nobody can tell; or what it is beyond
};

/// One of each of all_rates(). `guess` is a queue whose settings nobody told, if there is one.
[[nodiscard]] std::vector<JudgedRate> judge_rates(const semantics::History& history,
                                                  const semantics::JudgeOptions& options,
                                                  const semantics::RateLimits& limits,
                                                  const std::string& guess);

/// Those that the trace has cases of.
[[nodiscard]] std::string to_text(const std::vector<JudgedRate>& rates, const TextStyle& style);
/// An array of objects, as a text of JSON.
[[nodiscard]] std::string to_json(const std::string& trace, const std::vector<JudgedRate>& rates);

}  // namespace sqsproof::properties
