// Dead-letter queues: their sources, and what a message brings along.
#include <set>

#include "properties/examples/families.h"
#include "properties/examples/redrive/dead.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

std::set<std::string> sources(Conversation& say, const Queue& dead) {
  const auto urls = say.ask(ListDeadLetterSourceQueuesRequest{dead.url, {}, {}}).queue_urls;
  return {urls.begin(), urls.end()};
}

void listed(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue one = make_source_of(say, dead);
  const Queue two = make_source_of(say, dead);
  static_cast<void>(say.make_queue());
  say.expect_soon("the list has the queues that name this one, and no other", [&] {
    return sources(say, dead) == std::set<std::string>{one.url, two.url};
  });
  say.set(two, "RedrivePolicy", "");
  say.expect_soon("a queue whose redrive policy was taken away is not listed",
                  [&] { return sources(say, dead) == std::set<std::string>{one.url}; });
}

void none(Conversation& say) {
  const Queue queue = say.make_queue();
  say.expect(sources(say, queue).empty(), "a queue that none names has no sources");
}

ReceiveMessageRequest with_all() {
  ReceiveMessageRequest all;
  all.message_attribute_names = {"All"};
  all.message_system_attribute_names = {"All"};
  return all;
}

/// What was received from the queue as often as it may be, in the other one.
ReceivedMessage dead_letter_of(Conversation& say, const Queue& queue, const Queue& dead) {
  std::vector<ReceivedMessage> came;
  say.expect_soon("the message is in the dead-letter queue", [&] {
    ReceiveMessageRequest again = receiving(queue);
    again.visibility_timeout = 0;
    static_cast<void>(say.ask(again));
    came = say.receive(dead, 1, with_all());
    return !came.empty();
  });
  return came.front();
}

std::string value_of(const ReceivedMessage& message, const std::string& name) {
  const auto found = message.attributes.find(name);
  return found == message.attributes.end() ? "" : found->second;
}

void keeps_sent_time(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  static_cast<void>(say.send(queue, "hello"));
  ReceiveMessageRequest look = with_all();
  look.visibility_timeout = 0;
  const std::string sent = value_of(say.receive_one(queue, look), "SentTimestamp");
  say.expect(!sent.empty(), "SentTimestamp comes");
  say.wait(2);
  say.expect_equal("SentTimestamp", sent,
                   value_of(dead_letter_of(say, queue, dead), "SentTimestamp"));
}

void keeps_trace(Conversation& say) {
  constexpr const char* kTrace = "Root=1-5759e988-bd862e3fe1be46a994272793";
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  SendMessageRequest traced = message(queue, "hello");
  traced.message_system_attributes["AWSTraceHeader"] = text(kTrace);
  static_cast<void>(say.ask(traced));
  static_cast<void>(say.receive_one(queue, looking()));
  say.expect_equal("AWSTraceHeader", kTrace,
                   value_of(dead_letter_of(say, queue, dead), "AWSTraceHeader"));
}

/// Three queues, each the dead-letter queue of the one before.
void counts_in_each(Conversation& say) {
  const Queue last = say.make_queue();
  const Queue middle = make_source_of(say, last);
  const Queue first = make_source_of(say, middle);
  static_cast<void>(say.send(first, "hello"));
  let_die(say, first, middle, 1);
  let_die(say, middle, last, 1);
}

void brings_along(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  const auto sent = say.ask(message(queue, "hello", {{"Foo", text("Bar")}}));
  static_cast<void>(say.receive_one(queue, looking()));
  const ReceivedMessage message = dead_letter_of(say, queue, dead);
  say.expect_equal("the id", sent.message_id, message.message_id);
  say.expect_equal("the body", "hello", message.body);
  say.expect_equal("the number of attributes", 1, message.message_attributes.size());
  const auto source = message.attributes.find("DeadLetterQueueSourceArn");
  say.expect(source != message.attributes.end(), "DeadLetterQueueSourceArn comes");
  say.expect_equal("DeadLetterQueueSourceArn", queue.arn, source->second);
}

/// Looking at it is receiving it: once with the old count, many times with the new one.
void count_changes(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = say.make_queue({{"RedrivePolicy", redrive_to(dead, "1000")}});
  static_cast<void>(say.send(queue, "hello"));
  static_cast<void>(say.receive_one(queue, looking()));
  say.set(queue, "RedrivePolicy", redrive_to(dead, "1"));
  let_die(say, queue, dead, 1);
}

void nowhere_to_go(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  static_cast<void>(say.send(queue, "hello"));
  static_cast<void>(say.receive_one(queue, looking()));
  static_cast<void>(say.ask(DeleteQueueRequest{dead.url}));
  for (int times = 0; times < 3; ++times) {
    say.expect_soon("the message is still there", [&] { return !look_at(say, queue).empty(); });
  }
}

}  // namespace

std::span<const Example> dead_letter() {
  static const std::vector<Example> kRows = {
      {{"dead-letter/sources-listed", "ListDeadLetterSourceQueues names exactly the sources",
        "Whoever finds a dead letter asks where it can come from.",
        "SQSAPI/ListDeadLetterSourceQueues"},
       Level::must,
       listed,
       {"sources-unlisted"}},
      {{"dead-letter/no-sources", "a queue that no other names has no sources",
        "An error in its place breaks clean-up programs.", "SQSAPI/ListDeadLetterSourceQueues"},
       Level::must,
       none,
       {"no-sources-refused"}},
      {{"dead-letter/brings-along",
        "a dead letter keeps id, body, attributes, and names its source",
        "Recorded from AWS: what is known of a failure is in the message.",
        "SQS/sqs-dead-letter-queues"},
       Level::should,
       brings_along,
       {"dead-letters-lost", "dead-letters-renamed", "dead-letters-stripped", "dead-letters-late"}},
      {{"dead-letter/keeps-sent-time", "a dead letter keeps the time of its send",
        "It tells how old the failed work is, and when the letter expires.",
        "SQS/sqs-dead-letter-queues"},
       Level::should,
       keeps_sent_time,
       {"dead-letters-sent-anew"}},
      {{"dead-letter/keeps-trace", "a dead letter keeps its AWSTraceHeader",
        "Recorded from AWS: the trace of a failure ends in front of it otherwise.",
        "SQS/sqs-message-metadata"},
       Level::should,
       keeps_trace,
       {"dead-letters-untraced"}},
      {{"dead-letter/counts-in-each", "maxReceiveCount counts the receives in its own queue",
        "Of two dead-letter queues in a row, the first would pass on all that it gets.",
        "SQS/sqs-dead-letter-queues"},
       Level::should,
       counts_in_each,
       {"dead-letters-of-all-receives"}},
      {{"dead-letter/count-changes", "a new maxReceiveCount holds for the messages that are there",
        "Whoever lowers it wants to be rid of what fails now.", "SQSAPI/SetQueueAttributes"},
       Level::should,
       count_changes,
       {"redrive-change-ignored"}},
      {{"dead-letter/queue-gone", "a message stays where it is when its dead-letter queue is gone",
        "Nothing else holds the work then.", "SQS/sqs-dead-letter-queues"},
       Level::should,
       nowhere_to_go,
       {"dead-letters-of-none-lost"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
