#include "semantics/judge/share.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace sqsproof::semantics {

double Share::value() const {
  return of == 0 ? 0 : static_cast<double>(happened) / static_cast<double>(of);
}

Bounds wilson(const Share& share) {
  if (share.of == 0) return {};
  constexpr double kZ = 1.959964;  // of 95 %
  const auto n = static_cast<double>(share.of);
  const double p = share.value();
  const double scale = 1 + kZ * kZ / n;
  const double middle = p + kZ * kZ / (2 * n);
  const double width = kZ * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return {std::max(0.0, (middle - width) / scale), std::min(1.0, (middle + width) / scale)};
}

namespace {

/// How likely so many or more are where the limit is kept. Wilson's bounds are approximate, and
/// too narrow for what happened a few times only: one of a hundred is no proof of more than one in
/// a thousand.
double chance_within(const Share& share, double limit) {
  if (limit <= 0) return share.happened == 0 ? 1 : 0;
  const auto n = static_cast<double>(share.of);
  double fewer = 0, one = std::pow(1 - limit, n);  // binomial, of none
  for (std::size_t k = 0; k < share.happened; ++k) {
    fewer += one;
    one *= (n - static_cast<double>(k)) / (static_cast<double>(k) + 1) * limit / (1 - limit);
  }
  return 1 - fewer;
}

/// Beyond doubt: with 95 % confidence, half of the doubt on either side.
bool is_beyond(const Share& share, double limit) {
  constexpr std::size_t kFew = 30;
  if (wilson(share).least <= limit) return false;
  return share.happened > kFew || chance_within(share, limit) < 0.025;
}

}  // namespace

policy::Verdict verdict_of(const Share& share, double limit) {
  if (share.of == 0) return policy::Verdict::unknown;
  if (is_beyond(share, limit)) return policy::Verdict::violated;
  return share.value() <= limit ? policy::Verdict::holds : policy::Verdict::unknown;
}

std::string describe_percent(double share) { return fmt::format("{:.3g} %", share * 100); }

std::string describe(const Share& share) {
  return fmt::format("{} of {} ({})", share.happened, share.of, describe_percent(share.value()));
}

}  // namespace sqsproof::semantics
