// What is wrong with records of a trace that are each in order and do not fit together: in the same
// words for the readers of whole histories and of streams. Internal to both.
#pragma once

#include <cstddef>
#include <string>

namespace sqsproof::semantics {

struct TraceProblem {
  const char* id;
  std::string message;
  std::string help;
};

[[nodiscard]] inline TraceProblem begins_twice(std::size_t operation) {
  return {"trace/two-invocations", "operation " + std::to_string(operation) + " begins twice",
          "give every attempt an id of its own, retries too"};
}
[[nodiscard]] inline TraceProblem returns_twice(std::size_t operation) {
  return {"trace/two-returns", "operation " + std::to_string(operation) + " returns twice",
          "give every attempt an id of its own, retries too"};
}
[[nodiscard]] inline TraceProblem never_begins(std::size_t operation) {
  return {"trace/return-without-invocation",
          "operation " + std::to_string(operation) + " returns but never begins",
          "keep the `inv` line of every `ret` line"};
}
[[nodiscard]] inline TraceProblem returns_early(std::size_t operation) {
  return {"trace/time", "operation " + std::to_string(operation) + " returns before it begins",
          "take both times from one monotonic clock"};
}
[[nodiscard]] inline TraceProblem is_too_long(std::size_t most) {
  return {"trace/line-too-long", "a line of more than " + std::to_string(most) + " bytes",
          "a record has fewer; is this a trace?"};
}
[[nodiscard]] inline TraceProblem no_head() {
  return {"trace/no-head", "the trace is empty", "begin it with {\"t\":\"head\",\"v\":1,...}"};
}

}  // namespace sqsproof::semantics
