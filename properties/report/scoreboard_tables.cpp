// The scoreboard for people: as text, Markdown and HTML.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "properties/report/markdown.h"
#include "properties/report/scoreboard.h"
#include "properties/report/tally.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

/// Requirement and level, MUST before SHOULD before MAY.
std::vector<std::pair<std::string, Level>> rows_of(const std::vector<RunSummary>& runs) {
  std::set<std::pair<Level, std::string>> rows;
  for (const RunSummary& run : runs) {
    for (const auto& [id, row] : run.rows) rows.emplace(row.level, id);
  }
  std::vector<std::pair<std::string, Level>> list;
  for (const auto& [level, id] : rows) list.emplace_back(id, level);
  return list;
}

const RunSummary::Row* find(const RunSummary& run, const std::string& id) {
  const auto found = run.rows.find(id);
  return found == run.rows.end() ? nullptr : &found->second;
}

/// `17 of 18 MUST; 4 of 4 SHOULD`, of each level that was tested.
std::string score(const RunSummary& run) {
  std::string text;
  for (const auto& [level, name] :
       {std::pair{Level::must, "MUST"}, {Level::should, "SHOULD"}, {Level::may, "MAY"}}) {
    Tally counts;
    for (const auto& [id, row] : run.rows) {
      if (row.level == level) counts.add(row.verdict);
    }
    if (counts.all() > 0) text += (text.empty() ? "" : "; ") + counts.score(name);
  }
  return text.empty() ? "nothing tested" : text;
}

std::string_view word_of(const RunSummary::Row* row) { return row ? name_of(row->verdict) : "-"; }

std::string coloured(const RunSummary::Row* row, const TextStyle& style) {
  const std::string padded = fmt::format("{:<10}", word_of(row));
  if (!style.color) return padded;
  const bool passes = row && row->verdict == ConformVerdict::pass;
  const bool fails = row && row->verdict == ConformVerdict::fail;
  return fmt::format("\x1b[1;{}m{}\x1b[0m", passes ? 32 : fails ? 31 : 33, padded);
}

}  // namespace

std::string to_text(const std::vector<RunSummary>& runs, const TextStyle& style) {
  std::string text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    text += fmt::format("{}  {} ({}): {}\n", i + 1, printable(runs[i].endpoint),
                        printable(runs[i].file), score(runs[i]));
  }
  text += fmt::format("\n{:<44} {:<7}", "", "level");
  for (std::size_t i = 0; i < runs.size(); ++i) text += fmt::format("{:<10}", i + 1);
  text += "\n";
  for (const auto& [id, level] : rows_of(runs)) {
    text += fmt::format("{:<44} {:<7}", printable(id), name_of(level));
    for (const RunSummary& run : runs) text += coloured(find(run, id), style);
    text += "\n";
  }
  for (const Change& change : changes_of(runs)) {
    text +=
        fmt::format("\n{}: {} was {}, is {}", name_of(change.trend), printable(change.requirement),
                    printable(change.before), printable(change.after));
    const auto* row = find(runs.back(), change.requirement);
    if (row && !row->explanation.empty()) text += "\n  " + std::string(printable(row->explanation));
  }
  return text + (changes_of(runs).empty() ? "" : "\n");
}

std::string to_markdown(const std::vector<RunSummary>& runs) {
  std::string head = "| requirement | level |", line = "|---|---|", scores = "| **all** | |";
  for (const RunSummary& run : runs) {
    head += fmt::format(" {} |", markdown_cell(run.endpoint));
    line += "---|";
    scores += fmt::format(" {} |", score(run));
  }
  std::string text = head + "\n" + line + "\n" + scores + "\n";
  for (const auto& [id, level] : rows_of(runs)) {
    text += fmt::format("| `{}` | {} |", id, name_of(level));
    for (const RunSummary& run : runs) {
      const auto* row = find(run, id);
      const bool fails = row && row->verdict == ConformVerdict::fail;
      text += fails ? " **fail** |" : fmt::format(" {} |", word_of(row));
    }
    text += "\n";
  }
  return text;
}

std::string to_html(const std::vector<RunSummary>& runs) {
  std::string head, scores, rows;
  for (const RunSummary& run : runs) {
    head += "<th>" + xml_text(run.endpoint) + "</th>";
    scores += "<td>" + xml_text(score(run)) + "</td>";
  }
  for (const auto& [id, level] : rows_of(runs)) {
    rows += fmt::format("<tr><td><code>{}</code></td><td>{}</td>", xml_text(id), name_of(level));
    for (const RunSummary& run : runs) {
      const auto* row = find(run, id);
      rows += fmt::format("<td class=\"{0}\" title=\"{1}\">{0}</td>", word_of(row),
                          row ? xml_text(row->explanation) : "");
    }
    rows += "</tr>\n";
  }
  return "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>SQS conformance</title>"
         "<style>body{font:15px/1.5 "
         "system-ui,sans-serif;margin:24px}table{border-collapse:collapse}"
         "td,th{padding:4px 12px;text-align:left;border-bottom:1px solid #dde}"
         ".pass{background:#e3f2e5}.fail{background:#fbdcdc}.xfail{color:#c62828}.xpass{color:#"
         "2e7d32}"
         ".undecided,.error,.skip{background:#fdf0d9}</style></head><body>\n<h1>SQS "
         "conformance</h1>\n"
         "<table><tr><th>requirement</th><th>level</th>" +
         head + "</tr>\n<tr><td><b>all</b></td><td></td>" + scores + "</tr>\n" + rows +
         "</table></body></html>\n";
}

}  // namespace sqsproof::properties
