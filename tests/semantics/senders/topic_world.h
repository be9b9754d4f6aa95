// Topics, the queues that they send to, and a clock that tests move.
#pragma once

#include <gtest/gtest.h>

#include "semantics/senders/topics.h"
#include "tests/semantics/senders/post_office.h"

namespace sqsproof::semantics::sns {

struct World {
  PostOffice post;
  DeliveryLog log;
  Topics topics{{}, post.deliver(), log};
  Instant_us now = seconds(1'700'000'000);

  Checked<Reply> call(const Call& request) {
    return topics.apply(request, now, {"http://sns.test", {}, "Root=1"});
  }
  template <class Response>
  Response good(const Call& request) {
    auto reply = call(request);
    EXPECT_TRUE(reply) << reply.error().code << ": " << reply.error().message;
    return reply ? std::get<Response>(std::move(*reply)) : Response{};
  }
  std::string refusal(const Call& request) {
    const auto reply = call(request);
    return reply ? "" : reply.error().code + ": " + reply.error().message;
  }
  std::string topic(const std::string& name, StringMap attributes = {}) {
    if (name.ends_with(".fifo")) attributes["FifoTopic"] = "true";
    return good<CreateTopicResponse>(CreateTopicRequest{name, attributes, {}}).topic_arn;
  }
  std::string subscribe(const std::string& topic, const std::string& queue,
                        const StringMap& attributes = {}) {
    return good<SubscribeResponse>(SubscribeRequest{topic, "sqs", queue_arn(queue), attributes, {}})
        .subscription_arn;
  }
  PublishResponse publish(const std::string& topic, const std::string& message,
                          const MessageAttributes& attributes = {}) {
    PublishRequest request;
    request.topic_arn = topic;
    request.message = message;
    request.message_attributes = attributes;
    return good<PublishResponse>(request);
  }
};

}  // namespace sqsproof::semantics::sns
