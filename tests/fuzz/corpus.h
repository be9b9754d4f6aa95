// The inputs that fuzzers start from, among them everything that they ever found.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace sqsproof::tests {

/// The texts of tests/fuzz/corpus/<folder>, by the names of their files.
[[nodiscard]] inline std::map<std::string, std::string> corpus(const std::string& folder) {
  std::map<std::string, std::string> texts;
  const auto path = std::filesystem::path(SQSPROOF_SOURCE_DIR) / "tests/fuzz/corpus" / folder;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    texts[entry.path().filename().string()] = text.str();
  }
  return texts;
}

}  // namespace sqsproof::tests
