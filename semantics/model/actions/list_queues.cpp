#include "semantics/model/paging.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {

/// In the order of their names; without MaxResults one page, and no token even if there are more.
Checked<Reply> Service::State::apply(const ListQueuesRequest& request, Instant_us now) {
  const std::string prefix = request.queue_name_prefix.value_or("");
  const std::string list = "queues " + prefix;
  const PageRequest page{request.max_results, request.next_token};
  const auto start = page_start(page, list);
  if (!start) return Refusal(start.error());
  ListQueuesResponse response;
  std::string last;
  auto queue = start->empty() ? queues.lower_bound(prefix) : queues.upper_bound(*start);
  for (; queue != queues.end() && queue->first.starts_with(prefix); ++queue) {
    if (queue->second->later.ends_at <= now) continue;
    if (response.queue_urls.size() == page_size(page)) {
      response.next_token = next_token(page, list, last);
      break;
    }
    const bool named = config.flaw == Flaw::lists_names;
    response.queue_urls.push_back(named ? queue->first : url_of(queue->first));
    last = queue->first;
  }
  return response;
}

}  // namespace sqsproof::semantics
