// How often something happened, and what that says of a limit: a share of few cases says little.
#pragma once

#include <cstddef>
#include <string>

#include "policy/support/verdict.h"

namespace sqsproof::semantics {

struct Share {
  std::size_t happened = 0;
  std::size_t of = 0;
  [[nodiscard]] double value() const;  ///< 0 of nothing
};

/// Of an endpoint that was seen to do it that often, the least and the largest share that explain
/// what was seen, with 95 % confidence. Wilson, Probable inference, JASA 22 (1927)
struct Bounds {
  double least = 0;
  double most = 1;
};
[[nodiscard]] Bounds wilson(const Share& share);

/// violated: more than the limit, beyond doubt; holds: not more than the limit; unknown: more, but
/// by chance perhaps, or there was no case.
[[nodiscard]] policy::Verdict verdict_of(const Share& share, double limit);

/// `3 of 4000 (0.075 %)`
[[nodiscard]] std::string describe(const Share& share);
/// `0.1 %`
[[nodiscard]] std::string describe_percent(double share);

}  // namespace sqsproof::semantics
