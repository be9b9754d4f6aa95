// A failure in a page: what was done, a picture of what was seen, and why it is wrong.
#include <fmt/format.h>

#include "properties/report/conform_failure.h"
#include "properties/report/conform_page.h"
#include "properties/report/timeline/svg.h"
#include "properties/report/xml.h"
#include "semantics/trace_writer.h"

namespace sqsproof::properties {
namespace {

std::string history_text(const Counterexample& example) {
  std::string text;
  const auto lines = semantics::describe_operations(example.history);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += fmt::format("{:>3} {}\n", example.history.operations[i].id, xml_text(lines[i]));
  }
  return text;
}

constexpr const char* kLegend =
    "<p class=muted>Above, the calls of each client; arrows: timers; below, its messages."
    "<span class=key style=\"background:#c62828\"></span>what is wrong"
    "<span class=key style=\"background:#b79be0\"></span>what it follows from"
    "<span class=key style=\"background:#e0a030\"></span>in flight"
    "<span class=key style=\"background:#5b8fd0\"></span>delayed"
    "<span class=key style=\"background:#a0a0a0\"></span>gone; hatched: perhaps</p>\n";

std::string reference(const LinkedReference& link) {
  if (link.url.empty()) return xml_text(std::string(link.name) + std::string(link.rest));
  return fmt::format("<a href=\"{}\">{}</a>{}", xml_text(link.url), xml_text(link.name),
                     xml_text(link.rest));
}

/// What was promised, by whom and how firmly, and by how much it is missed.
std::string failure_head(const RequirementResult& result, const FailureFields& failure) {
  std::string text = fmt::format(
      "<h2 id=\"{}\">{} <code>{}</code> <small class=muted>{}</small></h2>\n"
      "<p>{}. {}<br><span class=muted>AWS: {}</span></p>\n",
      html_anchor(failure.requirement), html_badge(result.verdict), failure.requirement,
      failure.level, xml_text(failure.statement), xml_text(result.requirement->words.rationale),
      reference(failure.reference));
  if (!failure.margin.empty()) text += fmt::format("<p>Margin: {}.</p>\n", failure.margin);
  return text;
}

semantics::TraceOrigin origin_of(const ConformReport& report, const Counterexample& example) {
  return {.tool = "sqsproof " + report.version,
          .seed = std::to_string(report.seed),
          .profile = report.target.profile,
          .wall0 = example.history.virtual_time ? "" : semantics::kWallOfUnixTime};
}

std::string calls_text(const FailureFields& failure) {
  std::string text = "<pre>";
  for (const FailureFields::Call& call : failure.calls) {
    const bool dim = call.mark == '+';
    text += fmt::format("{}{}{}\n", dim ? "<span class=muted>" : "", xml_text(call.line()),
                        dim ? "</span>" : "");
  }
  if (failure.needs_more) text += fmt::format("  {}\n", mark_words(failure));
  if (failure.calls_left_out > 0) text += fmt::format("  {}\n", left_out_words(failure));
  return text + "</pre>\n";
}

}  // namespace

std::string html_failure(const RequirementResult& result, const ConformReport& report) {
  const Counterexample& example = *result.outcome.counterexample;
  const FailureFields failure = failure_fields_of(result, report);
  std::string text = failure_head(result, failure);
  text += "<p>" + xml_text(failure.setting) + "</p>\n<ol>\n";
  for (const std::string& command : failure.program) text += "<li>" + xml_text(command) + "</li>\n";
  text +=
      "</ol>\n<div class=picture>" +
      timeline::to_svg(example.history, example.violation, example.calls, also_needed(example)) +
      "</div>\n" + kLegend + calls_text(failure);
  text += "<p class=why><b>Why it is wrong:</b>";
  for (const std::string& line : failure.because) text += " " + xml_text(line) + "\n";
  text += "</p>\n";
  const std::string replay =
      failure.replay.empty() ? "" : "; <code>" + xml_text(failure.replay) + "</code>";
  text += fmt::format("<p class=muted>{}{}</p>\n", failure.origin, replay);
  text += "<details><summary>all calls</summary><pre>" + history_text(example) +
          "</pre></details>\n"
          "<details><summary>the trace, for <code>sqsproof judge</code></summary><pre>" +
          xml_text(semantics::to_json_lines(example.history, origin_of(report, example))) +
          "</pre></details>\n";
  return text;
}

std::string to_html(const RequirementResult& failure, const ConformReport& report) {
  const std::string head = fmt::format("<p class=muted>{}; sqsproof {}, seed {}</p>\n",
                                       xml_text(report.endpoint), report.version, report.seed);
  return html_page(fmt::format("{}: {}", failure.requirement->words.id, report.endpoint),
                   head + html_failure(failure, report));
}

}  // namespace sqsproof::properties
