#include "properties/report/stream_report.h"

#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

#include "properties/report/judge_report.h"
#include "properties/report/judgement_lines.h"
#include "properties/report/violation_text.h"
#include "properties/report/wrapped.h"

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
  if (!trace.report.undecided.empty()) {
    text += wrapped("  unknown: ", printable(trace.report.undecided));
  }
  return text;
}

/// What was tested, and how; and what was not judged.
std::string promises_text(const StreamedTrace& trace, const TextStyle& style) {
  std::string text;
  std::vector<std::string_view> in_part, others;
  std::size_t untested = 0;
  OpenPromises open;
  for (const auto& [promise, judgement] : trace.report.promises) {
    open.add(*promise, judgement);
    untested += judgement.untested ? 1 : 0;
    text += judgement_lines(*promise, judgement, style);
    const bool partly = !judgement.untested && semantics::stream::is_judged_in_part(*promise);
    if (partly) in_part.push_back(promise->id);
  }
  text += open.lines(style) + untested_line(untested, trace.report.promises.size());
  text += recorded_lines(trace.report.recorded);
  for (const auto* promise : semantics::stream::unstreamed_promises()) {
    others.push_back(promise->id);
  }
  if (!in_part.empty()) {
    text += "  judged in streams, but not all that would break them is noticed:\n";
    text += by_family(in_part);
  }
  text += "  not judged in streams; `sqsproof judge` without --stream judges these:\n";
  text += by_family(others);
  for (const auto& [what, times] : trace.report.passed_over) {
    text += wrapped("  passed over: ", fmt::format("{} {}", times, what));
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
    text += fmt::format("  {:<40} {:>6} violation{}\n", promise, count, count == 1 ? "" : "s");
  }
  const std::size_t more = trace.report.totals.violations - trace.report.found.size();
  if (more > 0)
    text +=
        fmt::format("  {} more violation{} counted only\n", more, more == 1 ? " was" : "s were");
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

/// In the keys of judged traces; what is not judged is unknown, and says who judges it.
void add_promises(const StreamedTrace& trace, Json& promises, Json& stream) {
  for (const auto& [promise, judgement] : trace.report.promises) {
    Json one = Json::parse(judgement_json(trace.name, *promise, judgement));
    if (semantics::stream::is_judged_in_part(*promise)) one["in_part"] = true;
    promises.push_back(std::move(one));
  }
  stream["not_judged"] = Json::array();
  for (const auto* promise : semantics::stream::unstreamed_promises()) {
    semantics::Judgement none;
    none.why = "not judged in streams; `sqsproof judge` without --stream judges it";
    Json one = Json::parse(judgement_json(trace.name, *promise, none));
    one["not_judged"] = true;
    promises.push_back(std::move(one));
    stream["not_judged"].push_back(promise->id);
  }
  stream["passed_over"] = trace.report.passed_over;
}

}  // namespace

std::string to_text(const std::vector<StreamedTrace>& traces, const TextStyle& style,
                    bool closing_line) {
  // One violation of a kind is shown; more of a kind say the same.
  std::string text;
  for (const StreamedTrace& trace : traces) {
    text += totals_text(trace) + promises_text(trace, style) + kinds_text(trace);
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
  Json violations = Json::array(), promises = Json::array(), streams = Json::array();
  for (const StreamedTrace& trace : traces) {
    operations += trace.report.calls;
    Json stream = {{"trace", trace.name},
                   {"verdict", policy::name_of(verdict_of(trace.report))},
                   {"totals", to_json(trace.report.totals)}};
    if (!trace.report.undecided.empty()) stream["why"] = trace.report.undecided;
    stream["drained"] = trace.report.drained;
    add_promises(trace, promises, stream);
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
                         {"promises", std::move(promises)},
                         {"streams", std::move(streams)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
