// What came of an example.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fixtures/wire/protocol.h"
#include "properties/conform_verdict.h"
#include "properties/examples/example.h"

namespace sqsproof::properties {

struct ExampleResult {
  using Verdict = ConformVerdict;
  const Example* example = nullptr;
  fixtures::Protocol protocol = fixtures::Protocol::json;  ///< in which its calls were made
  Verdict verdict = Verdict::undecided;
  std::string why;  ///< empty for pass; what was expected and what came for fail
  std::vector<std::string> transcript;  ///< calls and answers, one a line; long ones are cut
};

/// Ends an example before its end; `run_examples` catches it.
struct ExampleEnd {
  ExampleResult::Verdict verdict;
  std::string why;
};

}  // namespace sqsproof::properties
