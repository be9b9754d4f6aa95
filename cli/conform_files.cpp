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

policy::Result<std::set<std::string>> read_known_failures(const std::string& path) {
  std::set<std::string> ids;
  if (path.empty()) return ids;
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
      const auto found = ids_of(std::string(entry.substr(word, stop - word)), *source,
                                {begin + word, begin + stop});
      if (found) ids.insert(found->begin(), found->end());
      if (!found) mistakes.insert(mistakes.end(), found.error().begin(), found.error().end());
    }
    begin = end + 1;
  }
  if (!mistakes.empty()) return tl::unexpected(std::move(mistakes));
  return ids;
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
