// What sends to FIFO queues must and may have.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

SendMessageRequest sending(const Queue& queue, std::string group, std::string id) {
  SendMessageRequest request = message(queue, "hello");
  request.message_group_id = std::move(group);
  request.message_deduplication_id = std::move(id);
  return request;
}

constexpr const char* kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

void groups(Conversation& say) {
  const Queue queue = say.make_fifo();
  for (const std::string& bad :
       {std::string("a b"), std::string(129, 'a'), std::string("\u00E9")}) {
    say.expect_error(sending(queue, bad, "id"), "InvalidParameterValue");
  }
  static_cast<void>(say.ask(sending(queue, kPunctuation, "1")));
  static_cast<void>(say.ask(sending(queue, std::string(128, 'a'), "2")));
}

void ids(Conversation& say) {
  const Queue queue = say.make_fifo();
  for (const std::string& bad :
       {std::string("a b"), std::string(129, 'a'), std::string("\u00E9")}) {
    say.expect_error(sending(queue, "group", bad), "InvalidParameterValue");
  }
  static_cast<void>(say.ask(sending(queue, "group", kPunctuation)));
  static_cast<void>(say.ask(sending(queue, "group", std::string(128, 'a'))));
}

void ids_have_case(Conversation& say) {
  const Queue queue = say.make_fifo();
  const auto small = say.ask(sending(queue, "group", "abc"));
  const auto large = say.ask(sending(queue, "group", "ABC"));
  say.expect(small.message_id != large.message_id, "ids of other case make other messages");
  say.expect_equal("the number of messages", 2, receive_and_delete(say, queue, 2).size());
}

// Recorded from AWS, where a queue goes on as it was made: what was sent before is known in all
// groups.
void scope_change(Conversation& say) {
  const Queue queue = say.make_fifo({{"DeduplicationScope", "queue"}});
  const auto first = say.ask(sending(queue, "one", "id"));
  say.set(queue, "DeduplicationScope", "messageGroup");
  say.expect_soon("DeduplicationScope reads back as it was set",
                  [&] { return say.attribute(queue, "DeduplicationScope") == "messageGroup"; });
  const auto again = say.ask(sending(queue, "two", "id"));
  say.expect_equal("the id of the message", first.message_id, again.message_id);
}

/// The second entry lacks a group.
SendMessageBatchRequest with_one_groupless(const Queue& queue) {
  SendMessageBatchRequest batch{queue.url, {entry("e0", "grouped"), entry("e1", "groupless")}};
  for (auto& one : batch.entries) one.message_deduplication_id = one.id;
  batch.entries[0].message_group_id = "group";
  return batch;
}

// "If you do not provide a MessageGroupId when sending a message to a FIFO queue, the action
// fails": whether that is the entry or its batch is not said. SQSAPI/SendMessageBatchRequestEntry
void group_required(Conversation& say) {
  const Queue queue = say.make_fifo();
  SendMessageRequest request = message(queue, "groupless");
  request.message_deduplication_id = "id";
  say.expect_error(request, "MissingParameter|InvalidParameterValue");
  const Answer answer = say.try_call(with_one_groupless(queue));
  if (const auto* reply = std::get_if<Reply>(&answer)) {
    const auto& batch = std::get<SendMessageBatchResponse>(*reply);
    say.expect_equal("the ids of entries that failed", "e1", ids_of(batch.failed));
  }
  ReceiveMessageRequest all = receiving(queue);
  all.max_number_of_messages = 10;
  all.wait_time_seconds = say.channel().moves_time() ? 0 : 1;
  for (const ReceivedMessage& came : say.ask(all).messages) {
    say.expect_equal("the message that comes", "grouped", came.body);
  }
}

void groupless_fails_batch(Conversation& say) {
  const Queue queue = say.make_fifo();
  say.expect_error(with_one_groupless(queue), "InvalidParameterValue|MissingParameter");
  say.expect_nothing(queue);
}

void id_required(Conversation& say) {
  const Queue queue = say.make_fifo();
  SendMessageRequest request = message(queue, "hello");
  request.message_group_id = "group";
  say.expect_error(request, "InvalidParameterValue");
}

void no_delay(Conversation& say) {
  const Queue queue = say.make_fifo();
  SendMessageRequest request = sending(queue, "group", "id");
  request.delay_seconds = 1;
  say.expect_error(request, "InvalidParameterValue");
}

void zero_delay(Conversation& say) {
  const Queue queue = say.make_fifo();
  SendMessageRequest request = sending(queue, "group", "id");
  request.delay_seconds = 0;
  static_cast<void>(say.ask(request));
}

void no_id_on_standard(Conversation& say) {
  const Queue queue = say.make_queue();
  SendMessageRequest request = message(queue, "hello");
  request.message_deduplication_id = "id";
  say.expect_error(request, "InvalidParameterValue");
}

}  // namespace

std::span<const Example> fifo_limits() {
  static const std::vector<Example> kRows = {
      {{"limits/group-ids", "group ids have up to 128 letters, digits and punctuation",
        "A group named by a text of users fails on AWS at its first blank.", "SQSAPI/SendMessage"},
       Level::must,
       groups,
       {"group-ids-any"}},
      {{"limits/deduplication-ids", "deduplication ids have the same characters",
        "An id made of a text of users fails on AWS at its first blank.", "SQSAPI/SendMessage"},
       Level::must,
       ids,
       {"deduplication-ids-any"}},
      {{"limits/deduplication-ids-have-case", "deduplication ids of other case are other ids",
        "Keys in base64 differ in nothing but case.", "SQS/using-messagededuplicationid-property"},
       Level::should,
       ids_have_case,
       {"dedup-ignores-case"}},
      {{"limits/group-id-required", "a send to a FIFO queue without a group is refused",
        "Without a group there is no order; so it is with an entry of a batch.",
        "SQSAPI/SendMessageBatchRequestEntry"},
       Level::must,
       group_required,
       {"group-optional"}},
      {{"limits/deduplication-scope-spares-sent",
        "what was sent before DeduplicationScope changes stays known in all groups",
        "A producer that repeats a send across the change may send it twice.",
        "SQS/high-throughput-fifo"},
       Level::may,
       scope_change,
       {"dedup-scope-follows"}},
      {{"limits/deduplication-id-required",
        "without deduplication by content, a send without an id is refused",
        "A retry of such a send would be a second message.", "SQSAPI/SendMessage"},
       Level::must,
       id_required,
       {"dedup-id-optional"}},
      {{"limits/groupless-entry-fails-batch",
        "a batch to a FIFO queue is refused as a whole when one of its entries has no group",
        "Recorded from AWS: the documents do not say what becomes of the other entries.",
        "SQSAPI/SendMessageBatch"},
       Level::should,
       groupless_fails_batch,
       {"groupless-entry-alone"}},
      {{"limits/no-delay-on-fifo", "a message of a FIFO queue has no delay of its own",
        "Whoever gives one counts on a wait that would hold up its group.", "SQSAPI/SendMessage"},
       Level::must,
       no_delay,
       {"fifo-takes-delays"}},
      {{"limits/zero-delay-on-fifo", "a delay of 0 is as good as none, on a FIFO queue too",
        "Recorded from AWS; the documents refuse every delay. Clients that always send one do.",
        "SQSAPI/SendMessage"},
       Level::should,
       zero_delay,
       {}},
      {{"limits/no-deduplication-on-standard", "a deduplication id for a standard queue is refused",
        "Whoever gives one counts on what the queue does not do.", "SQSAPI/SendMessage"},
       Level::should,
       no_id_on_standard,
       {}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
