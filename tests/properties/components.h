// The parts of a history that have nothing to do with each other: messages of standard queues and
// FIFO groups, as far as no call is about several of them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::tests {

class Components {
 public:
  explicit Components(const semantics::History& history);
  /// The component of the operation of that index; empty for one that is about none or all of them.
  [[nodiscard]] std::string of(std::size_t operation);
  [[nodiscard]] std::set<std::string> names();

 private:
  void note(const semantics::Operation& operation);
  void join(const std::vector<std::string>& words);
  std::string root(const std::string& word);

  std::map<std::string, std::string> parents_;
  std::map<std::string, std::string> id_of_;  // by receipt
  std::vector<std::string> of_;               // a word of each operation
};

}  // namespace sqsproof::tests
