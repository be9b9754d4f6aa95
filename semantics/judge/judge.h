// Could a queue that keeps its promises have produced this history?
//
// The judge reads only histories. It shares no code with the queue model that the embedded
// endpoint runs (model/): two independent definitions of the same promises, compared with each
// other by every test that judges the embedded endpoint. It reasons with intervals: a promise is
// violated only when no instants inside the calls' intervals explain what was seen.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/verdict.h"
#include "semantics/history.h"

namespace sqsproof::semantics {

struct Violation {
  std::string promise;               ///< id of the promise
  std::size_t at = 0;                ///< id of the operation that shows it
  std::vector<std::size_t> because;  ///< ids of the operations it follows from, in order
  std::string explanation;           ///< sentences with times and values, one a line
};

struct Judgement {
  policy::Verdict verdict = policy::Verdict::unknown;
  std::size_t instances = 0;  ///< how often the promise was put to the test; 0 is vacuous
  std::vector<Violation> violations;
  bool untested = false;  ///< unknown only because nothing put the promise to the test
  std::string why;        ///< for unknown: what was missing
};

/// A promise of SQS that a history can be held against.
struct Promise {
  std::string_view id;  ///< stable words: `visibility/hidden-until-timeout`
  std::string_view statement;
  std::string_view reference;
  Judgement (*judge)(const History&, const Tolerance&);
};

/// Table of contents, in the order of reports.
[[nodiscard]] std::span<const Promise> all_promises();
[[nodiscard]] const Promise* find_promise(std::string_view id);

}  // namespace sqsproof::semantics
