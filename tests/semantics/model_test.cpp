// The timed model: what single calls cannot show. The rules of each action are case files under
// tests/cases/actions.
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>
#include <set>

#include "semantics/model/service.h"

namespace sqsproof::semantics {
namespace {

constexpr Instant_us kStart = seconds(1'700'000'000);

template <class Response>
Response expect_reply(const Answer& answer) {
  const auto* reply = std::get_if<Reply>(&answer);
  if (reply == nullptr) {
    ADD_FAILURE() << std::get<ServiceError>(answer).message;
    return {};
  }
  return std::get<Response>(*reply);
}

/// A service with one queue, a clock of its own, and calls in few words.
struct Bench {
  Service service{ServiceConfig{}};
  Instant_us now = kStart;
  std::string queue;
  bool fifo;

  explicit Bench(bool is_fifo, StringMap attributes = {}) : fifo(is_fifo) {
    if (fifo) attributes["FifoQueue"] = "true";
    CreateQueueRequest request{fifo ? "q.fifo" : "q", std::move(attributes), {}};
    queue = expect_reply<CreateQueueResponse>(service.apply(request, now)).queue_url;
  }
  SendMessageResponse send(const std::string& body, const std::string& group = "g") {
    SendMessageRequest request;
    request.queue_url = queue;
    request.message_body = body;
    if (fifo) request.message_group_id = group;
    if (fifo) request.message_deduplication_id = body;
    return expect_reply<SendMessageResponse>(service.apply(request, now));
  }
  std::vector<ReceivedMessage> receive(int most = 10, std::optional<int> visibility_s = {}) {
    ReceiveMessageRequest request;
    request.queue_url = queue;
    request.max_number_of_messages = most;
    request.visibility_timeout = visibility_s;
    return expect_reply<ReceiveMessageResponse>(service.apply(request, now)).messages;
  }
  bool remove(const std::string& handle) {
    const Answer answer = service.apply(DeleteMessageRequest{queue, handle}, now);
    return std::holds_alternative<Reply>(answer);
  }
  void change(const std::string& handle, int visibility_s) {
    expect_reply<ChangeMessageVisibilityResponse>(
        service.apply(ChangeMessageVisibilityRequest{queue, handle, visibility_s}, now));
  }
};

std::string bodies(const std::vector<ReceivedMessage>& messages) {
  std::string all;
  for (const ReceivedMessage& message : messages) all += message.body + " ";
  return all;
}

}  // namespace

// The table of recorded group behaviour: SQS/FIFO-queues-understanding-logic and recordings.
TEST(FifoModel, OnlyEarlierMessagesInFlightBlock) {
  Bench bench(true);
  for (const char* body : {"a1", "a2", "a3"}) bench.send(body, "a");
  bench.send("b1", "b");
  const auto first = bench.receive(2);
  EXPECT_EQ(bodies(first), "a1 a2 ");
  bench.send("a4", "a");
  EXPECT_EQ(bodies(bench.receive()), "b1 ");
  EXPECT_TRUE(bench.remove(first[0].receipt_handle));
  EXPECT_EQ(bodies(bench.receive()), "");  // a2 is still in flight
  EXPECT_TRUE(bench.remove(first[1].receipt_handle));
  EXPECT_EQ(bodies(bench.receive()), "a3 a4 ");
}

TEST(FifoModel, ALaterMessageInFlightDoesNotBlockAnEarlierOne) {
  Bench bench(true);
  bench.send("a1");
  bench.send("a2");
  const auto both = bench.receive(2, 30);
  bench.change(both[0].receipt_handle, 0);
  EXPECT_EQ(bodies(bench.receive()), "a1 ");
}

TEST(FifoModel, ExtendedMessagesCutThePrefix) {
  for (std::size_t extended = 0; extended < 3; ++extended) {
    Bench bench(true);
    for (const char* body : {"a1", "a2", "a3"}) bench.send(body);
    const auto all = bench.receive(3, 1);
    bench.change(all[extended].receipt_handle, 4);
    bench.now += seconds(2);
    const char* expected[] = {"", "a1 ", "a1 a2 "};
    EXPECT_EQ(bodies(bench.receive()), expected[extended]);
  }
}

TEST(FifoModel, AnExpiredHandleDoesNotDelete) {
  Bench bench(true);
  bench.send("a1");
  const auto first = bench.receive(1, 5);
  bench.now += seconds(5);
  EXPECT_FALSE(bench.remove(first[0].receipt_handle));
  const auto second = bench.receive(1, 5);
  EXPECT_FALSE(bench.remove(first[0].receipt_handle));
  EXPECT_TRUE(bench.remove(second[0].receipt_handle));
  EXPECT_TRUE(bench.remove(second[0].receipt_handle));
}

TEST(FifoModel, TheWindowCountsFromTheFirstSendAndIsNotRestarted) {
  Bench bench(true);
  const auto first = bench.send("a1");
  bench.remove(bench.receive()[0].receipt_handle);
  bench.now += seconds(299);
  const auto duplicate = bench.send("a1");
  EXPECT_EQ(duplicate.message_id, first.message_id);
  EXPECT_EQ(duplicate.sequence_number, first.sequence_number);
  EXPECT_EQ(bodies(bench.receive()), "");
  bench.now += seconds(1);
  EXPECT_NE(bench.send("a1").message_id, first.message_id);
  EXPECT_EQ(bodies(bench.receive()), "a1 ");
}

TEST(Model, TimersAreExact) {
  Bench bench(false, {{"DelaySeconds", "2"}, {"VisibilityTimeout", "5"}});
  bench.send("m");
  EXPECT_EQ(bench.service.next_event(bench.queue, bench.now), kStart + seconds(2));
  bench.now += seconds(2) - 1;
  EXPECT_EQ(bodies(bench.receive()), "");
  bench.now += 1;
  EXPECT_EQ(bodies(bench.receive()), "m ");
  bench.now += seconds(5) - 1;
  EXPECT_EQ(bodies(bench.receive()), "");
  bench.now += 1;
  EXPECT_EQ(bodies(bench.receive()), "m ");
}

TEST(Model, AShorterTimeoutReplacesTheLongerOne) {
  Bench bench(false);
  bench.send("m");
  const auto first = bench.receive(1, 30);
  bench.change(first[0].receipt_handle, 3);
  bench.now += seconds(3);
  const auto second = bench.receive(1, 30);
  EXPECT_EQ(bodies(second), "m ");
  bench.now += seconds(27);  // the first timeout would have ended here
  EXPECT_EQ(bodies(bench.receive()), "");
}

TEST(Model, MessagesExpireInEveryState) {
  Bench bench(false, {{"MessageRetentionPeriod", "60"}});
  bench.send("visible");
  bench.send("in flight");
  const auto taken = bench.receive(1, 600);
  bench.now += seconds(60);
  EXPECT_EQ(bodies(bench.receive()), "");
  EXPECT_TRUE(bench.remove(taken[0].receipt_handle));
}

/// Whatever is done: nothing is invented, nothing is lost, and a message that is hidden is not
/// handed out; on FIFO queues each group comes in order.
void check_laws(bool fifo, const std::vector<int>& choices) {
  Bench bench(fifo, {{"VisibilityTimeout", "10"}});
  std::map<std::string, Instant_us> hidden_until;
  std::map<std::string, std::string> handles;
  std::set<std::string> live;
  int sent = 0;
  const auto take = [&] {
    for (const ReceivedMessage& message : bench.receive(3)) {
      RC_ASSERT(live.contains(message.body));
      RC_ASSERT(hidden_until[message.body] <= bench.now);
      if (fifo) {
        for (const std::string& other : live) {
          const bool earlier = other[0] == message.body[0] && other < message.body;
          RC_ASSERT(!earlier || hidden_until[other] > bench.now);
        }
      }
      hidden_until[message.body] = bench.now + seconds(10);
      handles[message.body] = message.receipt_handle;
    }
  };
  for (const int choice : choices) {
    const int kind = choice % 5;
    if (kind <= 1) {
      const std::string group(1, static_cast<char>('a' + choice / 5 % 3));
      const std::string body = group + std::to_string(1000 + sent++);
      bench.send(body, group);
      live.insert(body);
      hidden_until[body] = 0;
    } else if (kind == 2) {
      take();
    } else if (kind == 3 && !handles.empty()) {
      auto chosen = std::next(handles.begin(), choice / 5 % static_cast<int>(handles.size()));
      if (hidden_until[chosen->first] > bench.now) {
        RC_ASSERT(bench.remove(chosen->second));
        live.erase(chosen->first);
        handles.erase(chosen);
      }
    } else {
      bench.now += seconds(choice / 5 % 7);
    }
  }
  bench.now += seconds(10);
  std::set<std::string> drained;
  for (auto batch = bench.receive(10, 600); !batch.empty(); batch = bench.receive(10, 600)) {
    for (const ReceivedMessage& message : batch) {
      RC_ASSERT(drained.insert(message.body).second);
      RC_ASSERT(bench.remove(message.receipt_handle));
    }
  }
  RC_ASSERT(drained == live);
}

RC_GTEST_PROP(ModelLaws, Standard, ()) {
  check_laws(false, *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000)));
}

RC_GTEST_PROP(ModelLaws, Fifo, ()) {
  check_laws(true, *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1000)));
}

}  // namespace sqsproof::semantics
