// One self-contained page: a table of verdicts, and for each failure what was done, a picture of
// what was seen, and why it is wrong. No script, nothing loaded from elsewhere.
#include <fmt/format.h>

#include "properties/report/conform_counts.h"
#include "properties/report/conform_page.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/shared_failures.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

using Verdict = RequirementResult::Verdict;

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
  const std::string name = html_anchor(words.id);
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
      html_badge(result.verdict), id, name_of(result.requirement->level), title,
      result.outcome.cases, result.outcome.instances);
}

std::string requirement_table(const ConformReport& report) {
  std::string rows;
  for (const RequirementResult& result : report.results) rows += requirement_row(result);
  return "<table><tr><th>verdict</th><th>requirement</th><th>level</th><th></th>"
         "<th class=n>programs</th><th class=n>tests</th></tr>\n" +
         rows + "</table>\n";
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
    list += fmt::format("<li>{} <a href=\"#{}\"><code>{}</code></a> {}</li>\n", html_badge(verdict),
                        target, words.id, xml_text(words.title));
  };
  for (const RequirementResult& result : report.results) {
    const bool usual = result.verdict == Verdict::pass || result.verdict == Verdict::skip;
    if (!usual)
      add(result.verdict, result.requirement->words, html_anchor(result.requirement->words.id));
  }
  for (const ExampleResult& result : noteworthy(report.examples)) {
    if (result.verdict != Verdict::skip) add(result.verdict, result.example->words, "examples");
  }
  if (list.empty()) return "";
  std::string hints;
  for (const SharedFailure& shared : shared_failures(report)) {
    hints += "<p>" + xml_text(describe(shared)) + "</p>\n";
  }
  return "<ul class=list>\n" + list + "</ul>\n" + hints;
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
    if (result.outcome.counterexample) failures += html_failure(result, report);
  }
  const std::string head =
      fmt::format("<h1>{}</h1>\n<p class=muted>{}; sqsproof {}, seed {}</p>\n",
                  xml_text(report.endpoint), headline_of(report), report.version, report.seed);
  return html_page(fmt::format("{}: {}", report.endpoint, headline_of(report)),
                   head + level_table(report) + noteworthy_list(report) + fingerprint(report) +
                       requirement_table(report) + example_table(report) + failures);
}

}  // namespace sqsproof::properties
