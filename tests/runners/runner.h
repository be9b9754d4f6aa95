// The one strict runner of case files. Each file under tests/cases is one test; the first folder
// of its path says which runner reads it. A file that cannot be read, has an unknown field or
// expects nothing is a failing test.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace sqsproof::tests {

struct Runner {
  std::string_view folder;                         ///< below tests/cases
  void (*run)(const std::filesystem::path& file);  ///< reports with GoogleTest's macros
};

[[nodiscard]] std::span<const Runner> all_runners();

}  // namespace sqsproof::tests
