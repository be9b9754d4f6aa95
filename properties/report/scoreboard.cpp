#include "properties/report/scoreboard.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& from, const char* name) {
  const auto found = from.find(name);
  return found != from.end() && found->is_string() ? found->get<std::string>() : "";
}

policy::Result<RunSummary> refused(const policy::Source& source, std::string message) {
  policy::Diagnostics diagnostics;
  diagnostics.push_back({"conform/no-report", policy::Severity::error, std::move(message), source,
                         policy::Place{}, "",
                         "give a file that `sqsproof conform run --output json=FILE` has written"});
  return tl::unexpected(std::move(diagnostics));
}

/// An example is told in each protocol; what failed in one has failed.
void add_example(const Json& one, RunSummary& run) {
  const std::string id = one.is_object() ? text_of(one, "id") : "";
  if (id.empty()) return;
  RunSummary::Row& row = run.rows[id];
  if (row.verdict == "fail") return;
  row.level = text_of(one, "level");
  const std::string verdict = text_of(one, "verdict");
  if (row.verdict.empty() || verdict != "pass") row.verdict = verdict;
  if (verdict == "fail") row.explanation = text_of(one, "why");
}

bool passes(const std::string& verdict) { return verdict == "pass" || verdict == "xfail"; }

}  // namespace

policy::Result<RunSummary> read_run(const policy::Source& source) {
  constexpr std::size_t kBytesLimit = 64 << 20;
  if (source->text.size() > kBytesLimit) return refused(source, "this file is too long");
  const Json document = Json::parse(source->text, nullptr, false);
  if (document.is_discarded() || !document.is_object()) {
    return refused(source, "this is not a JSON object");
  }
  const auto requirements = document.find("requirements");
  if (text_of(document, "tool") != "sqsproof" || requirements == document.end() ||
      !requirements->is_array()) {
    return refused(source, "this is not a report of `sqsproof conform run`");
  }
  RunSummary run{source->name, text_of(document, "endpoint"), {}};
  for (const Json& one : *requirements) {
    const std::string id = one.is_object() ? text_of(one, "id") : "";
    if (id.empty()) return refused(source, "a requirement has no `id`");
    RunSummary::Row& row = run.rows[id];
    row.level = text_of(one, "level");
    row.verdict = text_of(one, "verdict");
    if (const auto example = one.find("counterexample");
        example != one.end() && example->is_object()) {
      const std::string whole = text_of(*example, "explanation");
      row.explanation = whole.substr(0, whole.find('\n'));
    }
  }
  if (const auto examples = document.find("examples");
      examples != document.end() && examples->is_array()) {
    for (const Json& one : *examples) add_example(one, run);
  }
  return run;
}

std::vector<Change> changes_of(const std::vector<RunSummary>& runs) {
  std::vector<Change> changes;
  if (runs.empty()) return changes;
  const auto verdict = [](const RunSummary& run, const std::string& id) -> std::string {
    const auto found = run.rows.find(id);
    return found == run.rows.end() ? "-" : found->second.verdict;
  };
  std::set<std::string> ids;
  for (const RunSummary* run : {&runs.front(), &runs.back()}) {
    for (const auto& [id, row] : run->rows) ids.insert(id);
  }
  for (const std::string& id : ids) {
    Change change{id, verdict(runs.front(), id), verdict(runs.back(), id), false};
    change.worse = passes(change.before) && !passes(change.after);
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

std::string to_json(const std::vector<RunSummary>& runs) {
  Json list = Json::array(), changes = Json::array();
  for (const RunSummary& run : runs) {
    Json rows = Json::object();
    for (const auto& [id, row] : run.rows) {
      rows[id] = {{"level", row.level}, {"verdict", row.verdict}};
      if (!row.explanation.empty()) rows[id]["explanation"] = row.explanation;
    }
    list.push_back(
        {{"file", run.file}, {"endpoint", run.endpoint}, {"requirements", std::move(rows)}});
  }
  for (const Change& change : changes_of(runs)) {
    changes.push_back({{"requirement", change.requirement},
                       {"before", change.before},
                       {"after", change.after},
                       {"worse", change.worse}});
  }
  const Json document = {
      {"tool", "sqsproof"}, {"runs", std::move(list)}, {"changes", std::move(changes)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
