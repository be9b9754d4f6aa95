// The row of an example: a short fixed dialogue with an endpoint that shows whether it keeps one
// promise. Beside them are the requirements of properties/queue, which random programs test.
//
// Adding one: a function of a Conversation and a row in the file of its family. A test sees that
// the embedded endpoint passes, and that every mutant that the row names fails.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "properties/property.h"

namespace sqsproof::properties {

class Conversation;

/// What an endpoint must have besides queues; without it the example is skipped.
enum class ExampleNeeds : std::uint8_t {
  calls,       ///< nothing: it is told in each of the two protocols
  bytes,       ///< nothing: it is told once, in bytes
  signatures,  ///< that are verified; the keys of one account are enough
  callers,     ///< likewise, and the keys of a second account
  topics,      ///< the actions of SNS, behind the same or another URL
  buckets,     ///< events of objects, by the control API of the embedded endpoint
  restart      ///< a way to start it anew; told alone, behind all others
};

struct Example {
  Description words;
  Level level = Level::must;
  /// Says what is expected; returns when all of it came.
  void (*run)(Conversation&) = nullptr;
  std::vector<std::string_view> mutants{};  ///< of the embedded endpoint, that fail it
  ExampleNeeds needs = ExampleNeeds::calls;
};

/// Table of contents, in the order of reports.
[[nodiscard]] std::span<const Example> all_examples();

}  // namespace sqsproof::properties
