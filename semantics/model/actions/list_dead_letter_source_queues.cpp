#include "semantics/model/paging.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// In the order of their names.
Checked<Reply> Service::State::apply(const ListDeadLetterSourceQueuesRequest& request,
                                     Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const std::string& arn = *(*queue)->identity().arn;
  const PageRequest page{request.max_results, request.next_token};
  const auto start = page_start(page, arn);
  if (!start) return Refusal(start.error());
  ListDeadLetterSourceQueuesResponse response;
  const auto& sources = dead_letter_sources.of(arn);
  std::string last;
  for (auto name = sources.upper_bound(*start); name != sources.end(); ++name) {
    if (response.queue_urls.size() == page_size(page)) {
      response.next_token = next_token(page, arn, last);
      break;
    }
    response.queue_urls.push_back(url_of(*name));
    last = *name;
  }
  return response;
}

}  // namespace sqsproof::semantics
