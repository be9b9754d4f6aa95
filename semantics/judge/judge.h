// Could a queue that keeps its promises have produced this history?
//
// The judge reads only histories. It shares no code with the queue model that the embedded
// endpoint runs (model/): two independent definitions of the same promises, compared with each
// other by every test that judges the embedded endpoint. It reasons with intervals: a promise is
// violated only when no instants inside the calls' intervals explain what was seen.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/verdict.h"
#include "semantics/history.h"
#include "semantics/judge/freedoms.h"

namespace sqsproof::semantics {

/// How AWS words it: promised, usual, or possible.
enum class Strength { must, should, may };

/// A step of reasoning about time: what a call began counts until an instant, or from it on.
struct TimeBound {
  std::size_t operation = 0;  ///< id of the call
  Instant_us from = 0;        ///< within the call, where it speaks for the endpoint
  Instant_us until = 0;       ///< `from` and a timer
  friend bool operator==(const TimeBound&, const TimeBound&) = default;
};

struct Violation {
  std::string promise;               ///< id of the promise
  std::size_t at = 0;                ///< id of the operation that shows it
  std::vector<std::size_t> because;  ///< ids of the operations it follows from, in order
  std::string explanation;           ///< sentences with times and values, one a line
  /// Of a violation that rests on timers: how much more tolerance would excuse it.
  std::optional<Duration_us> margin_us{};
  /// ... and which timers these are, for a picture; the operation `at` came too early or too late
  /// for the last of them.
  std::vector<TimeBound> bounds{};
};

struct Judgement {
  policy::Verdict verdict = policy::Verdict::unknown;
  std::size_t instances = 0;  ///< how often the promise was put to the test; 0 is vacuous
  std::vector<Violation> violations;
  bool untested = false;  ///< unknown only because nothing put the promise to the test
  std::string why;        ///< for unknown: what was missing
  /// Messages and groups of whose overlapping calls not every order was tried, since there are too
  /// many: those that were not speak for the endpoint.
  std::size_t untried = 0;
  std::size_t happened = 0;  ///< of a rate: so many of the instances were what it counts
};

struct Case;

/// A promise of SQS that a history can be held against.
struct Promise {
  std::string_view id;  ///< stable words: `visibility/hidden-until-timeout`
  std::string_view statement;
  std::string_view reference;
  Strength strength = Strength::must;
  Judgement (*judge)(const Case&) = nullptr;  ///< internal; ask through judge_all and judge_one
  std::string_view untested;  ///< what a history must hold to put the promise to the test
  /// Of a rate: what it counts may happen in so many of all instances, over many histories; 1:
  /// there is no limit of its own. 0: the promise is about each instance. See share.h
  double most = 0;
};

struct JudgeOptions {
  Tolerance tolerance{};
  Freedoms granted{};                      ///< what the endpoint may do beyond the strict model
  std::vector<const Promise*> promises{};  ///< empty: all
};

/// Table of contents, in the order of reports.
[[nodiscard]] std::span<const Promise> all_promises();
/// What may happen now and then, but not often: what one history holds of it decides nothing, so
/// that they are no promises like the others. Their judgements count.
[[nodiscard]] std::span<const Promise> all_rates();
/// Of both.
[[nodiscard]] const Promise* find_promise(std::string_view id);

/// One judgement a promise, in the order of `options.promises`, or of all_promises().
[[nodiscard]] std::vector<Judgement> judge_all(const History& history,
                                               const JudgeOptions& options = {});
[[nodiscard]] Judgement judge_one(const Promise& promise, const History& history,
                                  const JudgeOptions& options = {});

}  // namespace sqsproof::semantics
