// The rows of the conformance requirements, a file a family; all.cpp puts them together.
#pragma once

#include "properties/queue/requirement.h"

namespace sqsproof::properties {

struct Row {
  std::string_view promise;  ///< its id; title and reference are the promise's
  std::string_view why;      ///< what goes wrong for users of a queue that breaks it
  Bias bias{};
  std::string_view mutant{};
  std::string_view title{};  ///< shorter than the promise's statement, if need be
  LeastTimers least = LeastTimers::seconds;
};

[[nodiscard]] std::span<const Row> delivery_rows();
[[nodiscard]] std::span<const Row> visibility_rows();
[[nodiscard]] std::span<const Row> time_rows();
[[nodiscard]] std::span<const Row> dead_letter_rows();
[[nodiscard]] std::span<const Row> fifo_rows();
[[nodiscard]] std::span<const Row> dedup_rows();
[[nodiscard]] std::span<const Row> answer_rows();
[[nodiscard]] std::span<const Row> rate_rows();

}  // namespace sqsproof::properties
