// What arrives in a queue of what is published to a topic.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/examples/families.h"
#include "properties/examples/senders/topic.h"
#include "properties/examples/senders/topic_filters.h"
#include "properties/examples/senders/topic_policies.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;
using Json = nlohmann::json;

void reaches_all(Conversation& say) {
  Topic topic(say, false);
  const std::vector<Queue> queues = {say.make_queue(), say.make_queue()};
  for (const Queue& queue : queues) {
    topic.open(queue);
    topic.subscribe(queue);
  }
  topic.publish("hello");
  for (const Queue& queue : queues) {
    say.expect_equal("the bodies that arrive", "hello", bodies(say, queue, 1));
  }
}

void envelope(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue, false);
  Parameters more = with_attribute("kind", "String", "a");
  more.emplace_back("Subject", "news");
  topic.publish("hello", more);
  ReceiveMessageRequest all;
  all.message_attribute_names = {"All"};
  const auto message = say.receive_one(queue, all);
  const Json body = Json::parse(message.body);
  for (const auto& [name, value] :
       {std::pair("Type", std::string("Notification")), std::pair("Message", std::string("hello")),
        std::pair("Subject", std::string("news")), std::pair("TopicArn", topic.arn())}) {
    say.expect_equal(name, value, body.at(name).get<std::string>());
  }
  const Json attribute = {{"Type", "String"}, {"Value", "a"}};
  say.expect(body.at("MessageAttributes").at("kind") == attribute,
             "the attribute is in the envelope");
  say.expect(body.contains("MessageId") && body.contains("Timestamp"),
             "the envelope has MessageId and Timestamp");
  say.expect(message.message_attributes.empty(), "the message itself has no attributes");
}

void raw(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue);
  topic.publish("hello", with_attribute("attr1", "Number", "99.12"));
  ReceiveMessageRequest all;
  all.message_attribute_names = {"All"};
  const auto message = say.receive_one(queue, all);
  say.expect_equal("the body", "hello", message.body);
  say.expect_equal("the number of attributes", 1, message.message_attributes.size());
  say.expect(message.message_attributes.contains("attr1") &&
                 message.message_attributes.at("attr1") == text("99.12", "Number"),
             "the attribute is that of the message");
  say.expect_equal("MD5OfMessageAttributes", "d302007e9aa062660afc85fd0a482472",
                   message.md5_of_message_attributes.value_or(""));
}

void fifo_order(Conversation& say) {
  Topic topic(say, true);
  const Queue queue = say.make_fifo();
  topic.open(queue);
  topic.subscribe(queue);
  for (const char* body : {"1", "2", "3", "4"}) topic.publish(body, "group", body);
  say.expect_equal("the bodies in the order of their arrival", "1 2 3 4", bodies(say, queue, 4));
}

// SNS tries again what a queue's policy refused; it must not come behind what was published later.
void fifo_order_kept(Conversation& say) {
  Topic topic(say, true);
  const Queue queue = say.make_fifo();
  topic.subscribe(queue);
  topic.publish("1", "group", "1");
  topic.open(queue);
  topic.publish("2", "group", "2");
  const std::string came = bodies(say, queue, 1);
  say.expect(came == "2" || came == "1" || came == "1 2",
             "what arrives is in the order of the topic: " + came);
}

void fifo_deduplicated(Conversation& say) {
  Topic topic(say, true);
  const std::vector<Queue> queues = {say.make_fifo(), say.make_fifo()};
  for (const Queue& queue : queues) {
    topic.open(queue);
    topic.subscribe(queue);
  }
  topic.publish("1", "group", "id");
  topic.publish("2", "group", "id");
  topic.publish("3", "group", "other");
  for (const Queue& queue : queues) {
    say.expect_equal("the bodies that arrive", "1 3", bodies(say, queue, 2));
  }
}

// A queue of the topic's own account is subscribed without a message that asks it to confirm.
void nothing_else(Conversation& say) {
  Topic topic(say, false);
  Topic other(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue);
  other.publish("to another topic");
  topic.publish("hello");
  say.expect_equal("the bodies that arrive", "hello", bodies(say, queue, 2));
  topic.unsubscribe();
  topic.publish("to nobody");
  say.expect_equal("the bodies that arrive once nobody is subscribed", "", bodies(say, queue, 1));
}

}  // namespace

std::span<const Example> sns() {
  constexpr ExampleNeeds kTopics = ExampleNeeds::topics;
  static const std::vector<Example> kRows = {
      {{"sns/reaches-all", "a message reaches every queue that is subscribed",
        "Fan-out is what topics are for.", "SNS/sns-sqs-as-subscriber"},
       Level::must,
       reaches_all,
       {"subscribers-compete"},
       kTopics},
      {{"sns/nothing-else", "nothing arrives but what was published to a topic while subscribed",
        "A consumer works on what nobody asked for.", "SNS/sns-delete-subscription-topic"},
       Level::must,
       nothing_else,
       {"unsubscribe-ignored"},
       kTopics},
      {{"sns/filtered", "a filter policy lets pass what matches, and nothing else",
        "A consumer gets the messages of others otherwise, or none.", "SNS/sns-message-filtering"},
       Level::must,
       filtered,
       {"filter-spares-bare"},
       kTopics},
      {{"sns/filter-changed", "a changed filter policy decides in place of the old one",
        "It takes up to 15 minutes; after that a consumer misses what it asked for.",
        "SNS/sns-message-filtering"},
       Level::should,
       filter_changed,
       {"filter-change-ignored"},
       kTopics},
      {{"sns/filtered-by-body", "a filter of the body reads the published message",
        "Not the notification around it.", "SNS/sns-message-filtering-scope"},
       Level::must,
       filtered_by_body,
       {"filter-reads-envelope"},
       kTopics},
      {{"sns/envelope", "a message arrives in a notification with its attributes",
        "Consumers take the message out of it.", "SNS/sns-message-and-json-formats"},
       Level::must,
       envelope,
       {"envelope-attributes-outside"},
       kTopics},
      {{"sns/raw", "with raw delivery the message arrives as it is, with its attributes",
        "Consumers of both kinds of senders read it.",
        "SNS/sns-large-payload-raw-message-delivery"},
       Level::must,
       raw,
       {"raw-without-attributes"},
       kTopics},
      {{"sns/fifo-order", "a FIFO topic keeps the order of a group",
        "A FIFO queue behind it counts on that.", "SNS/fifo-topic-message-ordering"},
       Level::must,
       fifo_order,
       {"topic-swaps-two"},
       kTopics},
      {{"sns/fifo-order-kept", "what failed does not arrive behind what came later",
        "An older state would overwrite a newer one.", "SNS/fifo-topic-message-ordering"},
       Level::must,
       fifo_order_kept,
       {"topic-retries-late"},
       kTopics},
      {{"sns/fifo-deduplicated", "a FIFO topic delivers a deduplication id once to each queue",
        "A publish that is tried again is no second message.", "SNS/fifo-message-dedup"},
       Level::must,
       fifo_deduplicated,
       {"topic-dedup-none"},
       kTopics},
      {{"sns/subscribers-apart", "a queue that refuses does not keep others from theirs",
        "One misconfigured team stops all of them otherwise.", "SNS/sns-message-delivery-retries"},
       Level::must,
       apart,
       {"topic-stops-at-failure"},
       kTopics},
      {{"sns/subscriptions-apart", "filter and form of one subscription are not those of another",
        "What one team asks for would change what the others get.",
        "SNS/sns-subscription-filter-policies"},
       Level::must,
       each_its_own,
       {"filter-of-first", "raw-of-first"},
       kTopics},
      {{"sns/policy-names-another", "a policy for another topic lets this one not in",
        "Anybody's topic can name any queue: its policy alone keeps it out.",
        "SNS/subscribe-sqs-queue-to-sns-topic"},
       Level::must,
       policy_of_another,
       {"sources-unread"},
       kTopics},
      {{"sns/blocked-without-policy",
        "a queue takes nothing from a topic that its policy lets not in",
        "An endpoint that delivers all the same hides the missing policy until the first rollout.",
        "SNS/subscribe-sqs-queue-to-sns-topic"},
       Level::must,
       blocked_without_policy,
       {"senders-unguarded"},
       kTopics},
      {{"sns/policy-decides", "a topic delivers once the queue's policy lets it",
        "The usual mistake is a queue without such a policy.",
        "SNS/subscribe-sqs-queue-to-sns-topic"},
       Level::must,
       policy_decides,
       {"topic-gives-up"},
       kTopics},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
