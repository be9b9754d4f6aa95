#include <algorithm>
#include <array>

#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// What the queue is and has, beside what was set. SQSAPI/GetQueueAttributes
constexpr std::array<std::string_view, 6> kObserved = {"ApproximateNumberOfMessages",
                                                       "ApproximateNumberOfMessagesDelayed",
                                                       "ApproximateNumberOfMessagesNotVisible",
                                                       "CreatedTimestamp",
                                                       "LastModifiedTimestamp",
                                                       "QueueArn"};

std::string observed(std::string_view name, const Queue& queue, const Counts& counts) {
  if (name == "ApproximateNumberOfMessages") return std::to_string(counts.visible);
  if (name == "ApproximateNumberOfMessagesDelayed") return std::to_string(counts.delayed);
  if (name == "ApproximateNumberOfMessagesNotVisible") return std::to_string(counts.in_flight);
  if (name == "CreatedTimestamp") return std::to_string(queue.created() / kSecond_us);
  if (name == "LastModifiedTimestamp") return std::to_string(queue.modified() / kSecond_us);
  return *queue.identity().arn;
}

bool is_observed(std::string_view name) {
  return std::find(kObserved.begin(), kObserved.end(), name) != kObserved.end();
}

/// The names that are asked for, `All` spelled out; an error for one that no queue has.
Checked<std::vector<std::string_view>> asked(const std::vector<std::string>& names) {
  const std::vector<std::string_view> settable = settable_attributes();
  std::vector<std::string_view> result;
  for (const std::string& name : names) {
    if (name == "All") {
      result.insert(result.end(), settable.begin(), settable.end());
      result.insert(result.end(), kObserved.begin(), kObserved.end());
      continue;
    }
    const bool known =
        is_observed(name) || std::find(settable.begin(), settable.end(), name) != settable.end();
    if (!known) return unknown_attribute(name);
    result.push_back(name);
  }
  return result;
}

}  // namespace

/// Nothing is asked for, nothing is given (recorded); what is not set is left out.
Checked<Reply> Service::State::apply(const GetQueueAttributesRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  const Queue& queue = **opened;
  const auto names = asked(request.attribute_names);
  if (!names) return Refusal(names.error());
  const Counts counts = counts_of(**opened, now);
  GetQueueAttributesResponse response;
  for (const std::string_view name : *names) {
    const auto text = is_observed(name) ? observed(name, queue, counts)
                                        : attribute_text(queue.attributes(), name);
    if (text) response.attributes[std::string(name)] = *text;
  }
  return response;
}

}  // namespace sqsproof::semantics
