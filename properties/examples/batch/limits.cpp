// Batches that are refused as a whole, without an effect.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void distinct_ids(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(
      SendMessageBatchRequest{queue.url, {entry("a", "1"), entry("b", "2"), entry("a", "3")}},
      "BatchEntryIdsNotDistinct");
  say.expect_nothing(queue);
}

void at_least_one(Conversation& say) {
  const Queue queue = say.make_queue();
  if (say.protocol() == fixtures::Protocol::query) {
    say.expect_error(SendMessageBatchRequest{queue.url, {}}, "EmptyBatchRequest");
    return;
  }
  const nlohmann::json request = {{"QueueUrl", queue.url}, {"Entries", nlohmann::json::array()}};
  const auto answer = say.post_json("SendMessageBatch", request.dump());
  say.expect_equal("the status", 400, static_cast<std::size_t>(answer.status));
  say.expect(answer.body.find("EmptyBatchRequest") != std::string::npos,
             "the error is EmptyBatchRequest");
}

void ten_at_most(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(batch_of(queue, 11, "hello"), "TooManyEntriesInBatchRequest");
  say.expect_nothing(queue);
}

void ids_of_eighty_letters(Conversation& say) {
  const Queue queue = say.make_queue();
  for (const std::string& id : {std::string("a.b"), std::string("a b"), std::string(81, 'a')}) {
    say.expect_error(SendMessageBatchRequest{queue.url, {entry(id, "hello")}},
                     "InvalidBatchEntryId");
  }
  const std::string longest = std::string(78, 'a') + "-_";
  const auto sent = say.ask(SendMessageBatchRequest{queue.url, {entry(longest, "hello")}});
  say.expect_equal("the ids of entries sent", longest, ids_of(sent.successful));
}

/// Ten entries of so many bytes in all.
SendMessageBatchRequest batch_of_bytes(const Queue& queue, std::size_t bytes) {
  SendMessageBatchRequest batch = batch_of(queue, 10, std::string(bytes / 10, 'x'));
  batch.entries.front().message_body->append(bytes % 10, 'x');
  return batch;
}

void one_mebibyte(Conversation& say) {
  const Queue queue = say.make_queue();
  const auto sent = say.ask(batch_of_bytes(queue, 1'048'576));
  say.expect_equal("the number of entries sent", 10, sent.successful.size());
}

void more_than_a_mebibyte(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect_error(batch_of_bytes(queue, 1'048'577), "BatchRequestTooLong");
  say.expect_nothing(queue);
}

void attributes_count(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageBatchRequest batch = batch_of_bytes(queue, 1'048'576);
  batch.entries.back().message_attributes["k"] = text("x");
  say.expect_error(batch, "BatchRequestTooLong");
}

void to_nobody(Conversation& say) {
  const Queue queue = say.make_queue();
  Queue nobody = queue;
  nobody.url += "-not";
  say.expect_error(batch_of(nobody, 2, "hello"), "QueueDoesNotExist");
}

}  // namespace

std::span<const Example> batch_limits() {
  static const std::vector<Example> kRows = {
      {{"batch/ids-are-distinct", "a batch with an id twice is refused, without an effect",
        "With one id twice a client cannot tell which entry failed.", "SQSAPI/SendMessageBatch"},
       Level::must,
       distinct_ids,
       {"batch-ids-may-repeat"}},
      {{"batch/never-empty", "a batch without entries is refused",
        "A client that sends one by mistake hears of it on AWS alone.", "SQSAPI/SendMessageBatch"},
       Level::must,
       at_least_one,
       {"batch-may-be-empty"}},
      {{"batch/ten-entries-at-most", "a batch of eleven entries is refused, without an effect",
        "Code that batches by twelve works until it meets AWS.", "SQSAPI/SendMessageBatch"},
       Level::must,
       ten_at_most,
       {"batch-cut-at-ten"}},
      {{"batch/ids-are-words", "ids of entries have up to 80 letters, digits, hyphens, underscores",
        "A message's own key taken for the id fails on AWS as soon as it has a dot.",
        "SQSAPI/SendMessageBatchRequestEntry"},
       Level::must,
       ids_of_eighty_letters,
       {"batch-ids-any"}},
      {{"batch/one-mebibyte-accepted", "a batch of 1,048,576 bytes is accepted",
        "The limit was 262,144 bytes until August 2025; a producer that fills batches meets it.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       one_mebibyte,
       {"quarter-mebibyte-batches"}},
      {{"batch/more-than-a-mebibyte-refused", "a batch of one byte more is refused as a whole",
        "The sum over the entries is limited, whatever each of them has.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       more_than_a_mebibyte,
       {"batch-cut-at-mebibyte"}},
      {{"batch/attributes-count", "attributes count to the size of a batch",
        "Names, types and values of attributes are part of the message.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       attributes_count,
       {"batch-counts-bodies"}},
      {{"batch/queue-must-exist", "a batch to a queue that does not exist is refused as a whole",
        "Entries that fail one by one instead are retried one by one, for ever.",
        "SQSAPI/SendMessageBatch"},
       Level::must,
       to_nobody,
       {"batch-fails-one-by-one"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
