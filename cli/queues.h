// The queues that the paths of a command line hold: files of any known form, directories, standard
// input.
#pragma once

#include <string>
#include <vector>

#include "cli/find_inputs.h"
#include "policy/document/document.h"
#include "policy/sources/source.h"
#include "properties/access/subject.h"

namespace CLI {
class App;
}

namespace sqsproof::cli {

/// The queues of one file, or what is wrong with it; `form` is what `--input-format` says.
[[nodiscard]] policy::QueuesRead read_file(const std::string& path, const std::string& form = {});

/// Which queue, as far as somebody says; either may be empty.
struct NamedQueue {
  std::string arn;
  std::string account;
};
/// The queue that a policy is attached to: as the input says, then as the options do.
[[nodiscard]] policy::Result<properties::QueueChoice> choose_queue(const policy::Document& policy,
                                                                   const NamedQueue& input,
                                                                   const NamedQueue& options);

/// The name of a queue that two versions of the same inputs have in common: the path of its file
/// below the folder that was named, and where it stands in it.
[[nodiscard]] std::string relative_of(const policy::QueuePolicy& queue, const InputFile& file);

/// A queue whose policy was parsed; one that could not be has diagnostics instead.
struct LoadedQueue {
  std::string name;
  std::string input;     ///< where it stands
  std::string relative;  ///< see relative_of
  NamedQueue queue;
  std::shared_ptr<const policy::Document> policy;  ///< null: the queue has none
};

struct LoadedQueues {
  std::vector<LoadedQueue> queues;
  policy::Diagnostics diagnostics;
  std::vector<std::string> notes;  ///< what was not read, with the folder
  bool complete = true;            ///< false when something could not be read
};

[[nodiscard]] LoadedQueues load_queues(const std::vector<std::string>& paths,
                                       const std::string& form = {});

/// Adds `--input-format`.
void add_input_format(CLI::App& app, std::string& form);

}  // namespace sqsproof::cli
