// How many messages may be in flight at a time. AWS allows 120,000, which nobody sends to find out;
// the embedded endpoint is asked with fewer.
#include <chrono>
#include <fmt/format.h>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

std::size_t limit_of(Conversation& say) {
  const std::size_t limit = say.reach().in_flight_limit;
  if (limit == 0) say.skip("120,000 messages are not sent to find out");
  return limit;
}

ReceiveMessageRequest ten_of(const Queue& queue) {
  ReceiveMessageRequest request = receiving(queue);
  request.max_number_of_messages = 10;
  request.visibility_timeout = 600;
  return request;
}

/// One message more than may be in flight, each in a group of its own on a FIFO queue.
void fill(Conversation& say, const Queue& queue, std::size_t limit) {
  for (std::size_t sent = 0; sent <= limit; sent += 10) {
    SendMessageBatchRequest batch =
        batch_of(queue, std::min<std::size_t>(10, limit + 1 - sent), "m");
    for (auto& entry : batch.entries) {
      if (!queue.name.ends_with(".fifo")) continue;
      entry.message_group_id = fmt::format("{}-{}", sent, *entry.id);
      entry.message_deduplication_id = entry.message_group_id;
    }
    static_cast<void>(say.ask(batch));
  }
}

/// Receives until as many are in flight as may be; the receipt of one of them.
std::string reach_limit(Conversation& say, const Queue& queue, std::size_t limit) {
  std::size_t received = 0;
  std::string receipt;
  while (received < limit) {
    const auto messages = say.ask(ten_of(queue)).messages;
    if (messages.empty()) say.fail(fmt::format("nothing comes after {} messages", received));
    received += messages.size();
    receipt = messages.front().receipt_handle;
  }
  say.expect_equal("the number of messages in flight", limit, received);
  return receipt;
}

void standard(Conversation& say) {
  const std::size_t limit = limit_of(say);
  const Queue queue = say.make_queue();
  fill(say, queue, limit);
  const std::string receipt = reach_limit(say, queue, limit);
  say.expect_error(ten_of(queue), "OverLimit");
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, receipt}));
  say.expect_equal("the messages once one is deleted", 1, say.ask(ten_of(queue)).messages.size());
}

/// In place of the error a long poll waits for its time, which does not pass on a virtual clock,
/// and finds nothing.
void long_poll(Conversation& say) {
  constexpr int kWait_s = 1;
  const std::size_t limit = limit_of(say);
  const Queue queue = say.make_queue();
  fill(say, queue, limit);
  const std::string receipt = reach_limit(say, queue, limit);
  ReceiveMessageRequest poll = ten_of(queue);
  poll.wait_time_seconds = kWait_s;
  const std::chrono::milliseconds patience(say.channel().moves_time() ? 300 : 5'000);
  const auto answer = say.channel().call_within(say.door(), say.protocol(), poll, patience);
  if (answer) {
    const auto* reply = std::get_if<Reply>(&*answer);
    say.expect(reply != nullptr, "a long poll succeeds");
    say.expect_equal("the messages of a long poll", 0,
                     std::get<ReceiveMessageResponse>(*reply).messages.size());
  } else {
    say.wait(kWait_s + 1);
  }
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, receipt}));
  say.expect_equal("the messages once one is deleted", 1, say.ask(poll).messages.size());
}

void fifo(Conversation& say) {
  const std::size_t limit = limit_of(say);
  const Queue queue = say.make_fifo();
  fill(say, queue, limit);
  const std::string receipt = reach_limit(say, queue, limit);
  say.expect_equal("the messages of one receive more", 0, say.ask(ten_of(queue)).messages.size());
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, receipt}));
  say.expect_equal("the messages once one is deleted", 1, say.ask(ten_of(queue)).messages.size());
}

}  // namespace

std::span<const Example> in_flight_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/in-flight", "with 120,000 messages in flight, a short poll fails with OverLimit",
        "Consumers that never delete are told nothing, until they meet AWS.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       standard,
       {"in-flight-unlimited"}},
      {{"limits/in-flight-long-poll",
        "with 120,000 messages in flight, a long poll returns none, and no error",
        "A consumer that waits sees an empty queue; one that fails is started anew for nothing.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       long_poll,
       {"long-poll-over-limit"}},
      {{"limits/in-flight-fifo",
        "with 120,000 messages in flight, a FIFO queue returns none, and no error",
        "Consumers that never delete wait for an error that does not come.",
        "SQSAPI/ReceiveMessage"},
       Level::must,
       fifo,
       {"in-flight-unlimited"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
