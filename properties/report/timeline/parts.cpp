#include "properties/report/timeline/parts.h"

#include "semantics/actions/parts.h"

namespace sqsproof::properties::timeline {

using namespace semantics;

std::vector<std::string> messages_of(const Operation& operation) {
  std::vector<std::string> ids;
  if (const auto* sent = response_in<SendMessageResponse>(operation.answer))
    ids.push_back(sent->message_id);
  if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
    for (const auto& entry : batch->successful) ids.push_back(entry.message_id);
  }
  if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
    for (const auto& message : received->messages) ids.push_back(message.message_id);
  }
  return ids;
}

std::vector<std::pair<std::string, int>> receipts_of(const Call& call) {
  constexpr int kRemoved = -1;
  std::vector<std::pair<std::string, int>> receipts;
  if (const auto* one = std::get_if<DeleteMessageRequest>(&call)) {
    receipts.emplace_back(one->receipt_handle.value_or(""), kRemoved);
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    receipts.emplace_back(change->receipt_handle.value_or(""),
                          change->visibility_timeout.value_or(0));
  } else if (const auto* batch = std::get_if<DeleteMessageBatchRequest>(&call)) {
    for (const auto& entry : batch->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""), kRemoved);
    }
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (const auto& entry : changes->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""),
                            entry.visibility_timeout.value_or(0));
    }
  }
  return receipts;
}

Instant_us end_of(const Operation& operation) {
  return std::holds_alternative<NoAnswer>(operation.answer) ? operation.invoked + 1
                                                            : operation.returned;
}

std::vector<Sent> sent_by(const Operation& operation) {
  if (const auto* one = std::get_if<SendMessageRequest>(&operation.call)) {
    const auto* sent = response_in<SendMessageResponse>(operation.answer);
    if (!sent) return {};
    return {{sent->message_id, one->message_body.value_or(""), one->delay_seconds}};
  }
  const auto* batch = std::get_if<SendMessageBatchRequest>(&operation.call);
  const auto* answer = response_in<SendMessageBatchResponse>(operation.answer);
  std::vector<Sent> all;
  if (!batch || !answer) return all;
  for (const auto& sent : answer->successful) {
    for (const auto& entry : batch->entries) {
      if (entry.id != sent.id) continue;
      all.push_back({sent.message_id, entry.message_body.value_or(""), entry.delay_seconds});
    }
  }
  return all;
}

}  // namespace sqsproof::properties::timeline
