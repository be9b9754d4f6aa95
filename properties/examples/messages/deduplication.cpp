// What a FIFO queue takes for sent already, where programs do not look: many ids, long bodies,
// sends that were refused, queues that are gone, and sends at the very same time.
#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

SendMessageRequest sending(const Queue& queue, std::string body, std::string id) {
  SendMessageRequest request = message(queue, std::move(body));
  request.message_group_id = "group";
  request.message_deduplication_id = std::move(id);
  return request;
}

constexpr std::size_t kLeastLimit = 1'024;  // SQSAPI/SetQueueAttributes

// An id counts from the send that was accepted with it. SQS/using-messagededuplicationid-property
void refused_is_forgotten(Conversation& say) {
  const Queue queue = say.make_fifo({{"MaximumMessageSize", std::to_string(kLeastLimit)}});
  say.expect_error(sending(queue, std::string(kLeastLimit + 1, 'x'), "large"),
                   "InvalidParameterValue");
  say.expect_error(sending(queue, "not\x01good", "bad"), "InvalidMessageContents");
  for (const char* id : {"large", "bad"}) static_cast<void>(say.ask(sending(queue, "hello", id)));
  say.expect_equal("the number of messages", 2, receive_and_delete(say, queue, 2).size());
}

// The id is the SHA-256 of the body: of all of it. SQS/FIFO-queues-exactly-once-processing
void by_whole_content(Conversation& say) {
  constexpr std::size_t kLong = 100'000;
  const Queue queue = say.make_fifo({{"ContentBasedDeduplication", "true"}});
  std::set<std::string> ids;
  for (const char* end : {"a", "b", "a"}) {
    SendMessageRequest request = message(queue, std::string(kLong, 'x') + end);
    request.message_group_id = "group";
    ids.insert(say.ask(request).message_id);
  }
  say.expect_equal("the number of messages made of two long bodies, one of them sent twice", 2,
                   ids.size());
}

SendMessageBatchRequest ten_of(const Queue& queue, int number) {
  SendMessageBatchRequest batch = batch_of(queue, 10, "hello");
  for (SendMessageBatchRequestEntry& one : batch.entries) {
    one.message_group_id = "group";
    one.message_deduplication_id = fmt::format("{}-{}", *one.id, number);
  }
  return batch;
}

void hundred_remembered(Conversation& say) {
  constexpr int kBatches = 10;
  const Queue queue = say.make_fifo();
  std::vector<std::string> ids;
  for (int i = 0; i < 2 * kBatches; ++i) {
    const auto sent = say.ask(ten_of(queue, i % kBatches));
    say.expect_equal("the number of entries sent", 10, sent.successful.size());
    const auto is_first = [](const auto& one) { return one.id == "e0"; };
    const auto first = std::find_if(sent.successful.begin(), sent.successful.end(), is_first);
    say.expect(first != sent.successful.end(), "the answer names the entry `e0`");
    ids.push_back(first->message_id);
  }
  for (std::size_t i = 0; i < kBatches; ++i) {
    say.expect_equal("the id of a message whose deduplication id is sent again", ids[i],
                     ids[i + kBatches]);
  }
}

// The documents say nothing of it; but a queue is deleted with whatever is in it, and what was made
// anew has accepted nothing yet.
void ends_with_queue(Conversation& say) {
  const Queue queue = say.make_fifo();
  static_cast<void>(say.ask(sending(queue, "old", "id")));
  static_cast<void>(say.ask(DeleteQueueRequest{queue.url}));
  say.wait(61);
  static_cast<void>(say.ask(CreateQueueRequest{queue.name, {{"FifoQueue", "true"}}, {}}));
  static_cast<void>(say.ask(sending(queue, "new", "id")));
  say.expect_equal("the body of the message", "new", say.receive_one(queue).body);
}

/// Over connections of their own. Whether they meet is chance, so they get several.
void at_once(Conversation& say) {
  constexpr int kTimes = 5;
  constexpr std::size_t kSenders = 4;
  const Queue queue = say.make_fifo();
  for (int time = 0; time < kTimes; ++time) {
    const auto request = sending(queue, "hello", std::to_string(time));
    std::set<std::string> ids;
    for (const Answer& answer :
         say.channel().call_at_once(say.door(), say.protocol(), request, kSenders)) {
      const auto* reply = std::get_if<Reply>(&answer);
      if (reply != nullptr) ids.insert(std::get<SendMessageResponse>(*reply).message_id);
    }
    ids.insert(say.ask(request).message_id);
    say.expect_equal("the number of messages made of one deduplication id", 1, ids.size());
  }
}

}  // namespace

std::span<const Example> deduplication() {
  static const std::vector<Example> kRows = {
      {{"fifo/dedup/refused-is-forgotten",
        "a send that is refused does not count as one with its deduplication id",
        "A sender that puts a message right and sends it again is told that it was sent.",
        "SQS/using-messagededuplicationid-property"},
       Level::must,
       refused_is_forgotten,
       {"dedup-by-large-send", "dedup-by-failed-send"}},
      {{"fifo/dedup/by-whole-content", "bodies that differ at their end only are different",
        "Documents that begin alike are taken for one, and all but the first are lost.",
        "SQS/FIFO-queues-exactly-once-processing"},
       Level::must,
       by_whole_content,
       {"content-by-prefix"}},
      {{"fifo/dedup/hundred-remembered", "a queue remembers a hundred deduplication ids",
        "A busy queue takes a retried send for a new one.",
        "SQS/FIFO-queues-exactly-once-processing"},
       Level::must,
       hundred_remembered,
       {"dedup-remembers-sixteen"}},
      {{"fifo/dedup/ends-with-queue", "a queue that is made again has accepted nothing yet",
        "Tests that make their queues anew lose the first message.", "SQSAPI/DeleteQueue"},
       Level::should,
       ends_with_queue,
       {"dedup-outlives-queue"}},
      {{"fifo/dedup/at-once-makes-one", "sends of one id at the same time make one message",
        "A sender that repeats a send that takes long has both come through.",
        "SQS/FIFO-queues-exactly-once-processing"},
       Level::must,
       at_once,
       {"send-sees-before"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
