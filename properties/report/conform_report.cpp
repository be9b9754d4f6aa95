#include "properties/report/conform_report.h"

#include <algorithm>

#include "properties/examples/run.h"

namespace sqsproof::properties {

using Verdict = RequirementResult::Verdict;

Verdict verdict_of(const Outcome& outcome, bool known_failure) {
  if (outcome.verdict == policy::Verdict::violated) {
    return known_failure ? Verdict::xfail : Verdict::fail;
  }
  if (outcome.endpoint_dead) return Verdict::error;
  if (outcome.verdict == policy::Verdict::unknown) return Verdict::undecided;
  return known_failure ? Verdict::xpass : Verdict::pass;
}

void share_time(std::vector<Outcome>& outcomes, double passed) {
  double sum = 0;
  for (const Outcome& outcome : outcomes) sum += outcome.seconds;
  if (sum <= passed) return;
  for (Outcome& outcome : outcomes) outcome.seconds *= passed / sum;
}

policy::Verdict verdict_of(const ConformReport& report) {
  auto verdict = policy::Verdict::holds;
  bool tested = false;
  for (const RequirementResult& result : report.results) {
    tested = tested || result.outcome.cases > 0;
    switch (result.verdict) {
      case Verdict::fail:
      case Verdict::xpass:  // the list of known failures is out of date
        verdict = policy::worst(verdict, policy::Verdict::violated);
        break;
      case Verdict::undecided:
      case Verdict::error:
        verdict = policy::worst(verdict, policy::Verdict::unknown);
        break;
      case Verdict::pass:
      case Verdict::xfail:
      case Verdict::skip:
        break;
    }
  }
  if (!report.examples.empty()) {
    verdict = policy::worst(verdict, verdict_of(report.examples));
    tested = true;
  }
  return tested ? verdict : policy::worst(verdict, policy::Verdict::unknown);
}

}  // namespace sqsproof::properties
