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

void brings_along(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue queue = make_source_of(say, dead);
  const auto sent = say.ask(message(queue, "hello", {{"Foo", text("Bar")}}));
  static_cast<void>(say.receive_one(queue, looking()));
  ReceiveMessageRequest all;
  all.message_attribute_names = {"All"};
  all.message_system_attribute_names = {"All"};
  std::vector<ReceivedMessage> came;
  say.expect_soon("the message is in the dead-letter queue", [&] {
    ReceiveMessageRequest again = receiving(queue);
    again.visibility_timeout = 0;
    static_cast<void>(say.ask(again));
    came = say.receive(dead, 1, all);
    return !came.empty();
  });
  const ReceivedMessage& message = came.front();
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
