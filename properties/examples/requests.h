// Requests in few words, for examples.
#pragma once

#include <algorithm>
#include <string>

#include "policy/support/words.h"
#include "properties/examples/conversation.h"

namespace sqsproof::properties::examples {

[[nodiscard]] semantics::SendMessageRequest message(const Queue& queue, std::string body);
[[nodiscard]] semantics::SendMessageRequest message(const Queue& queue, std::string body,
                                                    semantics::MessageAttributes attributes);
[[nodiscard]] semantics::ReceiveMessageRequest receiving(const Queue& queue);
/// That leaves the messages where they are.
[[nodiscard]] semantics::ReceiveMessageRequest looking();

[[nodiscard]] semantics::MessageAttributeValue text(std::string value, std::string type = "String");
[[nodiscard]] semantics::MessageAttributeValue bytes(std::string value,
                                                     std::string type = "Binary");

[[nodiscard]] semantics::SendMessageBatchRequestEntry entry(std::string id, std::string body);
/// Entries `e0`, `e1`, … of that body.
[[nodiscard]] semantics::SendMessageBatchRequest batch_of(const Queue& queue, std::size_t count,
                                                          const std::string& body);

/// `{"deadLetterTargetArn":…,"maxReceiveCount":…}`
[[nodiscard]] std::string redrive_to(const Queue& queue, const std::string& count);

/// Receives until `count` messages came, and deletes each: a FIFO group may come one by one.
[[nodiscard]] std::vector<semantics::ReceivedMessage> receive_and_delete(Conversation& say,
                                                                         const Queue& queue,
                                                                         std::size_t count);

/// Sorted, with commas: answers to batches come in any order.
template <class Entry>
[[nodiscard]] std::string ids_of(const std::vector<Entry>& entries) {
  std::vector<std::string> ids;
  for (const Entry& one : entries) ids.push_back(one.id);
  std::sort(ids.begin(), ids.end());
  return policy::join(ids, ",");
}

}  // namespace sqsproof::properties::examples
