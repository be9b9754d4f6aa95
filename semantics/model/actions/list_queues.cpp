#include "policy/support/words.h"
#include "semantics/model/paging.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

bool begins_in_any_case(const std::string& name, const std::string& prefix) {
  return policy::to_lower(name).starts_with(policy::to_lower(prefix));
}

}  // namespace

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
  const bool any_case = config.flaw == Flaw::list_ignores_case;
  if (any_case) queue = queues.begin();
  for (; queue != queues.end() && (any_case || queue->first.starts_with(prefix)); ++queue) {
    if (any_case && !begins_in_any_case(queue->first, prefix)) continue;
    if (queue->second->later.ends_at <= now) continue;
    if (response.queue_urls.size() == page_size(page)) {
      response.next_token = next_token(page, list, last);
      break;
    }
    const bool named = config.flaw == Flaw::lists_names;
    response.queue_urls.push_back(named ? queue->first : url_of(queue->first));
    last = queue->first;
  }
  const bool full = !last.empty() && response.queue_urls.size() == page_size(page);
  if (full && !response.next_token && config.flaw == Flaw::list_ends_with_token) {
    response.next_token = next_token(page, list, last);
  }
  return response;
}

}  // namespace sqsproof::semantics
