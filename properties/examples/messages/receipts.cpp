// Receipt handles: fresh, malformed, foreign, old.
#include <algorithm>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void malformed(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(DeleteMessageRequest{queue.url, "nonsense"}, "ReceiptHandleIsInvalid");
  say.expect_error(ChangeMessageVisibilityRequest{queue.url, "nonsense", 30},
                   "ReceiptHandleIsInvalid");
}

void cut_short(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const std::string handle = say.receive_one(queue, looking()).receipt_handle;
  for (const std::string& bad :
       {handle.substr(0, handle.size() / 2), std::string(handle.size(), '?')}) {
    say.expect_error(DeleteMessageRequest{queue.url, bad}, "ReceiptHandleIsInvalid");
    say.expect_error(ChangeMessageVisibilityRequest{queue.url, bad, 600}, "ReceiptHandleIsInvalid");
  }
  static_cast<void>(say.receive_one(queue, looking()));
}

void missing(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(DeleteMessageRequest{queue.url, ""}, "MissingParameter");
}

void foreign_does_nothing(Conversation& say) {
  const Queue own = say.make_queue();
  const Queue other = say.make_queue();
  static_cast<void>(say.send(own, "hello"));
  const auto received = say.receive_one(own, looking());
  static_cast<void>(say.try_call(DeleteMessageRequest{other.url, received.receipt_handle}));
  say.expect_equal("the id of the message that is still there", received.message_id,
                   say.receive_one(own, looking()).message_id);
}

void foreign_refused(Conversation& say) {
  const Queue own = say.make_queue();
  const Queue other = say.make_queue();
  static_cast<void>(say.send(own, "hello"));
  const auto received = say.receive_one(own);
  say.expect_error(DeleteMessageRequest{other.url, received.receipt_handle},
                   "ReceiptHandleIsInvalid");
}

void fresh(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const auto first = say.receive_one(queue, looking());
  const auto second = say.receive_one(queue, looking());
  say.expect_equal("the id of the message", first.message_id, second.message_id);
  say.expect(first.receipt_handle != second.receipt_handle,
             "the second receive has a receipt handle of its own");
  say.expect(second.receipt_handle.size() <= 1'024, "a receipt handle has 1,024 bytes at most");
}

void deleted_twice(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const auto received = say.receive_one(queue);
  for (int i = 0; i < 3; ++i) {
    static_cast<void>(say.ask(DeleteMessageRequest{queue.url, received.receipt_handle}));
  }
}

void late_on_standard(Conversation& say) {
  const Queue queue = say.make_queue({{"VisibilityTimeout", "1"}});
  static_cast<void>(say.send(queue, "hello"));
  const auto received = say.receive_one(queue);
  say.wait(2);
  static_cast<void>(say.ask(DeleteMessageRequest{queue.url, received.receipt_handle}));
  say.expect_nothing(queue);
}

/// Deletes the first message, or the second, by a handle of an earlier receive. What that does to
/// the message itself is left free.
void spares_the_other(Conversation& say, std::string_view deleted) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "first"));
  static_cast<void>(say.send(queue, "second"));
  const auto old = say.receive(queue, 2, looking());
  say.expect_equal("the number of messages received", 2, old.size());
  say.expect_equal("the number of messages received again", 2,
                   say.receive(queue, 2, looking()).size());
  for (const ReceivedMessage& message : old) {
    if (message.body != deleted) continue;
    static_cast<void>(say.try_call(DeleteMessageRequest{queue.url, message.receipt_handle}));
  }
  ReceiveMessageRequest look = looking();
  look.queue_url = queue.url;
  look.max_number_of_messages = 10;
  say.expect_soon("the other message is still there", [&] {
    const auto left = say.ask(look).messages;
    return std::any_of(left.begin(), left.end(),
                       [&](const ReceivedMessage& message) { return message.body != deleted; });
  });
}

void old_spares_others(Conversation& say) {
  spares_the_other(say, "first");
  spares_the_other(say, "second");
}

void late_on_fifo(Conversation& say) {
  const Queue queue = say.make_fifo({{"VisibilityTimeout", "1"}});
  static_cast<void>(say.send(queue, "hello", "group", "id"));
  const auto received = say.receive_one(queue);
  say.wait(3);
  say.expect_error(DeleteMessageRequest{queue.url, received.receipt_handle},
                   "InvalidParameterValue|ReceiptHandleIsInvalid");
}

}  // namespace

std::span<const Example> receipts() {
  static const std::vector<Example> kRows = {
      {{"receipts/malformed-refused", "a receipt handle that is none is refused",
        "A message that was never received is not noticed otherwise.", "SQSAPI/DeleteMessage"},
       Level::must,
       malformed,
       {"malformed-receipts-taken"}},
      {{"receipts/cut-short-refused", "half of a receipt handle is refused, and other letters",
        "A handle cut short by a column of a database is not noticed otherwise.",
        "SQSAPI/DeleteMessage"},
       Level::must,
       cut_short,
       {"cut-receipts-taken"}},
      {{"receipts/empty-refused", "an empty receipt handle is a missing parameter",
        "Recorded from AWS.", "SQSAPI/DeleteMessage"},
       Level::should,
       missing,
       {}},
      {{"receipts/foreign-does-nothing", "a handle of one queue touches no message by another",
        "A consumer of two queues that mixes them up loses messages.", "SQSAPI/DeleteMessage"},
       Level::must,
       foreign_does_nothing,
       {"receipts-of-any-queue"}},
      {{"receipts/foreign-is-invalid", "a handle of another queue is refused",
        "The mistake stays hidden otherwise.", "SQSAPI/DeleteMessage"},
       Level::should,
       foreign_refused,
       {}},
      {{"receipts/new-each-time", "every receive of a message has a receipt handle of its own",
        "The latest handle is the one that surely deletes.", "SQSAPI/ReceiveMessage"},
       Level::must,
       fresh,
       {"receipts-stay"}},
      {{"receipts/delete-again", "a message may be deleted again and again",
        "A client that got no answer to a deletion repeats it.", "SQSAPI/DeleteMessage"},
       Level::should,
       deleted_twice,
       {"second-delete-refused"}},
      {{"receipts/late-on-standard", "a standard queue deletes by a handle whose time is over",
        "Recorded from AWS, while the message was not received again.", "SQSAPI/DeleteMessage"},
       Level::should,
       late_on_standard,
       {"late-delete-lost"}},
      {{"receipts/old-spares-others", "an old handle of one message deletes no other",
        "A consumer that was too slow takes away the work of others.", "SQSAPI/DeleteMessage"},
       Level::must,
       old_spares_others,
       {"old-receipt-takes-oldest"}},
      {{"receipts/late-on-fifo", "a FIFO queue refuses a handle whose time is over",
        "The message may be with another consumer already.", "SQSAPI/DeleteMessage"},
       Level::must,
       late_on_fifo,
       {"fifo-deletes-expired"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
