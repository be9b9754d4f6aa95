// Makes calls and writes down what was seen, when. Several clients may use it at once.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "properties/explore/run_program.h"

namespace sqsproof::properties {

class Recorder {
 public:
  explicit Recorder(const Venue& venue) : venue_(venue) {}

  /// Waits for the answer. A call takes a microsecond at least: an interval of length 0 would order
  /// what happened at one instant.
  semantics::Answer call(int client, semantics::Call call);
  /// A call that was made without `call`.
  void add(semantics::Operation operation);

  /// Not empty when the endpoint has stopped to answer.
  [[nodiscard]] std::string failure() const;
  [[nodiscard]] const Venue& venue() const { return venue_; }
  /// All operations by `invoked`, numbered from 1.
  [[nodiscard]] std::vector<semantics::Operation> finish();
  [[nodiscard]] std::size_t size() const;
  /// In any order.
  [[nodiscard]] std::vector<semantics::Operation> so_far() const;

 private:
  void watch_for_silence(const semantics::Operation& operation);

  const Venue& venue_;
  mutable std::mutex mutex_;
  std::vector<semantics::Operation> operations_;
  std::string failure_;
  std::set<std::string_view> answered_;  ///< actions that were answered
  int silent_ = 0;                       ///< calls of those without an answer, in a row
  int silent_at_all_ = 0;                ///< calls without an answer, in a row
};

}  // namespace sqsproof::properties
