#include <algorithm>

#include "semantics/judge/promises.h"

namespace sqsproof::semantics {

void Findings::violated(std::size_t at, std::vector<std::size_t> because, std::string explanation) {
  constexpr std::size_t kReported = 100;  // nobody reads more, and hostile traces hold many
  judgement_.verdict = policy::Verdict::violated;
  if (judgement_.violations.size() >= kReported) return;
  std::sort(because.begin(), because.end());
  because.erase(std::unique(because.begin(), because.end()), because.end());
  Violation violation{"", history_.operations[at].id, {}, std::move(explanation)};
  for (const std::size_t index : because) {
    violation.because.push_back(history_.operations[index].id);
  }
  judgement_.violations.push_back(std::move(violation));
}

void Findings::open(std::string why) {
  if (judgement_.why.empty()) judgement_.why = std::move(why);
}

Judgement Findings::verdict(std::string_view promise, std::string untested) && {
  for (Violation& violation : judgement_.violations) violation.promise = promise;
  if (judgement_.verdict == policy::Verdict::violated) {
    judgement_.why.clear();
  } else if (!judgement_.why.empty()) {
    judgement_.verdict = policy::Verdict::unknown;
  } else if (judgement_.instances == 0) {
    judgement_.verdict = policy::Verdict::unknown;
    judgement_.untested = true;
    judgement_.why = std::move(untested);
  } else {
    judgement_.verdict = policy::Verdict::holds;
  }
  return std::move(judgement_);
}

}  // namespace sqsproof::semantics
