// Tells examples to an endpoint, and reports what came.
//
// To join them to the report of a conformance run: make an ExampleReach of a URL (or take that of
// EmbeddedDoors, embedded_doors.h, where there is none), `run_examples`, print `to_text` behind the
// requirements, put `to_json` beside them, and count `verdict_of` in.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "policy/support/verdict.h"
#include "properties/examples/reach.h"
#include "properties/examples/result.h"

namespace sqsproof::properties {

struct ExampleOptions {
  /// Before each example; by one thread at a time.
  std::function<void(const Example&)> progress = {};
  /// Examples that are told at once, in real time, when most of each is waiting.
  std::size_t workers = 1;
};

/// Never throws. Each in every protocol of the reach, those about bytes, callers and senders once.
/// Where no endpoint of SQS answers, and when it stops answering, the rest are errors without being
/// tried.
[[nodiscard]] std::vector<ExampleResult> run_examples(const std::vector<const Example*>& examples,
                                                      const ExampleReach& reach,
                                                      const ExampleOptions& options = {});

/// Those whose id begins with one of the prefixes, whole words only, up to a level; all of the
/// level without a prefix.
[[nodiscard]] std::vector<const Example*> select_examples(const std::vector<std::string>& prefixes,
                                                          Level lowest = Level::may);

/// Those of the ids in `known` may fail. One that fails in one of its protocols is a known failure,
/// whatever it does in the others; only one that fails in none is out of date.
void expect_failures(std::vector<ExampleResult>& results, const std::set<std::string>& known);

/// violated: one of level must or should failed, or a known failure passes; unknown: one stayed
/// undecided, or none was judged.
[[nodiscard]] policy::Verdict verdict_of(const std::vector<ExampleResult>& results);

/// A line for each, and for what did not pass why, and what was said.
[[nodiscard]] std::string to_text(const std::vector<ExampleResult>& results);
/// An array of objects, indented by two.
[[nodiscard]] std::string to_json(const std::vector<ExampleResult>& results);

}  // namespace sqsproof::properties
