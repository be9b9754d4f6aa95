#include "tests/properties/recorded.h"

#include <algorithm>
#include <sstream>
#include <unistd.h>

namespace sqsproof::tests {

std::vector<std::string> recorded_lines(const semantics::History& history) {
  std::vector<std::pair<semantics::Instant_us, std::string>> records;
  std::istringstream lines(to_json_lines(history));
  for (std::string line; std::getline(lines, line);) {
    const auto at = line.find("\"ts\":");
    const bool head = at == std::string::npos;
    records.emplace_back(head ? 0 : std::stoll(line.substr(at + 5)), std::move(line));
  }
  std::stable_sort(records.begin(), records.end(),
                   [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<std::string> sorted;
  for (auto& [at, line] : records) sorted.push_back(std::move(line));
  return sorted;
}

std::string recorded(const semantics::History& history) {
  std::string text;
  for (const std::string& line : recorded_lines(history)) text += line + "\n";
  return text;
}

Written::Written(const std::string& text) : file_(std::tmpfile()) {
  std::fwrite(text.data(), 1, text.size(), file_);
  std::fflush(file_);
  std::rewind(file_);
}

int Written::descriptor() const { return fileno(file_); }

}  // namespace sqsproof::tests
