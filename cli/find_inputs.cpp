#include "cli/find_inputs.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace sqsproof::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostEntries = 200'000;
constexpr std::size_t kDeepest = 64;

constexpr const char* kRead = "*.json, *.jsonl and *.ndjson";

policy::Diagnostic problem(const fs::path& path, const std::string& what, std::string help) {
  return {"input/unreadable",
          policy::Severity::error,
          fmt::format("cannot read `{}`: {}", path.string(), what),
          std::make_shared<const policy::SourceText>(policy::SourceText{path.string(), ""}),
          {},
          {},
          std::move(help)};
}

bool has_input_name(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".json" || extension == ".jsonl" || extension == ".ndjson";
}

class Walk {
 public:
  explicit Walk(fs::path root) : root_(std::move(root)) {}

  FoundInputs run() {
    enter(root_, 0);
    if (entries_ > kMostEntries) {
      found_.files.clear();
      found_.diagnostics = {problem(root_, fmt::format("more than {} entries", kMostEntries),
                                    "name a smaller folder, or the files")};
    } else if (found_.files.empty() && found_.diagnostics.empty()) {
      found_.diagnostics.push_back(problem(root_, fmt::format("no {} in this folder", kRead),
                                           "name a folder with policies, or the files"));
    }
    std::sort(found_.files.begin(), found_.files.end(),
              [](const InputFile& a, const InputFile& b) { return a.path < b.path; });
    return std::move(found_);
  }

 private:
  void enter(const fs::path& folder, std::size_t depth) {
    if (depth > kDeepest) {
      found_.diagnostics.push_back(problem(folder, fmt::format("deeper than {} folders", kDeepest),
                                           "name a folder further down"));
      return;
    }
    std::error_code failed;
    fs::directory_iterator at(folder, failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
      if (++entries_ > kMostEntries) return;
      visit(*at, depth);
    }
    if (!failed) return;
    found_.diagnostics.push_back(problem(folder, failed.message(), "check the permissions"));
  }

  void visit(const fs::directory_entry& entry, std::size_t depth) {
    std::error_code failed;
    if (entry.is_directory(failed) && !entry.is_symlink(failed)) {
      enter(entry.path(), depth + 1);
    } else if (!has_input_name(entry.path())) {
      if (entry.is_regular_file(failed)) ++found_.skipped;
    } else if (entry.is_regular_file(failed)) {
      found_.files.push_back(
          {entry.path().string(), entry.path().lexically_relative(root_).string()});
    } else {
      found_.diagnostics.push_back(
          problem(entry.path(), "it is no file", "remove it, or repair the link"));
    }
  }

  fs::path root_;
  FoundInputs found_;
  std::size_t entries_ = 0;
};

}  // namespace

FoundInputs find_inputs(const std::string& path) {
  std::error_code failed;
  if (path != "-" && fs::is_directory(path, failed)) return Walk(path).run();
  return {{{path, fs::path(path).filename().string()}}, {}, 0};
}

std::string words_of_skipped(const FoundInputs& found) {
  if (found.skipped == 0) return {};
  return fmt::format("{} skipped: of a folder, {} are read",
                     found.skipped == 1 ? "1 file" : fmt::format("{} files", found.skipped), kRead);
}

}  // namespace sqsproof::cli
