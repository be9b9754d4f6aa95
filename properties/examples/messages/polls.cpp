// Polls: short ones, one after the other, and long ones whose clients do not stay.
#include <set>

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

// Each asks some of the servers that hold messages of the queue; who goes on asking finds them all.
// SQS/sqs-short-and-long-polling
void fifty_short_polls(Conversation& say) {
  constexpr std::size_t kMessages = 5;
  constexpr int kPolls = 50;
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(batch_of(queue, kMessages, "hello")));
  semantics::ReceiveMessageRequest poll = receiving(queue);
  poll.max_number_of_messages = 10;
  poll.visibility_timeout = 600;
  poll.wait_time_seconds = 0;
  std::set<std::string> seen;
  for (int i = 0; i < kPolls && seen.size() < kMessages; ++i) {
    for (const auto& message : say.ask(poll).messages) seen.insert(message.message_id);
  }
  say.expect_equal("the number of messages that fifty short polls found", kMessages, seen.size());
}

// SQS does not say what becomes of a receive whose client has gone: its messages may be in flight,
// which is why their visibility timeout should be longer than the client waits for the answer.
// SQS/working-with-visibility-timeouts
void nothing_is_lost(Conversation& say) {
  constexpr int kHidden_s = 2;
  const Queue queue = say.make_queue();
  semantics::ReceiveMessageRequest poll = receiving(queue);
  poll.wait_time_seconds = 20;
  poll.visibility_timeout = kHidden_s;
  say.channel().abandon(say.door(), say.protocol(), poll);
  const auto sent = say.send(queue, "hello");
  say.wait(kHidden_s + 1);
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
      {{"short-poll/finds-all", "fifty short polls find every message that is there",
        "A short poll may miss a message; one that always does hides it from who never waits.",
        "SQS/sqs-short-and-long-polling"},
       Level::should,
       fifty_short_polls,
       {"short-polls-miss-last"}},
      {{"long-poll/answers-with-fewer",
        "a long poll answers when there are fewer than it asked for",
        "Every message waits for the full time of the poll otherwise.",
        "SQS/sqs-short-and-long-polling"},
       Level::must,
       answers_with_fewer,
       {"poll-waits-for-more"}},
      {{"long-poll/client-leaves-nothing-lost",
        "what a long poll got whose client has left comes back",
        "The work is lost, and nobody was told of it.", "SQS/working-with-visibility-timeouts"},
       Level::must,
       nothing_is_lost,
       {"poll-loses-for-nobody"}},
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
