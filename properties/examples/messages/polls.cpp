// Long polls whose clients do not stay.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

void client_leaves(Conversation& say) {
  const Queue queue = say.make_queue();
  semantics::ReceiveMessageRequest poll = receiving(queue);
  poll.wait_time_seconds = 20;
  say.channel().abandon(say.door(), say.protocol(), poll);
  const auto sent = say.send(queue, "hello");
  say.expect_equal("the id of the message", sent.message_id, say.receive_one(queue).message_id);
}

/// Programs judge it on a virtual clock only: elsewhere an answer may have been held up on its way,
/// but hardly for seconds, and this often.
void answers_with_fewer(Conversation& say) {
  constexpr int kWait_s = 8;
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  semantics::ReceiveMessageRequest poll = receiving(queue);
  poll.max_number_of_messages = 10;
  poll.wait_time_seconds = kWait_s;
  const auto answer = say.channel().call_within(say.door(), say.protocol(), poll,
                                                std::chrono::seconds(kWait_s / 2));
  say.expect(answer.has_value(), "the answer comes long before the wait is over");
  const auto* reply = std::get_if<semantics::Reply>(&*answer);
  say.expect(reply != nullptr, "ReceiveMessage succeeds");
  say.expect_equal("the number of messages received", 1,
                   std::get<semantics::ReceiveMessageResponse>(*reply).messages.size());
}

}  // namespace

std::span<const Example> long_polls() {
  static const std::vector<Example> kRows = {
      {{"long-poll/answers-with-fewer",
        "a long poll answers when there are fewer than it asked for",
        "Every message waits for the full time of the poll otherwise.",
        "SQS/sqs-short-and-long-polling"},
       Level::must,
       answers_with_fewer,
       {"poll-waits-for-more"}},
      {{"long-poll/client-leaves", "a client that has left while it waited takes no message along",
        "The work is hidden until its visibility timeout ends, and nobody does it.",
        "SQS/sqs-short-and-long-polling"},
       Level::should,
       client_leaves,
       {"poll-leases-for-nobody"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
