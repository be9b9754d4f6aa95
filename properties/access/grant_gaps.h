// Callers of whom it is not proved that the grants are all, by reason: a large policy names
// thousands, and the reason is one.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sqsproof::properties {

class GrantGaps {
 public:
  void add(const std::string& who, const std::string& why);
  /// `anyone, without an AWS account and 3001 more: the time limit was reached`
  [[nodiscard]] std::vector<std::string> words() const;

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> callers_by_reason_;
};

}  // namespace sqsproof::properties
