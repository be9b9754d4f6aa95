// Registers one test for each file tests/cases/**/*.test.json. A file in a folder that no runner
// reads, or that has another name, is a failing test as well: cases cannot vanish.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "tests/runners/runner.h"

namespace {

namespace fs = std::filesystem;
using sqsproof::tests::Runner;

class CaseFile : public testing::Test {
 public:
  CaseFile(const Runner* runner, fs::path file) : runner_(runner), file_(std::move(file)) {}
  void TestBody() override {
    ASSERT_NE(runner_, nullptr) << file_ << ": no runner reads this folder";
    ASSERT_TRUE(file_.string().ends_with(".test.json")) << file_ << ": not named *.test.json";
    runner_->run(file_);
  }

 private:
  const Runner* runner_;
  fs::path file_;
};

const Runner* runner_of(const std::string& folder) {
  for (const Runner& runner : sqsproof::tests::all_runners()) {
    if (runner.folder == folder) return &runner;
  }
  return nullptr;
}

void register_cases(const fs::path& root) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const std::string relative = fs::relative(file, root).string();
    const std::size_t slash = relative.find('/');
    const std::string folder = relative.substr(0, slash);
    std::string name = slash == std::string::npos ? relative : relative.substr(slash + 1);
    if (name.ends_with(".test.json")) name.resize(name.size() - 10);
    // A `-` in a filter begins the tests that are not to run: ctest would run none at all.
    std::replace(name.begin(), name.end(), '-', '_');
    testing::RegisterTest(
        folder.c_str(), name.c_str(), nullptr, nullptr, file.c_str(), 1,
        [runner = runner_of(folder), file] { return new CaseFile(runner, file); });
  }
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  register_cases(fs::path(SQSPROOF_SOURCE_DIR) / "tests" / "cases");
  return RUN_ALL_TESTS();
}
