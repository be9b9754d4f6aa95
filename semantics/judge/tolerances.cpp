#include "semantics/judge/tolerances.h"

#include <fmt/core.h>

namespace sqsproof::semantics {
namespace {

std::string in_between(const Violation& violation, const Tolerance& narrower) {
  const std::string_view said = violation.explanation;
  return fmt::format(
      "operation {} is right only with more than half of the tolerance ({} early, {} late): {}",
      violation.at, describe_duration(narrower.early_us), describe_duration(narrower.late_us),
      said.substr(said.rfind('\n') + 1));
}

}  // namespace

Tolerance half_of(const Tolerance& tolerance) {
  return {tolerance.early_us / 2, tolerance.late_us / 2};
}

void doubt_what_needs_tolerance(std::vector<Judgement>& judgements, const History& history,
                                JudgeOptions options, const Tolerance& narrower) {
  if (options.promises.empty()) {
    for (const Promise& promise : all_promises()) options.promises.push_back(&promise);
  }
  std::vector<const Promise*> promises;
  std::vector<Judgement*> good;
  for (std::size_t i = 0; i < judgements.size(); ++i) {
    if (judgements[i].verdict != policy::Verdict::holds) continue;
    promises.push_back(options.promises[i]);
    good.push_back(&judgements[i]);
  }
  if (promises.empty()) return;
  options.promises = std::move(promises);
  options.tolerance = narrower;
  const std::vector<Judgement> strictly = judge_all(history, options);
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (strictly[i].verdict != policy::Verdict::violated) continue;
    good[i]->verdict = policy::Verdict::unknown;
    good[i]->why = in_between(strictly[i].violations.front(), narrower);
  }
}

}  // namespace sqsproof::semantics
