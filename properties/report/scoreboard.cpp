#include "properties/report/scoreboard.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace sqsproof::properties {
namespace {

using Json = nlohmann::ordered_json;

std::optional<ConformVerdict> verdict_in(const RunSummary& run, const std::string& id) {
  const auto found = run.rows.find(id);
  return found == run.rows.end() ? std::nullopt : std::optional(found->second.verdict);
}

/// Of a verdict that is not the same any more.
Trend trend_of(std::optional<ConformVerdict> before, std::optional<ConformVerdict> after) {
  const bool passed_before = before && passed(*before);
  const bool passes_now = after && passed(*after);
  if (passed_before != passes_now) return passed_before ? Trend::worse : Trend::better;
  const bool fails = before && after && failed(*before) && failed(*after);
  return passed_before || fails ? Trend::same : Trend::other;
}

}  // namespace

std::string_view name_of(Trend trend) {
  constexpr std::string_view kNames[] = {"worse", "better", "same", "other"};
  return kNames[static_cast<std::size_t>(trend)];
}

std::vector<Change> changes_of(const std::vector<RunSummary>& runs) {
  std::vector<Change> changes;
  if (runs.empty()) return changes;
  std::set<std::string> ids;
  for (const RunSummary* run : {&runs.front(), &runs.back()}) {
    for (const auto& [id, row] : run->rows) ids.insert(id);
  }
  const auto word = [](std::optional<ConformVerdict> verdict) {
    return std::string(verdict ? name_of(*verdict) : "-");
  };
  for (const std::string& id : ids) {
    const auto before = verdict_in(runs.front(), id), after = verdict_in(runs.back(), id);
    if (before != after)
      changes.push_back({id, word(before), word(after), trend_of(before, after)});
  }
  return changes;
}

std::string to_json(const std::vector<RunSummary>& runs) {
  Json list = Json::array(), changes = Json::array();
  for (const RunSummary& run : runs) {
    Json rows = Json::object();
    for (const auto& [id, row] : run.rows) {
      rows[id] = {{"level", name_of(row.level)}, {"verdict", name_of(row.verdict)}};
      if (!row.explanation.empty()) rows[id]["explanation"] = row.explanation;
    }
    list.push_back(
        {{"file", run.file}, {"endpoint", run.endpoint}, {"requirements", std::move(rows)}});
  }
  for (const Change& change : changes_of(runs)) {
    changes.push_back({{"requirement", change.requirement},
                       {"before", change.before},
                       {"after", change.after},
                       {"worse", change.trend == Trend::worse},
                       {"trend", name_of(change.trend)}});
  }
  const Json document = {
      {"tool", "sqsproof"}, {"runs", std::move(list)}, {"changes", std::move(changes)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sqsproof::properties
