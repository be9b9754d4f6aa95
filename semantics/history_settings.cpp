#include <charconv>

#include "policy/support/json.h"
#include "semantics/digest.h"
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

std::string text_of(const policy::JsonValue& policy, const char* name) {
  const policy::JsonValue* found = policy::member_of(policy, name);
  return found ? found->text : "";
}

/// `{"deadLetterTargetArn":"arn:aws:sqs:region:account:name","maxReceiveCount":3}`; the count may
/// be a string. An empty text removes the policy.
void set_redrive_policy(QueueSettings& settings, const std::string& text) {
  settings.has_redrive_policy = !text.empty();
  settings.max_receives = 0;
  settings.dead_letter_queue.clear();
  auto source = std::make_shared<policy::SourceText>();
  source->text = text;
  const auto policy = policy::read_json(source);
  if (text.empty() || !policy) return;
  const std::string arn = text_of(*policy, "deadLetterTargetArn");
  settings.dead_letter_queue = arn.substr(arn.rfind(':') + 1);
  settings.max_receives =
      number_of({{"n", text_of(*policy, "maxReceiveCount")}}, "n", settings.max_receives);
}

void set_flag(const StringMap& attributes, const char* name, std::string_view value, bool& flag) {
  if (attributes.contains(name)) flag = is(attributes, name, value);
}

}  // namespace

void set_attributes(QueueSettings& settings, const StringMap& a) {
  settings.visibility_timeout_s = number_of(a, "VisibilityTimeout", settings.visibility_timeout_s);
  settings.delay_s = number_of(a, "DelaySeconds", settings.delay_s);
  settings.retention_s = number_of(a, "MessageRetentionPeriod", settings.retention_s);
  settings.wait_time_s = number_of(a, "ReceiveMessageWaitTimeSeconds", settings.wait_time_s);
  const auto redrive = a.find("RedrivePolicy");
  if (redrive != a.end()) set_redrive_policy(settings, redrive->second);
  set_flag(a, "ContentBasedDeduplication", "true", settings.content_based_deduplication);
  set_flag(a, "DeduplicationScope", "messageGroup", settings.deduplicates_per_group);
}

QueueSettings settings_of(const CreateQueueRequest& request) {
  QueueSettings settings;
  settings.name = request.queue_name.value_or("");
  settings.fifo = settings.name.ends_with(".fifo");
  set_attributes(settings, request.attributes);
  return settings;
}

SentDigests digests_of(const Operation& send, std::size_t entry) {
  if (entry < send.digests.size()) return send.digests[entry];
  if (const auto* one = std::get_if<SendMessageRequest>(&send.call)) {
    return {md5_hex(one->message_body.value_or("")), md5_of_attributes(one->message_attributes)};
  }
  const auto* batch = std::get_if<SendMessageBatchRequest>(&send.call);
  if (!batch || entry >= batch->entries.size()) return {};
  const SendMessageBatchRequestEntry& one = batch->entries[entry];
  return {md5_hex(one.message_body.value_or("")), md5_of_attributes(one.message_attributes)};
}

}  // namespace sqsproof::semantics
