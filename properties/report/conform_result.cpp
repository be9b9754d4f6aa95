#include <fmt/core.h>

#include "properties/explore/window.h"
#include "properties/report/conform_report.h"
#include "semantics/judge/rate_limits.h"

namespace sqsproof::properties {
namespace {

using Verdict = ConformVerdict;

void note_share(RequirementResult& result) {
  if (result.outcome.share.of == 0 || result.verdict == Verdict::fail) return;
  const std::string share =
      describe(result.outcome.share, result.outcome.limit, result.requirement->words.id);
  if (result.outcome.limit < 1) {
    result.note = share;
  } else if (result.verdict == Verdict::pass) {
    result.verdict = Verdict::skip;
    result.why = share;
  }
}

void note_freedom(RequirementResult& result) {
  if (result.outcome.left_free.empty() || result.verdict != Verdict::undecided) return;
  result.verdict = Verdict::skip;
  result.why = fmt::format("AWS may, and it is granted ({})", result.outcome.left_free);
}

void note_timing(RequirementResult& result, Timing timing) {
  const bool untested = result.outcome.instances == 0 && result.verdict == Verdict::undecided;
  const std::string_view too_slow = too_slow_for(timing, *result.requirement);
  if (untested && !too_slow.empty()) {
    result.verdict = Verdict::skip;
    result.why = too_slow;
  }
  if (timing == Timing::fast && result.requirement->least == LeastTimers::seconds_at_first) {
    result.note = "timers of seconds test the beginning only; the rest needs `--timing full`";
  }
}

}  // namespace

RequirementResult result_of(const Requirement& requirement, Outcome outcome, Timing timing,
                            bool known_failure) {
  RequirementResult result;
  result.requirement = &requirement;
  result.outcome = std::move(outcome);
  result.verdict = verdict_of(result.outcome, known_failure);
  result.why = result.verdict == Verdict::xpass ? kPassesThoughKnown : result.outcome.why;
  note_freedom(result);
  note_timing(result, timing);
  if (requirement.is_rate()) note_share(result);
  return result;
}

}  // namespace sqsproof::properties
