#include "properties/examples/senders/topic_policies.h"

#include "properties/examples/senders/topic.h"

namespace sqsproof::properties::examples {

void apart(Conversation& say) {
  Topic topic(say, false);
  const Queue closed = say.make_queue();
  const Queue open = say.make_queue();
  topic.open(open);
  topic.subscribe(closed);
  topic.subscribe(open);
  topic.publish("hello");
  say.expect_equal("the bodies that arrive in the open queue", "hello", bodies(say, open, 1));
  say.expect_equal("the bodies that arrive in the closed queue", "", bodies(say, closed, 1));
}

// Refusals are not tried again, so that what was refused never comes.
// SNS/sns-message-delivery-retries
void blocked_without_policy(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.subscribe(queue);
  topic.publish("before");
  say.expect_nothing(queue);
  topic.open(queue);
  topic.publish("after");
  say.expect_equal("what arrives", "after", bodies(say, queue, 1));
}

void policy_decides(Conversation& say) {
  Topic topic(say, false);
  const Queue queue = say.make_queue();
  topic.subscribe(queue);
  topic.publish("before");
  topic.open(queue);
  topic.publish("after");
  const std::string came = bodies(say, queue, 1);
  say.expect(came.find("after") != std::string::npos, "what is published later arrives: " + came);
}

void policy_of_another(Conversation& say) {
  Topic topic(say, false);
  Topic other(say, false);
  const Queue queue = say.make_queue();
  other.open(queue);
  topic.subscribe(queue);
  other.subscribe(queue);
  topic.publish("to the topic that the policy does not name");
  other.publish("hello");
  say.expect_equal("the bodies that arrive", "hello", bodies(say, queue, 2));
}

}  // namespace sqsproof::properties::examples
