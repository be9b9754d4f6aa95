#include "properties/report/stream_report.h"

#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "properties/report/judge_report.h"
#include "properties/report/violation_text.h"

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;
using semantics::stream::Found;
using semantics::stream::Totals;

std::string totals_text(const StreamedTrace& trace) {
  const Totals& t = trace.report.totals;
  std::string text = fmt::format(
      "{}: {} calls: {} messages sent, {} deliveries ({} repeated), {} duplicates\n"
      "  at most {} messages were remembered at a time; {} suspicions were looked into\n",
      printable(trace.name), t.calls, t.messages_sent, t.deliveries, t.redeliveries, t.duplicates,
      t.most_outstanding, t.suspicions);
  if (trace.report.never_returned > 0) {
    text += fmt::format("  {} calls never returned\n", trace.report.never_returned);
  }
  if (t.in_doubt > 0) {
    text += fmt::format(
        "  unknown: {} violations if the queues have the usual settings, which are not in the "
        "trace; record with `--ask`\n",
        t.in_doubt);
  }
  if (!trace.report.undecided.empty()) {
    text += fmt::format("  unknown: {}\n", printable(trace.report.undecided));
  }
  if (!trace.report.drained) {
    text += "  delivery/nothing-lost was not judged: the trace does not end with a drain\n";
  }
  return text;
}

/// Without the beginning of the stream, which is no call.
std::vector<std::string> slice_lines(const Found& found) {
  std::vector<std::string> lines = semantics::describe_operations(found.slice);
  const auto& operations = found.slice.operations;
  const bool begins = !operations.empty() && semantics::stream::is_beginning(operations.front());
  if (begins) lines.erase(lines.begin());
  return lines;
}

std::string found_text(const Found& found, const StreamedTrace& trace) {
  return violation_text({found.violation, found.calls, found.slice,
                         semantics::describe_operations(found.slice), trace.report.calls});
}

std::string kinds_text(const StreamedTrace& trace) {
  std::map<std::string, std::size_t> kinds;
  for (const Found& found : trace.report.found) ++kinds[found.violation.promise];
  std::string text;
  for (const auto& [promise, count] : kinds) {
    text += fmt::format("  {:<40} {:>6} violations\n", promise, count);
  }
  const std::size_t more = trace.report.totals.violations - trace.report.found.size();
  if (more > 0) text += fmt::format("  {} more violations were counted only\n", more);
  return text;
}

policy::Verdict worst_of(const std::vector<StreamedTrace>& traces) {
  policy::Verdict verdict = policy::Verdict::holds;
  for (const auto& trace : traces) verdict = policy::worst(verdict, verdict_of(trace.report));
  return verdict;
}

Json to_json(const Totals& t) {
  return {{"calls", t.calls},
          {"messages_sent", t.messages_sent},
          {"deliveries", t.deliveries},
          {"redeliveries", t.redeliveries},
          {"duplicates", t.duplicates},
          {"suspicions", t.suspicions},
          {"violations", t.violations},
          {"in_doubt", t.in_doubt},
          {"most_outstanding", t.most_outstanding}};
}

}  // namespace

std::string to_text(const std::vector<StreamedTrace>& traces, const TextStyle& /*style*/,
                    bool closing_line) {
  // One violation of a kind is shown; more of a kind say the same.
  std::string text;
  for (const StreamedTrace& trace : traces) {
    text += totals_text(trace) + kinds_text(trace);
    std::map<std::string, bool> shown;
    for (const Found& found : trace.report.found) {
      if (shown.emplace(found.violation.promise, true).second) text += found_text(found, trace);
    }
  }
  if (closing_line) text += fmt::format("\n{}\n", policy::name_of(worst_of(traces)));
  return text;
}

std::string to_json(const std::vector<StreamedTrace>& traces) {
  std::size_t operations = 0;
  Json violations = Json::array(), streams = Json::array();
  for (const StreamedTrace& trace : traces) {
    operations += trace.report.calls;
    Json stream = {{"trace", trace.name},
                   {"verdict", policy::name_of(verdict_of(trace.report))},
                   {"totals", to_json(trace.report.totals)}};
    if (!trace.report.undecided.empty()) stream["why"] = trace.report.undecided;
    stream["drained"] = trace.report.drained;
    streams.push_back(std::move(stream));
    for (const Found& found : trace.report.found) {
      Json one = {{"property", found.violation.promise},
                  {"at", found.violation.at},
                  {"because", found.violation.because},
                  {"explanation", found.violation.explanation},
                  {"trace", trace.name},
                  {"slice", slice_lines(found)}};
      if (!found.calls.empty()) one["calls"] = found.calls;
      if (found.violation.margin_us) one["margin_us"] = *found.violation.margin_us;
      violations.push_back(std::move(one));
    }
  }
  const Json document = {{"verdict", policy::name_of(worst_of(traces))},
                         {"operations", operations},
                         {"violations", std::move(violations)},
                         {"streams", std::move(streams)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
