#include "cli/match_queues.h"

#include <fmt/format.h>

namespace sqsproof::cli {
namespace {

std::string text_of(const LoadedQueue& queue) {
  return queue.policy ? queue.policy->source->text : std::string();
}

/// ARNs have colons in front, so that no path is taken for one.
std::string name_of(const std::string& arn, const std::string& relative) {
  return arn.empty() ? relative : "arn:" + arn;
}

}  // namespace

QueueIndex::QueueIndex(std::vector<LoadedQueue> queues) : queues_(std::move(queues)) {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    const LoadedQueue& queue = queues_[i];
    const auto [found, fresh] = by_name_.emplace(name_of(queue.queue.arn, queue.relative), i);
    if (fresh || text_of(queues_[found->second]) == text_of(queue)) continue;
    diagnostics_.push_back(
        {"input/queue-twice",
         policy::Severity::error,
         fmt::format("`{}` stands here twice, with different policies",
                     queue.queue.arn.empty() ? queue.relative : queue.queue.arn),
         queue.policy ? queue.policy->source : queues_[found->second].policy->source,
         {},
         "the other one is in " + queues_[found->second].input,
         "keep the one that counts"});
  }
}

const LoadedQueue* QueueIndex::find(const std::string& arn, const std::string& relative,
                                    bool alone) const {
  if (const auto found = by_name_.find(name_of(arn, relative)); found != by_name_.end()) {
    return &queues_[found->second];
  }
  if (!alone || queues_.size() != 1) return nullptr;
  const bool both_say = !arn.empty() && !queues_.front().queue.arn.empty();
  return both_say ? nullptr : &queues_.front();
}

}  // namespace sqsproof::cli
