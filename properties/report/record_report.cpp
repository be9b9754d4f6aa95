#include "properties/report/record_report.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/report/text.h"

namespace sqsproof::properties {
namespace {

using fixtures::RecordingSummary;

std::string queue_lines(const RecordingSummary& summary) {
  constexpr std::size_t kMostLines = 20;
  const std::size_t count = summary.queues.size();
  std::string text = fmt::format("  {:>8} {}\n", count, count == 1 ? "queue" : "queues");
  for (std::size_t i = 0; i < std::min(kMostLines, summary.queues.size()); ++i) {
    const RecordingSummary::Queue& queue = summary.queues[i];
    text += fmt::format("           {}{}\n", printable(queue.name),
                        queue.assumed ? " (settings not known)" : "");
  }
  if (summary.queues.size() > kMostLines) text += "           ...\n";
  return text;
}

std::string counted(const char* what, const std::map<std::string, std::size_t>& counts) {
  std::size_t sum = 0;
  std::string lines;
  for (const auto& [name, count] : counts) {
    sum += count;
    lines += fmt::format("           {}: {}\n", printable(name), count);
  }
  return sum == 0 ? "" : fmt::format("  {:>8} {}\n{}", sum, what, lines);
}

std::string warnings(const RecordingSummary& summary) {
  std::string text;
  if (!summary.lost_sight.empty()) {
    text += fmt::format(
        "note: not everything was seen after all ({}), so that the trace claims "
        "less than `--closed`\n",
        summary.lost_sight);
  }
  const bool assumed = std::any_of(summary.queues.begin(), summary.queues.end(),
                                   [](const auto& queue) { return queue.assumed; });
  if (assumed) {
    text +=
        "note: what rests on settings that are not known will be unknown; `--ask` asks the "
        "endpoint for them\n";
  }
  if (summary.regions.size() > 1) {
    text +=
        "note: requests were signed for several regions; queues of one name and account are "
        "taken for one\n";
  }
  if (!summary.file_problem.empty()) {
    text += fmt::format("error: the trace ends early: {}\n", summary.file_problem);
  }
  return text;
}

}  // namespace

std::string to_text(const RecordingSummary& summary, const RecordingPlace& place) {
  std::string text = fmt::format("  {:>8} calls recorded", summary.recorded);
  if (summary.unknown > 0) text += fmt::format(", {} with an unknown outcome", summary.unknown);
  text += "\n";
  if (summary.silent > 0) {
    text += fmt::format("  {:>8} calls that say nothing about messages\n", summary.silent);
  }
  text += counted("requests of other services", summary.others);
  text += counted("requests that were not understood", summary.not_understood);
  text += queue_lines(summary);
  text += warnings(summary);
  if (summary.recorded > 0 && place.trace != "-") {
    text += fmt::format(
        "next: sqsproof judge {}{}\n",
        place.elsewhere ? "--profile aws --early 0.25 --late 5 " : "--early 0.05 --late 1 ",
        place.trace);
  }
  return text;
}

}  // namespace sqsproof::properties
