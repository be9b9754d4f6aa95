// A failure in a page: what was done, a picture of what was seen, and why it is wrong.
#include <fmt/format.h>

#include "properties/report/conform_page.h"
#include "properties/report/reference_url.h"
#include "properties/report/timeline/svg.h"
#include "properties/report/xml.h"

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
    "<span class=key style=\"background:#a0a0a0\"></span>deleted; hatched: perhaps</p>\n";

std::string reference(std::string_view text) {
  const LinkedReference link = linked_reference(text);
  if (link.url.empty()) return xml_text(text);
  return fmt::format("<a href=\"{}\">{}</a>{}", xml_text(link.url), xml_text(link.name),
                     xml_text(link.rest));
}

/// What was promised, by whom and how firmly, and by how much it is missed.
std::string failure_head(const RequirementResult& result) {
  const Description& words = result.requirement->words;
  std::string text = fmt::format(
      "<h2 id=\"{}\">{} <code>{}</code> <small class=muted>{}</small></h2>\n"
      "<p>{}. {}<br><span class=muted>AWS: {}</span></p>\n",
      html_anchor(words.id), html_badge(result.verdict), words.id,
      name_of(result.requirement->level), xml_text(words.title), xml_text(words.rationale),
      reference(words.reference));
  if (const auto margin = result.outcome.counterexample->violation.margin_us) {
    text += fmt::format("<p>Margin: {} more tolerance would excuse it.</p>\n",
                        semantics::describe_duration(*margin));
  }
  return text;
}

}  // namespace

std::string html_failure(const RequirementResult& result, const ConformReport& report) {
  const Counterexample& example = *result.outcome.counterexample;
  std::string text = failure_head(result);
  const auto program = describe(example.program);
  text += "<p>" + xml_text(program.front()) + "</p>\n<ol>\n";
  for (std::size_t i = 1; i < program.size(); ++i)
    text += "<li>" + xml_text(program[i]) + "</li>\n";
  text += "</ol>\n<div class=picture>" +
          timeline::to_svg(example.history, example.violation, example.calls) + "</div>\n" +
          kLegend;
  text +=
      "<p class=why><b>Why it is wrong:</b> " + xml_text(example.violation.explanation) + "</p>\n";
  const std::string replay =
      result.replay_file.empty()
          ? ""
          : "; <code>" + xml_text(replay_command(result.replay_file, report.target)) + "</code>";
  text += fmt::format("<p class=muted>{} commands, shrunk from {} in {} runs; seed {}{}</p>\n",
                      example.program.commands.size(), example.commands_found, example.shrink_runs,
                      report.seed, replay);
  text += "<details><summary>all calls</summary><pre>" + history_text(example) +
          "</pre></details>\n"
          "<details><summary>the trace, for <code>sqsproof judge</code></summary><pre>" +
          xml_text(semantics::to_json_lines(example.history)) + "</pre></details>\n";
  return text;
}

std::string to_html(const RequirementResult& failure, const ConformReport& report) {
  const std::string head = fmt::format("<p class=muted>{}; sqsproof {}, seed {}</p>\n",
                                       xml_text(report.endpoint), report.version, report.seed);
  return html_page(fmt::format("{}: {}", failure.requirement->words.id, report.endpoint),
                   head + html_failure(failure, report));
}

}  // namespace sqsproof::properties
