// What kind of queue an endpoint is: the fewest freedoms of AWS that explain everything it did
// beyond the strict model. One history alone may be explained in several ways; together they leave
// few.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "semantics/judge/judge.h"

namespace sqsproof::properties {

struct FreedomsNeeded {
  struct Need {
    const semantics::FreedomRow* row = nullptr;
    std::size_t histories = 0;  ///< that it is needed for
  };
  std::vector<Need> freedoms;  ///< in the order of their table
  std::size_t histories = 0;   ///< that broke a strict promise, and were looked at
  /// Promises that were broken beyond what any two freedoms explain.
  std::vector<std::string_view> unexplained;
  [[nodiscard]] bool any() const { return histories > 0; }
};

class FreedomSearch {
 public:
  /// Looks for freedoms in a history that broke these promises of the strict model. A promise that
  /// has been looked at often enough costs nothing more.
  void add(const semantics::History& history, const semantics::Tolerance& tolerance,
           const std::vector<const semantics::Promise*>& broken);
  /// The same for a history that is still to be judged.
  void judge(const semantics::History& history, const semantics::Tolerance& tolerance);
  [[nodiscard]] FreedomsNeeded result() const;

 private:
  using Set = std::uint32_t;           // of freedoms, by their place in the table
  using Alternatives = std::set<Set>;  // any one of them explains

  [[nodiscard]] static Set smallest(const std::vector<Alternatives>& all);

  std::vector<Alternatives> explained_;                ///< for each history and broken promise
  std::vector<std::size_t> of_;                        ///< number of its history
  std::map<std::string_view, std::size_t> looked_at_;  ///< how often, by promise
  std::set<std::string_view> unexplained_;
  std::size_t histories_ = 0;
};

/// `redeliver ... (W1, in 3 histories); ...`; empty when nothing was needed.
[[nodiscard]] std::string describe(const FreedomsNeeded& needed);

}  // namespace sqsproof::properties
