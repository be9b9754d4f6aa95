#include "properties/report/tally.h"

#include <fmt/format.h>
#include <numeric>

namespace sqsproof::properties {

using Verdict = ConformVerdict;

void Tally::add(const Tally& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

int Tally::all() const { return std::accumulate(counts_.begin(), counts_.end(), 0); }

std::string Tally::words() const {
  std::string text;
  for (const Verdict verdict : kConformVerdicts) {
    const int count = (*this)[verdict];
    if (count == 0) continue;
    const std::string_view word = verdict == Verdict::skip ? "skipped" : name_of(verdict);
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  }
  return text;
}

std::string Tally::score(std::string_view level) const {
  if (all() == 0) return "";
  int good = 0, judged = 0;
  for (const Verdict verdict : kConformVerdicts) {
    if (passed(verdict)) good += (*this)[verdict];
    if (passed(verdict) || failed(verdict)) judged += (*this)[verdict];
  }
  std::string text = fmt::format("{} of {} {}", good, judged, level);
  const auto beside = [&](Verdict verdict, std::string_view one, std::string_view several) {
    const int count = (*this)[verdict];
    if (count > 0) text += fmt::format(", {} {}", count, count == 1 ? one : several);
  };
  beside(Verdict::xfail, "known failure", "known failures");
  beside(Verdict::xpass, "passes though known to fail", "pass though known to fail");
  beside(Verdict::undecided, "undecided", "undecided");
  beside(Verdict::error, "error", "errors");
  beside(Verdict::skip, "skipped", "skipped");
  return text;
}

}  // namespace sqsproof::properties
