// Dead-letter queues: their sources, and what a message brings along.
#include <set>

#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

Queue source_of(Conversation& say, const Queue& dead) {
  return say.make_queue({{"RedrivePolicy", redrive_to(dead, "1")}});
}

std::set<std::string> sources(Conversation& say, const Queue& dead) {
  const auto urls = say.ask(ListDeadLetterSourceQueuesRequest{dead.url, {}, {}}).queue_urls;
  return {urls.begin(), urls.end()};
}

void listed(Conversation& say) {
  const Queue dead = say.make_queue();
  const Queue one = source_of(say, dead);
  const Queue two = source_of(say, dead);
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
  const Queue queue = source_of(say, dead);
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

}  // namespace

std::span<const Example> dead_letter() {
  static const std::vector<Example> kRows = {
      {{"dead-letter/sources-listed", "ListDeadLetterSourceQueues names exactly the sources",
        "Whoever finds a dead letter asks where it can come from.",
        "SQSAPI/ListDeadLetterSourceQueues"},
       Level::must,
       listed,
       {}},
      {{"dead-letter/no-sources", "a queue that no other names has no sources",
        "An error in its place breaks clean-up programs.", "SQSAPI/ListDeadLetterSourceQueues"},
       Level::must,
       none,
       {}},
      {{"dead-letter/brings-along",
        "a dead letter keeps id, body, attributes, and names its source",
        "Recorded from AWS: what is known of a failure is in the message.",
        "SQS/sqs-dead-letter-queues"},
       Level::should,
       brings_along,
       {"dead-letters-lost", "dead-letters-renamed", "dead-letters-stripped", "dead-letters-late"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
