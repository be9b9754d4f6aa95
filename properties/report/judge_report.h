// The report of judged traces: what was violated and why, and what was not put to the test.
#pragma once

#include <string>
#include <vector>

#include "properties/explore/freedoms_needed.h"
#include "properties/report/judged_rates.h"
#include "semantics/judge/judge.h"

namespace sqsproof::properties {

struct JudgedPromise {
  const semantics::Promise* promise = nullptr;
  semantics::Judgement judgement;
  std::vector<std::size_t> calls{};  ///< ids of those that matter for its first violation
};
struct JudgedTrace {
  std::string name;
  semantics::History history;
  std::vector<JudgedPromise> promises;
  std::vector<JudgedRate> rates{};
  FreedomsNeeded freedoms{};  ///< that explain what was violated
};
[[nodiscard]] JudgedTrace judge_trace(std::string name, semantics::History history,
                                      const semantics::JudgeOptions& options,
                                      const semantics::RateLimits& limits = {});

/// The worst of the promises that were put to the test; unknown when none was. Violated by a rate
/// beyond its limit, too.
[[nodiscard]] policy::Verdict verdict_of(const JudgedTrace& trace);

[[nodiscard]] std::string to_text(const std::vector<JudgedTrace>& traces, const TextStyle& style,
                                  bool closing_line);
[[nodiscard]] std::string to_json(const std::vector<JudgedTrace>& traces);

}  // namespace sqsproof::properties
