#include "properties/report/timeline/arrows.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::properties::timeline {
namespace {

using semantics::Duration_us;

constexpr double kLetter = 6;  // width of a character

/// Of a long time, only what anybody reads.
std::string length_of(Duration_us duration) {
  constexpr Duration_us unit = semantics::kMillisecond_us;
  const bool is_long = duration >= 100 * unit;
  return semantics::describe_duration(is_long ? (duration + unit / 2) / unit * unit : duration);
}

}  // namespace

double width_of(const std::string& words) {
  return static_cast<double>(words.size()) * kLetter + 12;
}

ArrowWords words_of(const semantics::TimeBound& bound, semantics::Instant_us from,
                    semantics::Instant_us to) {
  ArrowWords words{length_of(bound.until - bound.from), ""};
  if (to < bound.until) words.gap = length_of(bound.until - to) + " too early";
  if (bound.until < from) words.gap = length_of(from - bound.until) + " after it";
  return words;
}

std::string draw(const Arrow& arrow, const ArrowWords& words) {
  std::string text = fmt::format(
      "<path d=\"M{0:.1f} {1} V{2} H{3:.1f}\" stroke=\"#7a55c0\" fill=\"none\" "
      "marker-end=\"url(#tip)\"/>"
      "<text x=\"{4:.1f}\" y=\"{5}\" fill=\"#7a55c0\">{6}</text>\n",
      arrow.from, arrow.call_y, arrow.y, arrow.until, arrow.from + 5, arrow.y - 4, words.timer);
  if (words.gap.empty()) return text;
  const double left = std::min(arrow.call, arrow.until);
  return text + fmt::format(
                    "<path d=\"M{:.1f} {} H{:.1f}\" stroke=\"#c62828\" stroke-width=\"2\" "
                    "stroke-dasharray=\"3 2\"/><text x=\"{:.1f}\" y=\"{}\" "
                    "fill=\"#c62828\">{}</text>\n",
                    arrow.call, arrow.y, arrow.until, left + 6, arrow.y - 4, words.gap);
}

}  // namespace sqsproof::properties::timeline
