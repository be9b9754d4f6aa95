// Batches: what becomes of their entries.
#include <algorithm>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void each_answered_once(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sent = say.ask(batch_of(queue, 10, "hello"));
  say.expect_equal("the ids of entries sent", "e0,e1,e2,e3,e4,e5,e6,e7,e8,e9",
                   ids_of(sent.successful));
  say.expect_equal("the ids of entries that failed", "", ids_of(sent.failed));
}

void bad_entry_alone(Conversation& say) {
  const Queue queue = say.make_queue();
  const SendMessageBatchRequest batch{queue.url,
                                      {entry("a", "good"), entry("b", "not\xEF\xBF\xBFgood"),
                                       entry("c", "good, too"), entry("d", "not\x01good")}};
  const auto sent = say.ask(batch);
  say.expect_equal("the ids of entries sent", "a,c", ids_of(sent.successful));
  say.expect_equal("the ids of entries that failed", "b,d", ids_of(sent.failed));
  for (const BatchResultErrorEntry& failed : sent.failed) {
    say.expect_equal("the code of an entry that failed", "InvalidMessageContents", failed.code);
    say.expect(failed.sender_fault, "SenderFault of that entry is true");
  }
  say.expect_equal("the number of messages", 2, say.receive(queue, 2).size());
}

void large_entry_alone(Conversation& say) {
  const Queue queue = say.make_queue({{"MaximumMessageSize", "1024"}});
  const auto sent = say.ask(SendMessageBatchRequest{
      queue.url, {entry("a", "good"), entry("b", std::string(1'025, 'x'))}});
  say.expect_equal("the ids of entries sent", "a", ids_of(sent.successful));
  say.expect_equal("the ids of entries that failed", "b", ids_of(sent.failed));
  say.expect_equal("the code of the entry that failed", "InvalidParameterValue",
                   sent.failed.front().code);
}

void all_may_fail(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sent =
      say.ask(SendMessageBatchRequest{queue.url, {entry("a", "not\xEF\xBF\xBFgood")}});
  say.expect_equal("the ids of entries sent", "", ids_of(sent.successful));
  say.expect_equal("the ids of entries that failed", "a", ids_of(sent.failed));
}

void all_arrive(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageBatchRequest batch{queue.url, {}};
  for (const char* id : {"a", "b", "c"}) batch.entries.push_back(entry(id, id));
  const auto sent = say.ask(batch);
  const auto came = say.receive(queue, 3);
  say.expect_equal("the number of messages", 3, came.size());
  for (const auto& one : sent.successful) {
    const bool found = std::any_of(came.begin(), came.end(), [&](const ReceivedMessage& message) {
      return message.message_id == one.message_id && message.body == one.id;
    });
    say.expect(found, "the message of each entry comes with the id that the answer gave");
  }
}

void fifo_order(Conversation& say) {
  const Queue queue = say.make_fifo();
  SendMessageBatchRequest batch{queue.url, {}};
  for (const char* id : {"a", "b", "c"}) {
    SendMessageBatchRequestEntry& one = batch.entries.emplace_back(entry(id, id));
    one.message_group_id = "group";
    one.message_deduplication_id = id;
  }
  static_cast<void>(say.ask(batch));
  std::string order;
  for (const ReceivedMessage& message : receive_and_delete(say, queue, 3)) order += message.body;
  say.expect_equal("the order of the messages", "abc", order);
}

void bad_handle_alone(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.send(queue, "hello"));
  const auto received = say.receive_one(queue);
  const auto deleted = say.ask(DeleteMessageBatchRequest{
      queue.url, {{"bad", "nonsense"}, {"good", received.receipt_handle}}});
  say.expect_equal("the ids of entries deleted", "good", ids_of(deleted.successful));
  say.expect_equal("the ids of entries that failed", "bad", ids_of(deleted.failed));
  say.expect_equal("the code of the entry that failed", "ReceiptHandleIsInvalid",
                   deleted.failed.front().code);
}

void bad_timeout_alone(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(batch_of(queue, 2, "hello")));
  const auto received = say.receive(queue, 2);
  say.expect_equal("the number of messages", 2, received.size());
  const auto changed = say.ask(ChangeMessageVisibilityBatchRequest{
      queue.url,
      {{"bad", received[0].receipt_handle, 43'201}, {"good", received[1].receipt_handle, 60}}});
  say.expect_equal("the ids of entries changed", "good", ids_of(changed.successful));
  say.expect_equal("the ids of entries that failed", "bad", ids_of(changed.failed));
}

}  // namespace

std::span<const Example> batch() {
  static const std::vector<Example> kRows = {
      {{"batch/each-entry-once", "an answer to a batch names each entry once",
        "A client takes an entry that is in neither list for lost, or sends it again.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       each_answered_once,
       {"batch-answers-more"}},
      {{"batch/bad-character-fails-alone", "an entry with a bad character fails alone",
        "One poisoned body takes nine good messages with it.", "SQSAPI/SendMessageBatch"},
       Level::must,
       bad_entry_alone,
       {"batch-all-or-nothing", "noncharacters-accepted"}},
      {{"batch/large-entry-fails-alone", "an entry over the queue's size limit fails alone",
        "The limit of a queue is about each message; the batch has one of its own.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       large_entry_alone,
       {"batch-all-or-nothing"}},
      {{"batch/all-entries-may-fail", "a batch of which every entry fails is answered, not refused",
        "Clients look for failed entries in the answer; an error instead looks like a broken call.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       all_may_fail,
       {"noncharacters-accepted"}},
      {{"batch/successes-arrive", "every entry that is answered as sent is received",
        "An entry in Successful is a promise: the client forgets its message.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       all_arrive,
       {"batch-drops-last"}},
      {{"batch/fifo-keeps-order", "the entries of a batch to a FIFO queue keep their order",
        "Batches are how producers of a FIFO queue reach their throughput.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       fifo_order,
       {"batch-reversed", "batch-drops-last"}},
      {{"batch/bad-handle-fails-alone", "a receipt handle that is none fails alone",
        "Messages that were handled come again when the rest of the batch is dropped.",
        "SQSAPI/DeleteMessageBatch"},
       Level::must,
       bad_handle_alone,
       {"batch-delete-stops"}},
      {{"batch/bad-timeout-fails-alone", "a visibility timeout out of range fails alone",
        "Other messages lose their extension, and are delivered twice.",
        "SQSAPI/ChangeMessageVisibilityBatch"},
       Level::should,
       bad_timeout_alone,
       {"batch-change-cut"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
