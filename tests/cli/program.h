// Runs the built program as a user would, and collects what came out.
#pragma once

#include <string>
#include <vector>

namespace sqsproof::tests {

struct Outcome {
  int exit_code = -1;
  std::string out;            ///< standard output
  std::string err;            ///< standard error
  double seconds = 0;         ///< of processor time
  std::size_t megabytes = 0;  ///< of memory at its most
};

/// `arguments` are passed as they are (no shell); `input` is standard input. Standard output goes
/// to a file when `output` names one, and is not read then.
[[nodiscard]] Outcome run_program(const std::vector<std::string>& arguments,
                                  const std::string& input = {}, const std::string& output = {});

/// A file in a folder of its own, removed at the end of the test program.
[[nodiscard]] std::string temporary_file(const std::string& name, const std::string& text);

[[nodiscard]] std::string read_file(const std::string& path);

/// The path of a sample under fixtures/data/policies.
[[nodiscard]] std::string sample(const std::string& name);

}  // namespace sqsproof::tests
