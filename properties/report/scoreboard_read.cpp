// Reads what `conform run --output json` has written. What it does not know it refuses: a verdict
// that is not understood must not count as one that is.
#include <algorithm>
#include <fmt/format.h>

#include "policy/support/json.h"
#include "policy/support/words.h"
#include "properties/report/scoreboard.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;

std::string text_of(const JsonValue& from, std::string_view name) {
  const JsonValue* found = policy::member_of(from, name);
  return found && found->kind == JsonValue::Kind::string ? found->text : "";
}

class RunReader {
 public:
  explicit RunReader(const policy::Source& source) : source_(source) {}

  policy::Result<RunSummary> read() {
    constexpr std::size_t kBytesLimit = 64 << 20;
    if (source_->text.size() > kBytesLimit) {
      refuse("this file is too long", {}, kCure);
      return tl::unexpected(std::move(problems_));
    }
    const auto document = policy::read_json(source_);
    if (!document) return tl::unexpected(document.error());
    read_document(*document);
    if (!problems_.empty()) return tl::unexpected(std::move(problems_));
    return std::move(run_);
  }

 private:
  static constexpr const char* kCure =
      "give a file that `sqsproof conform run --output json=FILE` has written";

  void refuse(std::string message, policy::Place place, std::string help) {
    if (!problems_.empty()) return;  // one is enough of a file that is no report
    problems_.push_back({"conform/no-report", policy::Severity::error, std::move(message), source_,
                         place, "", std::move(help)});
  }

  void read_document(const JsonValue& document) {
    const JsonValue* requirements = policy::member_of(document, "requirements");
    if (text_of(document, "tool") != "sqsproof" || requirements == nullptr ||
        requirements->kind != JsonValue::Kind::array) {
      return refuse("this is not a report of `sqsproof conform run`", document.place, kCure);
    }
    run_.file = source_->name;
    run_.endpoint = text_of(document, "endpoint");
    for (const JsonValue& one : requirements->items) add(one, explanation_of(one));
    if (const JsonValue* examples = policy::member_of(document, "examples")) {
      for (const JsonValue& one : examples->items) add(one, text_of(one, "why"));
    }
  }

  static std::string explanation_of(const JsonValue& requirement) {
    const JsonValue* example = policy::member_of(requirement, "counterexample");
    const std::string whole = example ? text_of(*example, "explanation") : "";
    return whole.substr(0, whole.find('\n'));
  }

  /// An example is told in each protocol: the worst counts, with its explanation.
  void add(const JsonValue& one, std::string explanation) {
    const std::string id = text_of(one, "id");
    if (id.empty()) return refuse("a requirement has no `id`", one.place, kCure);
    const auto verdict = verdict_of(one);
    const auto level = level_of(one);
    if (!verdict || !level) return;
    const auto [found, first] = run_.rows.try_emplace(id, RunSummary::Row{*level, *verdict, ""});
    RunSummary::Row& row = found->second;
    row.verdict = first ? *verdict : worst(row.verdict, *verdict);
    if (failed(*verdict) && row.verdict == *verdict) row.explanation = std::move(explanation);
  }

  static policy::Place place_of(const JsonValue& one, std::string_view name) {
    const JsonValue* found = policy::member_of(one, name);
    return found ? found->place : one.place;
  }

  std::optional<ConformVerdict> verdict_of(const JsonValue& one) {
    const std::string word = text_of(one, "verdict");
    const auto verdict = conform_verdict_named(word);
    if (verdict) return verdict;
    std::string list;
    for (const ConformVerdict known : kConformVerdicts) {
      list += (list.empty() ? "" : ", ") + std::string(name_of(known));
    }
    refuse(word.empty() ? fmt::format("`{}` has no verdict", text_of(one, "id"))
                        : fmt::format("there is no verdict `{}`", word),
           place_of(one, "verdict"), "verdicts are " + list);
    return std::nullopt;
  }

  std::optional<Level> level_of(const JsonValue& one) {
    const std::string word = text_of(one, "level");
    for (const Level level : {Level::must, Level::should, Level::may}) {
      if (name_of(level) == word) return level;
    }
    refuse(fmt::format("there is no level `{}`", word), place_of(one, "level"),
           "levels are must, should and may");
    return std::nullopt;
  }

  const policy::Source& source_;
  RunSummary run_;
  policy::Diagnostics problems_;
};

}  // namespace

policy::Result<RunSummary> read_run(const policy::Source& source) {
  return RunReader(source).read();
}

}  // namespace sqsproof::properties
