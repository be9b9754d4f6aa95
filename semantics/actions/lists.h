// The actions that list queues, page by page: ListQueues, ListDeadLetterSourceQueues.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct ListQueuesRequest {
  static constexpr std::string_view action = "ListQueues";
  std::optional<std::string> queue_name_prefix;
  std::optional<std::string> next_token;
  std::optional<int> max_results;  ///< 1..1000; without it there is one page and no token
  static constexpr auto fields() {
    using R = ListQueuesRequest;
    return std::tuple{Field{"QueueNamePrefix", "QueueNamePrefix", &R::queue_name_prefix},
                      Field{"NextToken", "NextToken", &R::next_token},
                      Field{"MaxResults", "MaxResults", &R::max_results}};
  }
};

struct ListQueuesResponse {
  std::vector<std::string> queue_urls;
  std::optional<std::string> next_token;
  static constexpr auto fields() {
    using R = ListQueuesResponse;
    return std::tuple{Field{"QueueUrls", "QueueUrl.N", &R::queue_urls},
                      Field{"NextToken", "NextToken", &R::next_token}};
  }
};

struct ListDeadLetterSourceQueuesRequest {
  static constexpr std::string_view action = "ListDeadLetterSourceQueues";
  std::string queue_url;  ///< the dead-letter queue
  std::optional<std::string> next_token;
  std::optional<int> max_results;
  static constexpr auto fields() {
    using R = ListDeadLetterSourceQueuesRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"NextToken", "NextToken", &R::next_token},
                      Field{"MaxResults", "MaxResults", &R::max_results}};
  }
};

struct ListDeadLetterSourceQueuesResponse {
  std::vector<std::string> queue_urls;  ///< `queueUrls` in JSON, with a small q
  std::optional<std::string> next_token;
  static constexpr auto fields() {
    using R = ListDeadLetterSourceQueuesResponse;
    return std::tuple{Field{"queueUrls", "QueueUrl.N", &R::queue_urls},
                      Field{"NextToken", "NextToken", &R::next_token}};
  }
};

}  // namespace sqsproof::semantics
