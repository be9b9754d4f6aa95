// The queues that the paths of a command line hold: files of any known form, directories, standard
// input.
#pragma once

#include <string>
#include <vector>

#include "policy/document/document.h"
#include "policy/sources/source.h"

namespace sqsproof::cli {

/// A queue whose policy was parsed; one that could not be has diagnostics instead.
struct LoadedQueue {
  std::string name;
  std::string queue_arn;                           ///< may be empty
  std::shared_ptr<const policy::Document> policy;  ///< null: the queue has none
};

struct LoadedQueues {
  std::vector<LoadedQueue> queues;
  policy::Diagnostics diagnostics;
  bool complete = true;  ///< false when something could not be read
};

/// In a directory every `.json`, `.jsonl` and `.ndjson` file counts, in order of their names.
[[nodiscard]] LoadedQueues load_queues(const std::vector<std::string>& paths);

}  // namespace sqsproof::cli
