#include "properties/explore/conclude.h"

#include <fmt/core.h>

#include "semantics/judge/left_free.h"
#include "semantics/judge/rate_limits.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

constexpr std::size_t kLeastInstances = 3;

std::string times(std::size_t n) { return n == 1 ? "once" : fmt::format("{} times", n); }

void conclude_rate(const Requirement& requirement, Outcome& outcome, const SearchEnd& end) {
  const auto given = end.limits.find(requirement.words.id);
  outcome.limit = given == end.limits.end() ? requirement.promise->most : given->second;
  outcome.verdict = verdict_of(outcome.share, outcome.limit);
  if (outcome.verdict == Verdict::holds) return;
  outcome.why = describe_excess(outcome.share, outcome.limit);
  if (outcome.verdict == Verdict::unknown) {
    outcome.why += ": by chance, perhaps; more `--cases` tell";
  }
}

}  // namespace

std::size_t least_instances(Timing timing) { return timing == Timing::days ? kLeastInstances : 1; }

bool is_hardly_tested(const Requirement& requirement, const Outcome& outcome,
                      const semantics::Freedoms& granted, Timing timing) {
  return outcome.cases > 0 && outcome.undecided_cases == 0 && !requirement.is_rate() &&
         outcome.instances < least_instances(timing) &&
         semantics::left_free_by(requirement.words.id, granted) == nullptr;
}

void conclude(const Requirement& requirement, Outcome& outcome, const SearchEnd& end) {
  if (outcome.cases > 0 && end.dead.empty()) outcome.endpoint_failure.clear();
  if (outcome.counterexample) {
    outcome.verdict = Verdict::violated;
  } else if (!end.ended.empty()) {
    outcome.why = fmt::format("{} of its programs were judged: {}", outcome.cases, end.ended);
  } else if (!end.dead.empty()) {
    outcome.endpoint_dead = true;
    outcome.why = outcome.endpoint_failure = end.dead;
  } else if (outcome.cases == 0) {
    outcome.why = outcome.endpoint_failure;
  } else if (outcome.undecided_cases > 0) {
    outcome.why = fmt::format("{} of {} programs undecided: {}", outcome.undecided_cases,
                              outcome.cases, outcome.why);
  } else if (outcome.instances == 0) {
    outcome.why = fmt::format("none of {} programs put it to the test", outcome.cases);
    const auto* freedom = semantics::left_free_by(requirement.words.id, end.granted);
    if (freedom == nullptr) return;
    outcome.left_free = fmt::format("{}: {}", freedom->id, freedom->what);
  } else if (requirement.is_rate()) {
    conclude_rate(requirement, outcome, end);
  } else if (outcome.instances < end.least_instances) {
    outcome.why =
        fmt::format("{} programs put it to the test {}, which shows little: more `--cases` tell",
                    outcome.cases, times(outcome.instances));
  } else {
    outcome.verdict = Verdict::holds;
  }
}

}  // namespace sqsproof::properties
