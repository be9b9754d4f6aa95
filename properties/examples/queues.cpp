// What examples do with queues: make, fill, empty and delete them.
#include <algorithm>
#include <fmt/format.h>

#include "properties/examples/conversation.h"

namespace sqsproof::properties {

using namespace semantics;

namespace {

bool is_missing(const Answer& answer) {
  const auto* error = std::get_if<ServiceError>(&answer);
  return error != nullptr && error->code == "QueueDoesNotExist";
}

}  // namespace

std::string Conversation::fresh_name(std::string_view suffix) {
  return fmt::format("{}-{}{}", reach().name_prefix, channel_.next_number(), suffix);
}

Queue Conversation::make_queue(StringMap attributes) {
  const bool fifo = attributes.contains("FifoQueue");
  const std::string name = fresh_name(fifo ? ".fifo" : "");
  // An endpoint that makes no queue at all is not tested; one that refuses a setting has failed.
  preparing_ = attributes.size() == (fifo ? 1 : 0);
  const auto made = ask(CreateQueueRequest{name, std::move(attributes), {}});
  preparing_ = true;
  Queue queue = adopt(made.queue_url, name);
  preparing_ = false;
  return queue;
}

Queue Conversation::make_fifo(StringMap attributes) {
  attributes["FifoQueue"] = "true";
  return make_queue(std::move(attributes));
}

// A new queue can be used about a second later. SQSAPI/CreateQueue
Queue Conversation::adopt(const std::string& url, const std::string& name) {
  made_.emplace_back(url, door_);
  Queue queue{url, name, ""};
  expect_soon(fmt::format("the new queue {} can be used", name), [&] {
    const Answer answer = try_call(GetQueueAttributesRequest{url, {"QueueArn"}});
    if (is_missing(answer)) return false;
    const auto* reply = std::get_if<Reply>(&answer);
    if (reply == nullptr) {
      fail(fmt::format("GetQueueAttributes of the new queue {} is refused: {}", name,
                       std::get<ServiceError>(answer).message));
    }
    const auto& attributes = std::get<GetQueueAttributesResponse>(*reply).attributes;
    const auto arn = attributes.find("QueueArn");
    if (arn != attributes.end()) queue.arn = arn->second;
    return true;
  });
  return queue;
}

void Conversation::set(const Queue& queue, std::string name, std::string value) {
  static_cast<void>(
      ask(SetQueueAttributesRequest{queue.url, {{std::move(name), std::move(value)}}}));
}

std::string Conversation::attribute(const Queue& queue, const std::string& name) {
  const auto all = ask(GetQueueAttributesRequest{queue.url, {name}}).attributes;
  const auto found = all.find(name);
  return found == all.end() ? "" : found->second;
}

SendMessageResponse Conversation::send(const Queue& queue, std::string body) {
  SendMessageRequest request;
  request.queue_url = queue.url;
  request.message_body = std::move(body);
  return ask(request);
}

SendMessageResponse Conversation::send(const Queue& queue, std::string body, std::string group,
                                       std::string id) {
  SendMessageRequest request;
  request.queue_url = queue.url;
  request.message_body = std::move(body);
  request.message_group_id = std::move(group);
  request.message_deduplication_id = std::move(id);
  return ask(request);
}

// A short poll of a standard queue may miss messages, and a standard queue may deliver one twice.
// SQS/sqs-short-and-long-polling, SQS/standard-queues-at-least-once-delivery
std::vector<ReceivedMessage> Conversation::receive(const Queue& queue, std::size_t count,
                                                   ReceiveMessageRequest options) {
  options.queue_url = queue.url;
  if (!options.max_number_of_messages) options.max_number_of_messages = 10;
  options.wait_time_seconds = channel_.moves_time() ? 0 : 1;
  std::vector<ReceivedMessage> all;
  static_cast<void>(channel_.eventually([&] {
    for (ReceivedMessage& message : ask(options).messages) {
      const bool known = std::any_of(all.begin(), all.end(), [&](const ReceivedMessage& other) {
        return other.message_id == message.message_id;
      });
      if (!known) all.push_back(std::move(message));
    }
    return all.size() >= count;
  }));
  return all;
}

ReceivedMessage Conversation::receive_one(const Queue& queue, ReceiveMessageRequest options) {
  auto all = receive(queue, 1, std::move(options));
  expect_equal("the number of messages received", 1, all.size());
  return std::move(all.front());
}

void Conversation::expect_nothing(const Queue& queue) {
  ReceiveMessageRequest request;
  request.queue_url = queue.url;
  request.max_number_of_messages = 10;
  request.wait_time_seconds = channel_.moves_time() ? 0 : 1;
  expect_equal("the number of messages received", 0, ask(request).messages.size());
}

void Conversation::tidy_up() {
  channel_.be_quiet();
  for (const auto& [url, door] : made_) {
    static_cast<void>(channel_.call(door, fixtures::Protocol::json, DeleteQueueRequest{url}));
  }
  made_.clear();
}

}  // namespace sqsproof::properties
