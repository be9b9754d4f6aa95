#include <charconv>

#include "semantics/history.h"

namespace sqsproof::semantics {
namespace {

/// The number of an attribute; the default when it is absent or no number (the endpoint's concern).
int number_of(const StringMap& attributes, const char* name, int otherwise) {
  const auto found = attributes.find(name);
  if (found == attributes.end()) return otherwise;
  const std::string& text = found->second;
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? number : otherwise;
}

bool is(const StringMap& attributes, const char* name, std::string_view value) {
  const auto found = attributes.find(name);
  return found != attributes.end() && found->second == value;
}

}  // namespace

QueueSettings settings_of(const CreateQueueRequest& request) {
  const StringMap& a = request.attributes;
  QueueSettings settings;
  settings.name = request.queue_name.value_or("");
  settings.fifo = settings.name.ends_with(".fifo");
  settings.visibility_timeout_s = number_of(a, "VisibilityTimeout", settings.visibility_timeout_s);
  settings.delay_s = number_of(a, "DelaySeconds", settings.delay_s);
  settings.retention_s = number_of(a, "MessageRetentionPeriod", settings.retention_s);
  settings.wait_time_s = number_of(a, "ReceiveMessageWaitTimeSeconds", settings.wait_time_s);
  settings.has_redrive_policy = a.contains("RedrivePolicy");
  settings.content_based_deduplication = is(a, "ContentBasedDeduplication", "true");
  settings.deduplicates_per_group = is(a, "DeduplicationScope", "messageGroup");
  return settings;
}

}  // namespace sqsproof::semantics
