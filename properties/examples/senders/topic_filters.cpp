#include "properties/examples/senders/topic_filters.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "properties/examples/senders/topic.h"

namespace sqsproof::properties::examples {

using Json = nlohmann::json;

namespace {

/// In a notification, sorted; of what is none, the word.
std::string messages(Conversation& say, const Queue& queue, std::size_t count) {
  std::vector<std::string> all;
  for (const semantics::ReceivedMessage& came : receive_and_delete(say, queue, count)) {
    const Json body = Json::parse(came.body, nullptr, false);
    all.push_back(body.is_object() ? body.value("Message", "") : "raw");
  }
  std::sort(all.begin(), all.end());
  return policy::join(all, " ");
}

}  // namespace

void filtered(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue, true, {{"FilterPolicy", R"({"kind":["a",{"prefix":"b-"}]})"}});
  topic.publish("1", with_attribute("kind", "String", "c"));
  topic.publish("2", with_attribute("kind", "String", "a"));
  topic.publish("3", with_attribute("kind", "String", "bb-"));
  topic.publish("4", with_attribute("kind", "String", "b-1"));
  topic.publish("5");
  const std::string came = bodies(say, queue, 2);
  say.expect(came == "2 4" || came == "4 2", "what passes the filter arrives: " + came);
}

void filter_changed(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue, true, {{"FilterPolicy", R"({"kind":["a"]})"}});
  topic.publish("1", with_attribute("kind", "String", "a"));
  say.expect_equal("what passes the first filter", "1", bodies(say, queue, 1));
  topic.change_filter(R"({"kind":["b"]})");
  topic.publish("2", with_attribute("kind", "String", "a"));
  topic.publish("3", with_attribute("kind", "String", "b"));
  say.expect_equal("what passes the changed filter", "3", bodies(say, queue, 1));
}

void filtered_by_body(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.open(queue);
  topic.subscribe(queue, false,
                  {{"FilterPolicyScope", "MessageBody"}, {"FilterPolicy", R"({"kind":["a"]})"}});
  topic.publish(R"({"kind":"b"})");
  topic.publish(R"({"kind":"a"})");
  const auto came = say.receive(queue, 1);
  say.expect_equal("the number of messages", 1, came.size());
  const Json envelope = Json::parse(came.front().body);
  say.expect_equal("the message that arrives", R"({"kind":"a"})",
                   envelope.at("Message").get<std::string>());
}

void each_its_own(Conversation& say) {
  Topic topic(say, false);
  const Queue some = say.make_queue();
  const Queue all = say.make_queue();
  topic.open(some);
  topic.open(all);
  topic.subscribe(some, true, {{"FilterPolicy", R"({"kind":["a"]})"}});
  topic.subscribe(all, false);
  topic.publish("1", with_attribute("kind", "String", "b"));
  topic.publish("2", with_attribute("kind", "String", "a"));
  say.expect_equal("the bodies that arrive, filtered and raw", "2", bodies(say, some, 1));
  say.expect_equal("the notifications that arrive at the other", "1 2", messages(say, all, 2));
}

}  // namespace sqsproof::properties::examples
