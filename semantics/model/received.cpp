#include "semantics/model/received.h"

#include <algorithm>

#include "policy/values/base64.h"
#include "semantics/digest.h"
#include "semantics/model/flawed_digest.h"
#include "semantics/model/receipts.h"
#include "semantics/model/sequence.h"

namespace sqsproof::semantics {
namespace {

/// Both lists count; over the Query protocol they are one. SQSAPI/ReceiveMessage
bool asks_for(const ReceiveMessageRequest& request, std::string_view name) {
  const auto in = [&](const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& one) { return one == "All" || one == name; });
  };
  return in(request.message_system_attribute_names) || in(request.attribute_names);
}

/// `All`, `.*`, `*`, a name, or `prefix.*` (recorded). SQSAPI/ReceiveMessage
bool asks_for_attribute(const ReceiveMessageRequest& request, std::string_view name, Flaw flaw) {
  const auto& names = request.message_attribute_names;
  return std::any_of(names.begin(), names.end(), [&](const std::string& one) {
    if (one == "All" || one == ".*" || one == "*" || one == name) return true;
    if (flaw == Flaw::filter_exact_only) return false;
    return one.ends_with(".*") && name.starts_with(one.substr(0, one.size() - 2));
  });
}

std::string shown_group(std::string group, Flaw flaw) {
  if (flaw != Flaw::group_in_capitals) return group;
  std::transform(group.begin(), group.end(), group.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return group;
}

StringMap system_attributes(const ReceiveMessageRequest& request, const Message& message,
                            const Queue& queue) {
  if (request.message_system_attribute_names.empty() && request.attribute_names.empty()) return {};
  const Content& content = message.content;
  const bool reset = queue.flaw() == Flaw::lapse_resets_count && !content.dead_from;
  const std::uint32_t count = queue.flaw() == Flaw::receive_count_stuck ? 1
                              : reset                                   ? message.queue_receives
                                                                        : content.receive_count;
  const bool changing = queue.flaw() == Flaw::sequence_changes;
  StringMap attributes;
  const auto give = [&](const char* name, std::string value) {
    if (asks_for(request, name)) attributes[name] = std::move(value);
  };
  give("SenderId", content.sender);
  give("SentTimestamp", std::to_string(content.sent / kMillisecond_us));
  give("ApproximateReceiveCount", std::to_string(count));
  give("ApproximateFirstReceiveTimestamp",
       std::to_string(content.first_received / kMillisecond_us));
  if (content.group) give("MessageGroupId", shown_group(*content.group, queue.flaw()));
  if (content.trace_header) give("AWSTraceHeader", *content.trace_header);
  if (content.dead_from) give("DeadLetterQueueSourceArn", *content.dead_from);
  if (queue.attributes().fifo) {
    const bool hashed = queue.flaw() == Flaw::dedup_id_hashed;
    give("MessageDeduplicationId",
         hashed ? sha256_hex(content.deduplication_id) : content.deduplication_id);
    const MessageNumber number = message.number + (changing ? content.receive_count - 1 : 0);
    give("SequenceNumber", shown_sequence(number, queue.flaw()));
  }
  return attributes;
}

/// A flaw.
void write_bytes_as_text(MessageAttributes& attributes) {
  for (auto& [name, value] : attributes) {
    if (!value.binary_value) continue;
    value = {"String", policy::to_base64(*value.binary_value), std::nullopt};
  }
}

}  // namespace

ReceivedMessage to_received(const ReceiveMessageRequest& request, const Message& message,
                            const Queue& queue) {
  const Content& content = message.content;
  ReceivedMessage received;
  received.message_id = content.id.text();
  received.receipt_handle = handle_of(message, queue);
  received.md5_of_body = hex(content.md5_of_body);
  received.body = content.body;
  const bool again = content.receive_count > 1;
  if (again && queue.flaw() == Flaw::redelivery_changes_body) received.body += '\n';
  received.attributes = system_attributes(request, message, queue);
  if (again && queue.flaw() == Flaw::attributes_come_once) return received;
  if (content.attributes == nullptr) return received;
  for (const auto& [name, value] : *content.attributes) {
    if (asks_for_attribute(request, name, queue.flaw())) received.message_attributes[name] = value;
  }
  if (!received.message_attributes.empty()) {
    const bool of_all = queue.flaw() == Flaw::digest_of_all_attributes;
    received.md5_of_message_attributes =
        digest_of(of_all ? *content.attributes : received.message_attributes, queue.flaw());
  }
  if (queue.flaw() == Flaw::binary_as_text) write_bytes_as_text(received.message_attributes);
  return received;
}

}  // namespace sqsproof::semantics
