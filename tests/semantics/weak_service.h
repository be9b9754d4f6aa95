// A queue service with one of the freedoms of AWS, and a clock that tests move.
#pragma once

#include <gtest/gtest.h>
#include <optional>

#include "semantics/model/service.h"

namespace sqsproof::semantics {

inline constexpr Instant_us kStart = seconds(1'700'000'000);

struct WeakService {
  Service service;
  Instant_us now = kStart;

  explicit WeakService(Weakness weakness) : service(config(weakness)) {}
  static ServiceConfig config(Weakness weakness) {
    ServiceConfig made;
    made.weak.add(weakness);
    return made;
  }
  template <class Response>
  Response call(const Call& call) {
    const Answer answer = service.apply(call, now);
    const auto* reply = std::get_if<Reply>(&answer);
    EXPECT_NE(reply, nullptr) << action_of(call);
    return reply != nullptr ? std::get<Response>(*reply) : Response{};
  }
  bool refuses(const Call& call) {
    return std::holds_alternative<ServiceError>(service.apply(call, now));
  }
  void create(const std::string& name, StringMap attributes = {}) {
    call<CreateQueueResponse>(CreateQueueRequest{name, std::move(attributes), {}});
  }
  void send(const std::string& queue, const std::string& body) {
    SendMessageRequest request{queue, body, {}, {}, {}, {}};
    if (queue.ends_with(".fifo")) request.message_group_id = "g";
    if (queue.ends_with(".fifo")) request.message_deduplication_id = body;
    call<SendMessageResponse>(request);
  }
  std::vector<ReceivedMessage> receive(const std::string& queue, int most = 10,
                                       std::optional<int> visibility_s = {}, int wait_s = 0) {
    ReceiveMessageRequest request;
    request.queue_url = queue;
    request.max_number_of_messages = most;
    request.visibility_timeout = visibility_s;
    request.wait_time_seconds = wait_s;
    return call<ReceiveMessageResponse>(request).messages;
  }
  std::string count(const std::string& queue) {
    const auto shown =
        call<GetQueueAttributesResponse>(GetQueueAttributesRequest{queue, {"All"}}).attributes;
    return shown.at("ApproximateNumberOfMessages") + "/" +
           shown.at("ApproximateNumberOfMessagesNotVisible");
  }
};

}  // namespace sqsproof::semantics
