// What `diff` tells about many queues: those that differ, one by one, and how all of them relate.
#pragma once

#include <string>
#include <vector>

#include "properties/report/diff_report.h"

namespace sqsproof::properties {

/// One queue on both sides. A queue that is on one side only has no policy on the other.
struct QueueDiff {
  std::string queue;   ///< ARN
  std::string change;  ///< what happened beside a change of the policy; may be empty
  DiffReport grants;
};

/// The relation of all queues together.
[[nodiscard]] Relation relation_of(const std::vector<QueueDiff>& queues);

[[nodiscard]] std::string to_text(const std::vector<QueueDiff>& queues, const TextStyle& style,
                                  bool closing);
/// The members of one diff, each grant with its queue, and a list of the queues.
[[nodiscard]] std::string to_json(const std::vector<QueueDiff>& queues);
/// A heading and a table for each queue that differs.
[[nodiscard]] std::string to_markdown(const std::vector<QueueDiff>& queues);

}  // namespace sqsproof::properties
