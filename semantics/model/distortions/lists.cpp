// Of lists of queues, of tags and of sources.
#include "semantics/limits.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

template <void (*kChange)(ListQueuesRequest&)>
void in_list(Call& call) {
  if (auto* request = as<ListQueuesRequest>(call)) kChange(*request);
}

void list_all(ListQueuesRequest& request) { request.queue_name_prefix.reset(); }
void list_without_pages(ListQueuesRequest& request) { request.max_results.reset(); }

void give_token(const Call& call, Answer& answer) {
  const auto* request = std::get_if<ListQueuesRequest>(&call);
  auto* listed = response_in<ListQueuesResponse>(answer);
  if (request && listed && !request->max_results) listed->next_token = "more";
}

void keep_tags(Call& call) {
  if (auto* request = as<UntagQueueRequest>(call)) request->tag_keys = {"of nobody"};
}

void list_no_sources(const Call&, Answer& answer) {
  if (auto* listed = response_in<ListDeadLetterSourceQueuesResponse>(answer)) {
    listed->queue_urls.clear();
  }
}

void refuse_without_sources(const Call&, Answer& answer) {
  const auto* listed = response_in<ListDeadLetterSourceQueuesResponse>(answer);
  if (listed == nullptr || !listed->queue_urls.empty()) return;
  answer = ServiceError{"QueueDoesNotExist", "The specified queue does not exist.", 400};
}

void tell_nothing_moved(const Call&, Answer& answer) {
  auto* listed = response_in<ListMessageMoveTasksResponse>(answer);
  if (listed == nullptr) return;
  for (auto& task : listed->results) task.approximate_number_of_messages_moved = 0;
}

/// An empty key gets a blank.
void cut_tags(Call& call) {
  auto* request = as<TagQueueRequest>(call);
  if (request == nullptr) return;
  StringMap tags;
  for (const auto& [key, value] : request->tags) {
    tags[key.empty() ? " " : key.substr(0, kTagKeyLength)] = value.substr(0, kTagValueLength);
  }
  request->tags = std::move(tags);
}

constexpr Distortion kRows[] = {
    {Flaw::list_ignores_prefix, in_list<list_all>},
    {Flaw::list_ignores_pages, in_list<list_without_pages>},
    {Flaw::list_gives_token, nullptr, give_token},
    {Flaw::untag_ignored, keep_tags},
    {Flaw::sources_unlisted, nullptr, list_no_sources},
    {Flaw::no_sources_refused, nullptr, refuse_without_sources},
    {Flaw::moved_uncounted, nullptr, tell_nothing_moved},
    {Flaw::tags_cut, cut_tags},
};

}  // namespace

std::span<const Distortion> distortions_of_lists() { return kRows; }

}  // namespace sqsproof::semantics
