// The scoreboard for people: as text, Markdown and HTML.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "properties/report/scoreboard.h"
#include "properties/report/xml.h"

namespace sqsproof::properties {
namespace {

/// Requirement and level, MUST before SHOULD before MAY.
std::vector<std::pair<std::string, std::string>> rows_of(const std::vector<RunSummary>& runs) {
  std::set<std::tuple<int, std::string, std::string>> rows;
  for (const RunSummary& run : runs) {
    for (const auto& [id, row] : run.rows) {
      rows.insert({row.level == "must" ? 0 : row.level == "should" ? 1 : 2, id, row.level});
    }
  }
  std::vector<std::pair<std::string, std::string>> list;
  for (const auto& [rank, id, level] : rows) list.emplace_back(id, level);
  return list;
}

const RunSummary::Row* find(const RunSummary& run, const std::string& id) {
  const auto found = run.rows.find(id);
  return found == run.rows.end() ? nullptr : &found->second;
}

/// `17 of 18 must`, of each level that was tested.
std::string score(const RunSummary& run) {
  std::string text;
  for (const char* level : {"must", "should", "may"}) {
    int pass = 0, all = 0;
    for (const auto& [id, row] : run.rows) {
      if (row.level != level) continue;
      ++all;
      pass += row.verdict == "pass" || row.verdict == "xfail";
    }
    if (all > 0) text += fmt::format("{}{} of {} {}", text.empty() ? "" : ", ", pass, all, level);
  }
  return text.empty() ? "nothing tested" : text;
}

std::string coloured(const std::string& verdict, const TextStyle& style) {
  const std::string padded = fmt::format("{:<10}", verdict);
  if (!style.color) return padded;
  const int color = verdict == "pass" || verdict == "xfail"   ? 32
                    : verdict == "fail" || verdict == "xpass" ? 31
                                                              : 33;
  return fmt::format("\x1b[1;{}m{}\x1b[0m", color, padded);
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
    text += fmt::format("{:<44} {:<7}", printable(id), printable(level));
    for (const RunSummary& run : runs) {
      const auto* row = find(run, id);
      text += coloured(row ? std::string(printable(row->verdict)) : "-", style);
    }
    text += "\n";
  }
  for (const Change& change : changes_of(runs)) {
    text += fmt::format("\n{}: {} was {}, is {}", change.worse ? "worse" : "other",
                        printable(change.requirement), printable(change.before),
                        printable(change.after));
    const auto* row = find(runs.back(), change.requirement);
    if (row && !row->explanation.empty()) text += "\n  " + std::string(printable(row->explanation));
  }
  return text + (changes_of(runs).empty() ? "" : "\n");
}

std::string to_markdown(const std::vector<RunSummary>& runs) {
  std::string head = "| requirement | level |", line = "|---|---|", scores = "| **all** | |";
  for (const RunSummary& run : runs) {
    head += fmt::format(" {} |", run.endpoint);
    line += "---|";
    scores += fmt::format(" {} |", score(run));
  }
  std::string text = head + "\n" + line + "\n" + scores + "\n";
  for (const auto& [id, level] : rows_of(runs)) {
    text += fmt::format("| `{}` | {} |", id, level);
    for (const RunSummary& run : runs) {
      const auto* row = find(run, id);
      const std::string verdict = row ? row->verdict : "-";
      text += verdict == "fail" ? " **fail** |" : " " + verdict + " |";
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
    rows += fmt::format("<tr><td><code>{}</code></td><td>{}</td>", xml_text(id), xml_text(level));
    for (const RunSummary& run : runs) {
      const auto* row = find(run, id);
      const std::string verdict = row ? xml_text(row->verdict) : "-";
      rows += fmt::format("<td class=\"{0}\" title=\"{1}\">{0}</td>", verdict,
                          row ? xml_text(row->explanation) : "");
    }
    rows += "</tr>\n";
  }
  return "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>SQS conformance</title>"
         "<style>body{font:15px/1.5 "
         "system-ui,sans-serif;margin:24px}table{border-collapse:collapse}"
         "td,th{padding:4px 12px;text-align:left;border-bottom:1px solid #dde}"
         ".pass,.xfail{background:#e3f2e5}.fail,.xpass{background:#fbdcdc}"
         ".undecided,.error,.skip{background:#fdf0d9}</style></head><body>\n<h1>SQS "
         "conformance</h1>\n"
         "<table><tr><th>requirement</th><th>level</th>" +
         head + "</tr>\n<tr><td><b>all</b></td><td></td>" + scores + "</tr>\n" + rows +
         "</table></body></html>\n";
}

}  // namespace sqsproof::properties
