// The rules of the house that a machine can check, as tests over the source tree.
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// The line of folders; a file may include its own folder and those before it.
constexpr std::array<std::string_view, 6> kFolders = {"policy",     "semantics", "fixtures",
                                                      "properties", "cli",       "tests"};

std::optional<std::size_t> rank_of(std::string_view path) {
  const std::string_view top = path.substr(0, path.find('/'));
  const auto found = std::find(kFolders.begin(), kFolders.end(), top);
  if (found == kFolders.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kFolders.begin());
}

struct SourceFile {
  std::string path;  // relative to the root
  std::vector<std::string> lines;
};

std::vector<SourceFile> all_sources() {
  const fs::path root = SQSPROOF_SOURCE_DIR;
  std::vector<SourceFile> files;
  for (std::string_view folder : kFolders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".h") continue;
      if (entry.path().string().find("node_modules") != std::string::npos) continue;
      std::ifstream in(entry.path());
      SourceFile file{fs::relative(entry.path(), root).string(), {}};
      for (std::string line; std::getline(in, line);) file.lines.push_back(line);
      files.push_back(std::move(file));
    }
  }
  return files;
}

std::string place(const SourceFile& file, std::size_t index) {
  return file.path + ":" + std::to_string(index + 1) + ": ";
}

/// One line of the report for each include that goes right.
std::vector<std::string> includes_that_go_right(const SourceFile& file) {
  static const std::regex kInclude("^\\s*#\\s*include\\s+\"([^\"]+)\"");
  std::vector<std::string> wrong;
  const auto own = rank_of(file.path);
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (!std::regex_search(file.lines[i], match, kInclude)) continue;
    const auto other = rank_of(match[1].str());
    if (!other) {
      wrong.push_back(place(file, i) + "include `" + match[1].str() +
                      "` by its path from the root");
    } else if (*other > own.value_or(kFolders.size())) {
      wrong.push_back(place(file, i) + std::string(kFolders[*own]) + " may not include " +
                      std::string(kFolders[*other]));
    }
  }
  return wrong;
}

std::vector<std::string> lines_matching(const SourceFile& file, const std::regex& pattern,
                                        const std::string& rule) {
  std::vector<std::string> wrong;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (std::regex_search(file.lines[i], pattern)) wrong.push_back(place(file, i) + rule);
  }
  return wrong;
}

void expect_none(const std::vector<std::string>& wrong) {
  for (const std::string& line : wrong) ADD_FAILURE() << line;
}

bool is_in(const SourceFile& file, std::string_view folder) {
  return file.path.rfind(folder, 0) == 0;
}

}  // namespace

TEST(Tidy, IncludesGoLeft) {
  for (const SourceFile& file : all_sources()) expect_none(includes_that_go_right(file));
}

TEST(Tidy, AnIncludeThatGoesRightIsFound) {
  const SourceFile bad{"policy/bad.cpp", {"#include <vector>", "#include \"semantics/time.h\""}};
  EXPECT_EQ(includes_that_go_right(bad),
            std::vector<std::string>{"policy/bad.cpp:2: policy may not include semantics"});
  const SourceFile good{"cli/good.cpp", {"#include \"semantics/time.h\""}};
  EXPECT_TRUE(includes_that_go_right(good).empty());
}

// What editors and merges leave behind.
TEST(Tidy, NothingIsLeftBehind) {
  for (std::string_view folder : kFolders) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(SQSPROOF_SOURCE_DIR) / folder)) {
      const std::string path = entry.path().string();
      const bool left = path.ends_with(".orig") || path.ends_with(".rej") ||
                        path.ends_with(".bak") || path.ends_with("~");
      if (left && path.find("node_modules") == std::string::npos) ADD_FAILURE() << path;
    }
  }
}

TEST(Tidy, OneFileKnowsTheSolver) {
  std::vector<std::string> users;
  for (const SourceFile& file : all_sources()) {
    if (!lines_matching(file, std::regex("#\\s*include\\s*<z3"), "").empty())
      users.push_back(file.path);
  }
  EXPECT_EQ(users, std::vector<std::string>{"policy/prover/z3_core.cpp"});
}

// Third-party headers cost seconds each; tl::expected is small and part of our signatures.
TEST(Tidy, HeadersAreCheap) {
  const std::regex heavy(
      "#\\s*include\\s*<(nlohmann|boost|curl|rapidcheck|CLI|fmt|z3|regex|openssl)");
  for (const SourceFile& file : all_sources()) {
    if (!file.path.ends_with(".h")) continue;
    if (file.path.ends_with("_library.h")) continue;  // says so itself
    expect_none(lines_matching(file, heavy, "a heavy header; keep it in a .cpp"));
    EXPECT_TRUE(std::find(file.lines.begin(), file.lines.end(), "#pragma once") != file.lines.end())
        << file.path << ": no #pragma once";
    EXPECT_TRUE(!file.lines.empty() && file.lines[0].rfind("//", 0) == 0)
        << file.path << ": a header opens with a paragraph that says what it is";
  }
}

TEST(Tidy, ClocksAndChanceComeFromTheEdge) {
  const std::regex banned(
      "system_clock|random_device|getenv|sleep_for|sleep_until\\(std|\\brand\\(|\\btime\\((NULL|"
      "nullptr|0)\\)");
  for (const SourceFile& file : all_sources()) {
    if (is_in(file, "fixtures/") || is_in(file, "cli/") || is_in(file, "tests/")) continue;
    expect_none(
        lines_matching(file, banned, "time, chance and the environment are parameters here"));
  }
}

TEST(Tidy, FilesAreShort) {
  for (const SourceFile& file : all_sources()) {
    EXPECT_LE(file.lines.size(), 500U) << file.path << ": more than one idea in this file?";
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_LE(file.lines[i].size(), 110U) << place(file, i) << "line too long";
    }
  }
}

/// What one name of a namespace was first used for, and where.
struct NamedType {
  std::string meaning;
  std::string place;
};
using NamedTypes = std::map<std::string, NamedType>;

/// One line of the report for each type of a header whose name another header gives to another
/// type.
std::vector<std::string> types_named_alike(const SourceFile& file, NamedTypes& seen) {
  static const std::regex kNamespace("^namespace ([\\w:]+) \\{");
  static const std::regex kType("^(struct|class|enum class|enum|using) (\\w+)( = .*| [^;]*\\{.*)$");
  std::vector<std::string> wrong;
  std::string space;
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(file.lines[i], match, kNamespace)) space = match[1].str() + "::";
    if (!std::regex_search(file.lines[i], match, kType)) continue;
    const bool is_alias = match[1] == "using";
    const NamedType here{is_alias ? match[3].str() : place(file, i), place(file, i)};
    const auto [first, fresh] = seen.emplace(space + match[2].str(), here);
    if (fresh || first->second.meaning == here.meaning) continue;
    wrong.push_back(here.place + "`" + first->first + "` is a type of " + first->second.place);
  }
  return wrong;
}

// A linker takes the functions of either for those of both.
TEST(Tidy, ATypeHasItsNameForItself) {
  NamedTypes seen;
  std::vector<std::string> wrong;
  for (const SourceFile& file : all_sources()) {
    if (!file.path.ends_with(".h")) continue;
    for (std::string& line : types_named_alike(file, seen)) wrong.push_back(std::move(line));
  }
  EXPECT_GT(seen.size(), 500U) << "the pattern finds types";
  expect_none(wrong);
}

TEST(Tidy, TwoTypesOfOneNameAreFound) {
  NamedTypes seen;
  EXPECT_TRUE(
      types_named_alike({"a.h", {"namespace x {", "struct Y {", "using Z = int;"}}, seen).empty());
  EXPECT_TRUE(types_named_alike({"b.h", {"namespace z {", "struct Y {"}}, seen).empty());
  EXPECT_TRUE(
      types_named_alike({"c.h", {"namespace x {", "class Y;", "using Z = int;"}}, seen).empty());
  EXPECT_EQ(
      types_named_alike({"d.h", {"namespace x {", "class Y final {", "using Z = long;"}}, seen)
          .size(),
      2U);
}

TEST(Tidy, NothingIsLeftForLater) {
  const std::regex later(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
  for (const SourceFile& file : all_sources()) {
    expect_none(lines_matching(file, later, "finish it or leave it out"));
  }
}
