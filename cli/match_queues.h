// Which queue of one set of inputs is which of another: an older version of the same.
#pragma once

#include <map>
#include <string>

#include "cli/queues.h"

namespace sqsproof::cli {

/// Queues are the same when the inputs name the same ARN. Policies by themselves are the same when
/// they lie at the same path below the folder that was named. Where each side has one queue, and
/// not both say which, these are the same.
class QueueIndex {
 public:
  /// A queue that stands there twice, with different policies, is a diagnostic.
  explicit QueueIndex(std::vector<LoadedQueue> queues);

  [[nodiscard]] const policy::Diagnostics& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const std::vector<LoadedQueue>& queues() const { return queues_; }
  /// `alone`: the other side has no other queue. Null when the queue is not there.
  [[nodiscard]] const LoadedQueue* find(const std::string& arn, const std::string& relative,
                                        bool alone) const;

 private:
  std::vector<LoadedQueue> queues_;
  std::map<std::string, std::size_t> by_name_;  ///< ARNs and paths
  policy::Diagnostics diagnostics_;
};

}  // namespace sqsproof::cli
