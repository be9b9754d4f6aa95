// Names of the queues that a run makes, and which queues are a run's.
#pragma once

#include <string>
#include <string_view>

#include "semantics/actions/action.h"

namespace sqsproof::properties {

/// Longest prefix: with what is added to it, a name has 80 characters at most.
/// SQSAPI/CreateQueue
constexpr std::size_t kLongestQueuePrefix = 16;
[[nodiscard]] bool is_queue_prefix(std::string_view prefix);

/// `sqsproof-19c2a7f3b1d`: what the names of a run's queues begin with. `run` is a number that no
/// other run has, for example of milliseconds.
[[nodiscard]] std::string run_names(std::string_view prefix, std::int64_t run);
/// Whether a run with that prefix may have made the queue of that name.
[[nodiscard]] bool is_of_a_run(std::string_view name, std::string_view prefix);

/// Who made a queue, for whom sees it later.
constexpr const char* kToolTag = "tool";
constexpr const char* kToolName = "sqsproof";
[[nodiscard]] semantics::StringMap run_tags(std::string_view names, std::string_view time);

}  // namespace sqsproof::properties
