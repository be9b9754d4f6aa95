// Errors that many requirements and examples share, told once. An endpoint that is not there fails
// everything alike, as does a budget that is spent, and a page of that hides the one thing that
// there is to say.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "properties/report/conform_report.h"

namespace sqsproof::properties {

class SharedErrors {
 public:
  explicit SharedErrors(const ConformReport& report);

  /// Among those that `text` tells.
  [[nodiscard]] bool tell(const RequirementResult& result) const;
  [[nodiscard]] bool tell(const ExampleResult& result) const;
  /// A row for each cause, with how many there are of each kind; empty when there is none.
  [[nodiscard]] std::string text() const;

 private:
  struct Count {
    std::size_t requirements = 0, examples = 0;
  };
  using Cause = std::pair<ConformVerdict, std::string>;
  [[nodiscard]] bool is_shared(const Cause& cause) const;

  std::map<Cause, Count> counts_;
};

}  // namespace sqsproof::properties
