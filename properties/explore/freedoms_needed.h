// What kind of queue an endpoint is: the fewest freedoms of AWS that explain everything it did
// beyond the strict model, and how often it took those that are counted. One history alone may be
// explained in several ways; together they leave few.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "properties/explore/excusing_sets.h"
#include "semantics/judge/judge.h"
#include "semantics/judge/share.h"

namespace sqsproof::properties {

struct FreedomsNeeded {
  struct Need {
    const semantics::FreedomRow* row = nullptr;
    std::size_t histories = 0;   ///< that it is needed for; 0: no promise is about it
    semantics::Share share{};    ///< how often it was taken, of what is counted; of 0: is not
    std::string_view counted{};  ///< what that is: `deliveries`
  };
  std::vector<Need> freedoms;  ///< in the order of their table
  std::size_t histories = 0;   ///< that broke a strict promise, and were looked at
  /// Promises that were broken beyond what all freedoms together explain.
  std::vector<std::string_view> unexplained;
  /// Promises whose failures freedoms explain, each by itself and whatever else failed.
  struct Excusable {
    std::string_view promise;
    std::vector<const semantics::FreedomRow*> by;  ///< the fewest; in the order of their table
  };
  std::vector<Excusable> excusable{};  ///< in the order of their ids
  /// Whether the freedoms are but a guess at what failed: see FreedomSearch::question.
  bool asked = false;
  std::vector<std::string_view> excused{};  ///< of a guess: promises that they would excuse
  [[nodiscard]] bool any() const { return histories > 0 || !freedoms.empty(); }
};

class FreedomSearch {
 public:
  /// Looks for freedoms in a history that broke these promises of the strict model. A promise that
  /// has been looked at often enough costs nothing more. What is `steady` came late in a search and
  /// came again when asked to, so that it is not chance: a receive that misses messages by chance
  /// misses them soon.
  void add(const semantics::History& history, const semantics::Tolerance& tolerance,
           const std::vector<const semantics::Promise*>& broken, bool steady = false);
  /// The same for a history that is still to be judged.
  void judge(const semantics::History& history, const semantics::Tolerance& tolerance);
  /// What a rate (all_rates) counted. That an endpoint changes the order breaks no promise, so the
  /// count alone tells of it.
  void count(const semantics::Promise& rate, const semantics::Share& share);
  [[nodiscard]] FreedomsNeeded result() const;
  /// Of failures, in place of result(): only freedoms that explain all that fails alike
  /// (failure_kind), and together most of what fails, so that a plain bug is not excused where it
  /// looks like one of them by chance.
  [[nodiscard]] FreedomsNeeded question() const;

 private:
  using Set = FreedomSet;
  using Alternatives = std::set<Set>;  // any one of them explains
  struct Broken {
    std::string_view promise;
    Alternatives alternatives;  ///< none: nothing explains it
    std::size_t history = 0;    ///< number
    std::string kind;           ///< failure_kind
    bool steady = false;
  };

  [[nodiscard]] FreedomsNeeded result_of(const std::vector<Broken>& explained) const;
  [[nodiscard]] std::vector<FreedomsNeeded::Excusable> excusable() const;
  [[nodiscard]] static std::size_t histories_that_need(const std::vector<Broken>& explained,
                                                       Set row, Set chosen);
  [[nodiscard]] static Set smallest(const std::vector<Broken>& all);

  std::vector<Broken> broken_;                            ///< for each history and broken promise
  std::map<std::string_view, std::size_t> looked_at_;     ///< how often, by promise
  std::map<std::string_view, semantics::Share> counted_;  ///< by rate
  std::size_t histories_ = 0;
};

/// `deliver ... (W1, in 3 of 40 histories, 12 of 4000 deliveries, 0.3 %); ...`; empty when nothing
/// was needed.
[[nodiscard]] std::string describe(const FreedomsNeeded& needed);

}  // namespace sqsproof::properties
