// One self-contained page: a table of verdicts, and for each failure what was done, a picture of
// what was seen, and why it is wrong. No script, nothing loaded from elsewhere.
#include <algorithm>
#include <fmt/format.h>

#include "properties/report/conform_counts.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/reference_url.h"
#include "properties/report/timeline/svg.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

using Verdict = RequirementResult::Verdict;

constexpr const char* kStyle = R"(
body{font:15px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0 auto;
max-width:1180px;padding:24px}
h1{font-size:24px;margin:0 0 4px}
h2 small{font-size:15px;font-weight:normal}
h2{font-size:19px;margin:36px 0 6px;padding-top:12px;border-top:1px solid #dde}
code,pre{font:13px/1.5 ui-monospace,monospace}pre{background:#f6f7f9;padding:12px;overflow-x:auto}
table{border-collapse:collapse;margin:12px 0}
td,th{padding:4px 12px 4px 0;text-align:left;vertical-align:top}
th{border-bottom:1px solid #99a}td{border-bottom:1px solid #eef}td.n,th.n{text-align:right}
.v{font-weight:600;border-radius:3px;padding:1px 7px;color:#fff;font-size:13px}
.pass{background:#2e7d32}.fail{background:#c62828}
.undecided,.error{background:#b26a00}.skip{background:#78808a}
.xfail,.xpass{background:#fff;box-shadow:inset 0 0 0 1.5px}.xfail{color:#c62828}.xpass{color:#2e7d32}
.picture{overflow-x:auto;border:1px solid #dde;padding:8px 0}
.list{list-style:none;padding:0}
.why{white-space:pre-line;margin:12px 0}
.muted{color:#667}
.key{display:inline-block;width:14px;height:11px;margin:0 4px 0 14px;vertical-align:-1px}
@media(prefers-color-scheme:dark){body{background:#16181c;color:#e4e6ea}pre{background:#202329}
.picture{background:#fff;border-color:#2a2e36}a{color:#8ab4f8}
td{border-color:#2a2e36}.muted{color:#9aa3ae}h2{border-color:#333}}
)";

std::string badge(Verdict verdict) {
  return fmt::format("<span class=\"v {0}\">{0}</span>", name_of(verdict));
}

std::string anchor(std::string_view id) {
  std::string name(id);
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

std::string level_table(const ConformReport& report) {
  const LevelTable levels = level_table_of(report);
  std::string head, rows;
  for (const Verdict column : levels.columns) {
    head += fmt::format("<th class=n>{}</th>", column_name_of(column));
  }
  for (const auto& [level, counts] : levels.rows) {
    rows += fmt::format("<tr><td>{}</td>", name_of(level));
    for (const Verdict column : levels.columns) {
      rows += fmt::format("<td class=n>{}</td>", counts[column]);
    }
    rows += "</tr>\n";
  }
  return "<table><tr><th>level</th>" + head + "</tr>\n" + rows + "</table>\n";
}

std::string requirement_row(const RequirementResult& result) {
  const Description& words = result.requirement->words;
  const std::string name = anchor(words.id);
  const std::string id = result.outcome.counterexample  // then it is told below
                             ? fmt::format("<a href=\"#{}\"><code>{}</code></a>", name, words.id)
                             : fmt::format("<code id=\"{}\">{}</code>", name, words.id);
  std::string title = xml_text(words.title);
  for (const std::string& remark : {result.why, result.note}) {
    if (!remark.empty()) title += "<br><span class=muted>" + xml_text(remark) + "</span>";
  }
  return fmt::format(
      "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=n>{}</td><td "
      "class=n>{}</td></tr>\n",
      badge(result.verdict), id, name_of(result.requirement->level), title, result.outcome.cases,
      result.outcome.instances);
}

std::string requirement_table(const ConformReport& report) {
  std::string rows;
  for (const RequirementResult& result : report.results) rows += requirement_row(result);
  return "<table><tr><th>verdict</th><th>requirement</th><th>level</th><th></th>"
         "<th class=n>programs</th><th class=n>tests</th></tr>\n" +
         rows + "</table>\n";
}

std::string history_text(const Counterexample& example) {
  std::string text;
  const auto lines = semantics::describe_operations(example.history);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    text += fmt::format("{:>3} {}\n", example.history.operations[i].id, xml_text(lines[i]));
  }
  return text;
}

constexpr const char* kLegend =
    "<p class=muted>Above, the calls of each client; below, its messages."
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
      anchor(words.id), badge(result.verdict), words.id, name_of(result.requirement->level),
      xml_text(words.title), xml_text(words.rationale), reference(words.reference));
  if (const auto margin = result.outcome.counterexample->violation.margin_us) {
    text += fmt::format("<p>Margin: {} more tolerance would excuse it.</p>\n",
                        semantics::describe_duration(*margin));
  }
  return text;
}

std::string failure(const RequirementResult& result, const ConformReport& report) {
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
  text +=
      "<details><summary>all calls</summary><pre>" + history_text(example) + "</pre></details>\n";
  return text;
}

std::string example(const ExampleResult& result) {
  const Description& words = result.example->words;
  std::string transcript;
  for (const std::string& line : result.transcript) transcript += xml_text(line) + "\n";
  if (!transcript.empty()) {
    transcript =
        "<details><summary>calls and answers</summary><pre>" + transcript + "</pre></details>";
  }
  return fmt::format(
      "<tr><td><span class=\"v {0}\">{0}</span></td><td><code>{1}</code></td><td>{2}</td>"
      "<td>{3}<br><span class=muted>{4}</span>{5}</td></tr>\n",
      name_of(result.verdict), words.id, name_of(result.example->level), xml_text(words.title),
      xml_text(result.why), transcript);
}

std::string example_table(const ConformReport& report) {
  if (report.examples.empty()) return "";
  std::string rows;
  for (const ExampleResult& result : noteworthy(report.examples)) rows += example(result);
  return fmt::format("<h2 id=examples>Examples</h2>\n<p>{}</p>\n<table>{}</table>\n",
                     example_counts_of(report).words(), rows);
}

/// Links to what is no pass, which may stand far below.
std::string noteworthy_list(const ConformReport& report) {
  std::string list;
  const auto add = [&](Verdict verdict, const Description& words, std::string_view target) {
    list += fmt::format("<li>{} <a href=\"#{}\"><code>{}</code></a> {}</li>\n", badge(verdict),
                        target, words.id, xml_text(words.title));
  };
  for (const RequirementResult& result : report.results) {
    const bool usual = result.verdict == Verdict::pass || result.verdict == Verdict::skip;
    if (!usual)
      add(result.verdict, result.requirement->words, anchor(result.requirement->words.id));
  }
  for (const ExampleResult& result : noteworthy(report.examples)) {
    if (result.verdict != Verdict::skip) add(result.verdict, result.example->words, "examples");
  }
  return list.empty() ? "" : "<ul class=list>\n" + list + "</ul>\n";
}

std::string fingerprint(const ConformReport& report) {
  std::string text;
  for (const std::string& line : lines_of(report.freedoms)) {
    text += fmt::format("<p>{}</p>\n", xml_text(line));
  }
  return text;
}

}  // namespace

std::string to_html(const ConformReport& report) {
  std::string failures;
  for (const RequirementResult& result : report.results) {
    if (result.outcome.counterexample) failures += failure(result, report);
  }
  return fmt::format(
             "<!doctype html>\n<html lang=en><head><meta charset=utf-8>"
             "<meta name=viewport content=\"width=device-width\">"
             "<title>{0}: {1}</title><style>",
             xml_text(report.endpoint), headline_of(report)) +
         kStyle +
         fmt::format(
             "</style></head><body>\n<h1>{}</h1>\n<p class=muted>{}; sqsproof {}, seed {}</p>\n",
             xml_text(report.endpoint), headline_of(report), report.version, report.seed) +
         level_table(report) + noteworthy_list(report) + fingerprint(report) +
         requirement_table(report) + example_table(report) + failures + "</body></html>\n";
}

}  // namespace sqsproof::properties
