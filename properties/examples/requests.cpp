#include "properties/examples/requests.h"

#include <fmt/format.h>

namespace sqsproof::properties::examples {

using namespace semantics;

SendMessageRequest message(const Queue& queue, std::string body) {
  return message(queue, std::move(body), {});
}

SendMessageRequest message(const Queue& queue, std::string body, MessageAttributes attributes) {
  SendMessageRequest request;
  request.queue_url = queue.url;
  request.message_body = std::move(body);
  request.message_attributes = std::move(attributes);
  return request;
}

ReceiveMessageRequest receiving(const Queue& queue) {
  ReceiveMessageRequest request;
  request.queue_url = queue.url;
  return request;
}

ReceiveMessageRequest looking() {
  ReceiveMessageRequest request;
  request.visibility_timeout = 0;
  return request;
}

MessageAttributeValue text(std::string value, std::string type) {
  return {std::move(type), std::move(value), std::nullopt};
}

MessageAttributeValue bytes(std::string value, std::string type) {
  return {std::move(type), std::nullopt, std::move(value)};
}

SendMessageBatchRequestEntry entry(std::string id, std::string body) {
  SendMessageBatchRequestEntry one;
  one.id = std::move(id);
  one.message_body = std::move(body);
  return one;
}

SendMessageBatchRequest batch_of(const Queue& queue, std::size_t count, const std::string& body) {
  SendMessageBatchRequest request{queue.url, {}};
  for (std::size_t i = 0; i < count; ++i) {
    request.entries.push_back(entry(fmt::format("e{}", i), body));
  }
  return request;
}

std::string redrive_to(const Queue& queue, const std::string& count) {
  return fmt::format(R"({{"deadLetterTargetArn":"{}","maxReceiveCount":{}}})", queue.arn, count);
}

std::vector<ReceivedMessage> receive_and_delete(Conversation& say, const Queue& queue,
                                                std::size_t count) {
  std::vector<ReceivedMessage> all;
  while (all.size() < count) {
    const auto some = say.receive(queue, 1);
    if (some.empty()) break;
    for (const ReceivedMessage& message : some) {
      static_cast<void>(say.ask(DeleteMessageRequest{queue.url, message.receipt_handle}));
      all.push_back(message);
    }
  }
  return all;
}

}  // namespace sqsproof::properties::examples
