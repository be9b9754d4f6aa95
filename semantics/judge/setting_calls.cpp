#include "semantics/judge/setting_calls.h"

#include <fmt/core.h>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics {
namespace {

/// Index of the CreateQueue that made the queue and named the attribute; kNone when there is none.
std::size_t creation_naming(const Case& the_case, const QueueRecord& queue,
                            const std::string& attribute) {
  if (!queue.created_here) return kNone;
  const auto& operations = the_case.history.operations;
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const auto* created = response_in<CreateQueueResponse>(operations[i].answer);
    if (created == nullptr || created->queue_url != queue.url) continue;
    const auto& request = std::get<CreateQueueRequest>(operations[i].call);
    return request.attributes.contains(attribute) ? i : kNone;
  }
  return kNone;
}

}  // namespace

SettingCalls setting_calls(const Case& the_case, const QueueRecord& queue,
                           const std::string& attribute, Instant_us until) {
  SettingCalls calls;
  for (const std::size_t index : queue.setting_changes) {
    const Operation& operation = the_case.operation(index);
    const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call);
    if (set == nullptr || operation.invoked >= until) continue;
    const auto value = set->attributes.find(attribute);
    if (value == set->attributes.end()) continue;
    calls.at.push_back(index);
    calls.words += fmt::format("operation {} set {} to {}, at {} at the latest\n", operation.id,
                               attribute, value->second, the_case.time(operation.returned));
  }
  const std::size_t creation =
      calls.at.empty() ? kNone : creation_naming(the_case, queue, attribute);
  if (creation != kNone) {
    const auto& request = std::get<CreateQueueRequest>(the_case.operation(creation).call);
    calls.at.insert(calls.at.begin(), creation);
    calls.words = fmt::format("operation {} made the queue with {}={}\n", the_case.id(creation),
                              attribute, request.attributes.at(attribute)) +
                  calls.words;
  }
  return calls;
}

std::string named_at_creation(const Case& the_case, const QueueRecord& queue,
                              const std::string& attribute) {
  const std::size_t creation = creation_naming(the_case, queue, attribute);
  return creation == kNone ? "" : fmt::format(" (operation {})", the_case.id(creation));
}

}  // namespace sqsproof::semantics
