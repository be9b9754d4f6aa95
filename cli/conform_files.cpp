#include "cli/conform_files.h"

#include <algorithm>
#include <filesystem>
#include <fmt/core.h>
#include <fstream>
#include <sstream>

#include "cli/input.h"
#include "properties/examples/run.h"

namespace sqsproof::cli {

policy::Result<std::set<std::string>> read_known_failures(const std::string& path) {
  std::set<std::string> ids;
  if (path.empty()) return ids;
  const auto source = read_input(path);
  if (!source) return tl::unexpected(source.error());
  std::istringstream lines((*source)->text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string id;
    if (!(words >> id)) continue;
    const auto selected = properties::select_requirements({id});
    if (!selected) return tl::unexpected(selected.error());
    for (const properties::Requirement* requirement : *selected)
      ids.insert(std::string(requirement->words.id));
    for (const auto* example : properties::select_examples({id})) {
      ids.insert(std::string(example->words.id));
    }
  }
  return ids;
}

std::string write_replay(const std::string& dir, const properties::RequirementResult& result,
                         std::uint64_t seed) {
  std::string name(result.requirement->words.id);
  std::replace(name.begin(), name.end(), '/', '-');
  std::error_code error;
  std::filesystem::create_directories(dir, error);
  const auto path = std::filesystem::path(dir) / fmt::format("{}-{}.json", name, seed);
  std::ofstream file(path, std::ios::binary);
  file << properties::to_json(properties::Replay{std::string(result.requirement->words.id),
                                                 result.outcome.counterexample->program});
  if (file.flush()) return path.string();
  fmt::print(stderr, "error: cannot write `{}`\n  help: name a folder that can be written\n",
             path.string());
  return "";
}

}  // namespace sqsproof::cli
