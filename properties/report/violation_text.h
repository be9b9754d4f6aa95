// A violation as people read it, whichever judge found it.
#pragma once

#include <string>
#include <vector>

#include "semantics/judge/judge.h"

namespace sqsproof::properties {

struct ShownViolation {
  const semantics::Violation& violation;
  const std::vector<std::size_t>& calls;       ///< ids of those that matter; empty when not known
  const semantics::History& history;           ///< that holds them
  const std::vector<std::string>& operations;  ///< its operations in words
  std::size_t calls_in_all = 0;                ///< of the trace
};
/// The calls that matter as far as they are known, premises marked, and the explanation.
[[nodiscard]] std::string violation_text(const ShownViolation& shown);

}  // namespace sqsproof::properties
