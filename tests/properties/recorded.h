// Histories as recorders write them, and traces as files.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::tests {

/// The lines of its trace, every record when it happens.
[[nodiscard]] std::vector<std::string> recorded_lines(const semantics::History& history);
[[nodiscard]] std::string recorded(const semantics::History& history);

/// A file without a name that holds the text.
class Written {
 public:
  explicit Written(const std::string& text);
  Written(const Written&) = delete;
  Written& operator=(const Written&) = delete;
  ~Written() { std::fclose(file_); }
  [[nodiscard]] int descriptor() const;

 private:
  std::FILE* file_;
};

}  // namespace sqsproof::tests
