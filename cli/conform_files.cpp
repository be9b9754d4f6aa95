#include "cli/conform_files.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <string_view>

#include "cli/input.h"
#include "cli/replace_file.h"
#include "properties/examples/run.h"

namespace sqsproof::cli {

namespace {

constexpr std::size_t kMostNamed = 5;

/// The ids that an entry names; a mistake in it is said where it stands.
policy::Result<std::set<std::string>> ids_of(const std::string& entry, const policy::Source& source,
                                             policy::Place place) {
  const auto selected = properties::select_requirements({entry});
  if (!selected) {
    policy::Diagnostics mistakes = selected.error();
    for (policy::Diagnostic& mistake : mistakes) {
      mistake.source = source;
      mistake.place = place;
    }
    return tl::unexpected(std::move(mistakes));
  }
  std::set<std::string> ids;
  for (const auto* requirement : *selected) ids.insert(std::string(requirement->words.id));
  for (const auto* example : properties::select_examples({entry})) {
    ids.insert(std::string(example->words.id));
  }
  return ids;
}

}  // namespace

policy::Result<KnownFailures> read_known_failures(const std::string& path) {
  KnownFailures known;
  if (path.empty()) return known;
  const auto source = read_input(path);
  if (!source) return tl::unexpected(source.error());
  policy::Diagnostics mistakes;
  const std::string& text = (*source)->text;
  const std::size_t first = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;  // a byte order mark
  for (std::size_t begin = first; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    const std::string_view entry = line.substr(0, line.find('#'));
    const std::size_t word = entry.find_first_not_of(" \t\r");
    if (word != std::string_view::npos) {
      const std::size_t stop = std::min(entry.find_first_of(" \t\r", word), entry.size());
      const std::string words(entry.substr(word, stop - word));
      const auto found = ids_of(words, *source, {begin + word, begin + stop});
      if (found) {
        known.ids.insert(found->begin(), found->end());
        known.entries.push_back({words, *found});
      }
      if (!found) mistakes.insert(mistakes.end(), found.error().begin(), found.error().end());
    }
    begin = end + 1;
  }
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  return known;
}

std::string unjudged_remark(const KnownFailures& known, const properties::ConformReport& report) {
  std::set<std::string_view> judged;
  const auto note = [&](const auto& result, std::string_view id) {
    if (result.verdict != properties::ConformVerdict::skip) judged.insert(id);
  };
  for (const auto& result : report.results) note(result, result.requirement->words.id);
  for (const auto& result : report.examples) note(result, result.example->words.id);
  std::string list;
  std::size_t count = 0;
  for (const auto& [words, ids] : known.entries) {
    const bool used = std::any_of(ids.begin(), ids.end(),
                                  [&](const std::string& id) { return judged.contains(id); });
    if (used) continue;
    ++count;
    if (count <= kMostNamed) list += fmt::format("{}`{}`", count == 1 ? "" : ", ", words);
  }
  if (count == 0) return "";
  if (count > kMostNamed) list += fmt::format(" and {} more", count - kMostNamed);
  return fmt::format("known failures that this run did not judge: {}\n", list);
}

std::string write_replay(const std::string& dir, const properties::RequirementResult& result,
                         const properties::ConformReport& report) {
  std::string name(result.requirement->words.id);
  std::replace(name.begin(), name.end(), '/', '-');
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  const auto path = std::filesystem::path(dir) / fmt::format("{}-{}", name, report.seed);
  const properties::Replay replay{std::string(result.requirement->words.id),
                                  result.outcome.counterexample->program};
  properties::RequirementResult told = result;
  told.replay_file = path.string() + ".json";
  std::string wrong = replace_file(
      told.replay_file, properties::with_target(properties::to_json(replay), report.target));
  if (wrong.empty()) {
    wrong = replace_file(path.string() + ".html", properties::to_html(told, report));
  }
  if (wrong.empty()) return told.replay_file;
  fmt::print(stderr, "error: cannot write `{}`: {}\n  help: name a folder that can be written\n",
             told.replay_file, wrong);
  return "";
}

}  // namespace sqsproof::cli
