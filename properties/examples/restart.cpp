// What outlives an endpoint that says that it keeps what it holds. AWS has no restarts; whoever
// moves its tests from AWS expects what they relied on.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

constexpr int kTimer_s = 5;

SendMessageRequest delayed(const Queue& queue) {
  SendMessageRequest request = message(queue, "delayed");
  request.delay_seconds = kTimer_s;
  return request;
}

void messages_stay(Conversation& say) {
  const Queue waiting = say.make_queue(), later = say.make_queue();
  const Queue taken = say.make_queue({{"VisibilityTimeout", std::to_string(kTimer_s)}});
  static_cast<void>(say.send(taken, "taken"));
  static_cast<void>(say.receive_one(taken));
  static_cast<void>(say.send(waiting, "waiting"));
  static_cast<void>(say.ask(delayed(later)));
  say.restart();
  say.expect_equal("the body of the message that waited", "waiting", say.receive_one(waiting).body);
  say.wait(kTimer_s);
  say.expect_equal("the body of the message that was in flight", "taken",
                   say.receive_one(taken).body);
  say.expect_equal("the body of the message that was delayed", "delayed",
                   say.receive_one(later).body);
}

void deletions_stay(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "done"));
  const auto received = say.receive_one(queue);
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, received.receipt_handle}));
  say.restart();
  say.expect_nothing(queue);
  static_cast<void>(say.send(queue, "next"));
  say.expect_equal("the body of the only message", "next", say.receive_one(queue).body);
}

void handles_stay(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "work"));
  const auto received = say.receive_one(queue);
  say.restart();
  static_cast<void>(say.ask(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 0}));
  const auto again = say.receive_one(queue);
  say.expect_equal("the id of the message", received.message_id, again.message_id);
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, again.receipt_handle}));
  say.expect_nothing(queue);
}

void fifo_goes_on(Conversation& say) {
  const Queue queue = say.make_fifo();
  const auto first = say.send(queue, "first", "group", "1");
  static_cast<void>(say.send(queue, "second", "group", "2"));
  say.restart();
  const auto again = say.send(queue, "first", "group", "1");
  say.expect_equal("the id of the message that was sent twice", first.message_id, again.message_id);
  static_cast<void>(say.send(queue, "third", "group", "3"));
  std::string order;
  for (const ReceivedMessage& message : say.receive(queue, 3)) order += message.body + " ";
  say.expect_equal("the order of the group", "first second third ", order);
}

}  // namespace

std::span<const Example> restart() {
  constexpr ExampleNeeds kRestart = ExampleNeeds::restart;
  static const std::vector<Example> kRows = {
      {{"restart/messages-stay",
        "what was sent before a restart arrives: what waits, is in flight, or is delayed",
        "Work that was acknowledged is lost with the process otherwise.", "SQS/welcome"},
       Level::may,
       messages_stay,
       {"restart-loses-in-flight"},
       kRestart},
      {{"restart/deletions-stay", "what was deleted before a restart does not come back",
        "Work that was done is done again.", "SQSAPI/DeleteMessage"},
       Level::may,
       deletions_stay,
       {},
       kRestart},
      {{"restart/handles-stay", "a receipt handle is good after a restart, too",
        "A worker that was busy meanwhile cannot say that it is done.", "SQSAPI/DeleteMessage"},
       Level::may,
       handles_stay,
       {},
       kRestart},
      {{"restart/fifo-goes-on", "order and deduplication of a FIFO queue go on after a restart",
        "A producer that repeats a send across a restart sends it twice.",
        "SQS/FIFO-queues-exactly-once-processing"},
       Level::may,
       fifo_goes_on,
       {},
       kRestart},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
