// Visibility timeouts that examples can show: ends and limits.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

ReceivedMessage sent_and_received(Conversation& say, const Queue& queue) {
  static_cast<void>(say.send(queue, "hello"));
  return say.receive_one(queue);
}

void beyond_twelve_hours(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto received = sent_and_received(say, queue);
  say.wait(3);
  say.expect_error(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 43'200},
                   "InvalidParameterValue");
}

void twelve_hours_in_all(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto received = sent_and_received(say, queue);
  say.wait(3);
  static_cast<void>(
      say.ask(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 60}));
  say.expect_error(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 43'199},
                   "InvalidParameterValue");
}

/// More than twelve hours after the first receive, and less after the second.
void twelve_hours_again(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  static_cast<void>(say.receive_one(queue, looking()));
  say.wait(4);
  const auto again = say.receive_one(queue);
  static_cast<void>(
      say.ask(ChangeMessageVisibilityRequest{queue.url, again.receipt_handle, 43'198}));
}

void by_older_receipt(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "600"}});
  static_cast<void>(say.send(queue, "hello"));
  const auto old = say.receive_one(queue, looking());
  static_cast<void>(say.receive_one(queue));
  static_cast<void>(say.ask(ChangeMessageVisibilityRequest{queue.url, old.receipt_handle, 0}));
  say.expect_equal("the id of the message", old.message_id, say.receive_one(queue).message_id);
}

void zero_frees(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto received = sent_and_received(say, queue);
  static_cast<void>(say.ask(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 0}));
  say.expect_equal("the id of the message", received.message_id, say.receive_one(queue).message_id);
}

void change_after_deletion(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto received = sent_and_received(say, queue);
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, received.receipt_handle}));
  // The first is recorded from AWS, the other is documented.
  say.expect_error(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 30},
                   "InvalidParameterValue|MessageNotInflight");
}

void change_after_its_time(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "1"}});
  const auto received = sent_and_received(say, queue);
  say.wait(2);
  static_cast<void>(say.ask(ChangeMessageVisibilityRequest{queue.url, received.receipt_handle, 2}));
}

}  // namespace

std::span<const Example> visibility() {
  static const std::vector<Example> kRows = {
      {{"visibility/not-beyond-twelve-hours", "a receive hides for twelve hours in all",
        "What would go beyond is refused, not cut.", "SQS/sqs-visibility-timeout"},
       Level::must,
       beyond_twelve_hours,
       {"cap-restarts"}},
      {{"visibility/twelve-hours-from-receive", "the twelve hours begin with the receive",
        "A heartbeat cannot hold a message for ever.", "SQS/sqs-visibility-timeout"},
       Level::must,
       twelve_hours_in_all,
       {"cap-restarts"}},
      {{"visibility/twelve-hours-of-each", "the twelve hours begin anew with a later receive",
        "What failed for long can be worked on for long again. AWS words the limit both ways: from "
        "the request to receive, and from the first receive of the message.",
        "SQS/sqs-visibility-timeout"},
       Level::may,
       twelve_hours_again,
       {"cap-from-first-receive"}},
      {{"visibility/older-receipt-frees",
        "a standard queue changes the timeout by the receipt of an earlier receive, too",
        "Recorded from AWS, while the message is in flight again.",
        "SQSAPI/ChangeMessageVisibility"},
       Level::should,
       by_older_receipt,
       {"old-changes-ignored"}},
      {{"visibility/zero-frees", "a timeout of 0 frees the message at once",
        "Workers give back so what they cannot do.", "SQS/sqs-visibility-timeout"},
       Level::must,
       zero_frees,
       {"zero-change-loses", "change-does-nothing"}},
      {{"visibility/not-of-deleted", "the timeout of a deleted message cannot be changed",
        "A heartbeat that goes on after its work learns of it.", "SQSAPI/ChangeMessageVisibility"},
       Level::should,
       change_after_deletion,
       {}},
      {{"visibility/change-after-its-time", "a change after the timeout ended is no error",
        "Recorded from AWS for standard queues; the documents name MessageNotInflight.",
        "SQSAPI/ChangeMessageVisibility"},
       Level::should,
       change_after_its_time,
       {}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
