// Which program comes next in a search: round by round, each requirement in its turn, and more of
// them for what was hardly put to the test. Internal to the search, which calls it under its lock.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "properties/explore/explore.h"

namespace sqsproof::properties {

class Agenda {
 public:
  /// In real time all programs are made here, but for those of very long runs (window.h).
  /// @param options  live longer
  Agenda(std::vector<const Requirement*> requirements, const ExploreOptions& options);

  struct Job {
    std::size_t requirement = 0;  ///< an index
    Program program;
  };
  using Wanted = std::function<bool(std::size_t requirement)>;

  /// Requirements take turns, so that none waits for the others when time runs out. In real time
  /// the longest programs come first, so that the others run beside them.
  /// @param wanted  whose programs are made; others are passed over
  [[nodiscard]] std::optional<Job> next(const Wanted& wanted);

  /// Adds a round for what wants more when next() has no more: one at a time, so that a seed makes
  /// the same programs with any number of workers. False when there is nothing to add, or there was
  /// enough, and in real time, where it would take as long as all before it.
  [[nodiscard]] bool add_round(const Wanted& wanted);

  [[nodiscard]] std::size_t done() const { return done_; }
  [[nodiscard]] std::size_t all() const { return requirements_.size() * options_.cases; }

 private:
  void plan();
  [[nodiscard]] std::optional<Job> next_added(const Wanted& wanted);
  [[nodiscard]] Program make(std::size_t requirement, std::size_t round) const;

  std::vector<const Requirement*> requirements_;
  const ExploreOptions& options_;
  std::vector<Job> planned_;                               // the first ones, in real time
  std::size_t done_ = 0;                                   // of the rounds that were asked for
  std::size_t rounds_;                                     // and those that were added
  std::deque<std::pair<std::size_t, std::size_t>> added_;  // requirement, round
};

}  // namespace sqsproof::properties
