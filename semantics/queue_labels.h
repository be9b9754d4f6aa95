// Short names for the queues of a history where there are several: `dlq` for where dead letters
// go, `q1`, `q2`, ... for the others in the order in which they were made or first used.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "semantics/history.h"

namespace sqsproof::semantics {

class QueueLabels {
 public:
  explicit QueueLabels(const History& history);

  /// Of a URL; empty where there is but one queue, which needs none.
  [[nodiscard]] std::string of_url(const std::string& url) const;
  /// Of the queue that the call is about, or that it made; empty likewise, and of other calls.
  [[nodiscard]] std::string of(const Operation& operation) const;
  /// Of an ARN; the queue's name where nothing else is known of it, or there is but one.
  [[nodiscard]] std::string of_arn(const std::string& arn) const;
  /// `dlq after 3 receives`; the text itself when it names no queue.
  [[nodiscard]] std::string of_redrive_policy(const std::string& text) const;
  /// `q1 is orders, dlq is orders-dead`: the names that are known; empty where there are none.
  [[nodiscard]] std::string legend() const;

 private:
  struct Queue {
    std::string url;
    std::string name{};
    std::string label{};
  };
  Queue& queue(const std::string& url, const History& history);
  [[nodiscard]] const Queue* named(const std::string& name) const;

  std::vector<Queue> queues_;
  std::map<std::string, std::size_t> by_url_;
};

}  // namespace sqsproof::semantics
