// What came of an example.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fixtures/wire/protocol.h"
#include "properties/examples/example.h"

namespace sqsproof::properties {

struct ExampleResult {
  enum class Verdict {
    pass,
    fail,       ///< `why` says what was expected and what came
    undecided,  ///< the endpoint did not answer, or not in time
    skip,       ///< cannot be told here: the endpoint has no such action, or something is missing
    xfail,      ///< a known failure, as expected
    xpass       ///< a known failure that passes
  };
  const Example* example = nullptr;
  fixtures::Protocol protocol = fixtures::Protocol::json;  ///< in which its calls were made
  Verdict verdict = Verdict::undecided;
  std::string why;                      ///< empty for pass
  std::vector<std::string> transcript;  ///< calls and answers, one a line; long ones are cut
};
[[nodiscard]] std::string_view name_of(ExampleResult::Verdict verdict);

/// Ends an example before its end; `run_examples` catches it.
struct ExampleEnd {
  ExampleResult::Verdict verdict;
  std::string why;
};

}  // namespace sqsproof::properties
