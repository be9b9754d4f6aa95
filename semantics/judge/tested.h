// The verdict of a whole trace, from what was said of each promise.
#pragma once

#include "semantics/judge/judge.h"

namespace sqsproof::semantics {

/// The worst of those that were put to the test; unknown when none was. `all` has a `judgement`
/// each.
template <class All>
[[nodiscard]] policy::Verdict verdict_of_tested(const All& all) {
  policy::Verdict verdict = policy::Verdict::holds;
  bool tested = false;
  for (const auto& judged : all) {
    if (judged.judgement.untested) continue;
    tested = true;
    verdict = policy::worst(verdict, judged.judgement.verdict);
  }
  return tested ? verdict : policy::Verdict::unknown;
}

}  // namespace sqsproof::semantics
