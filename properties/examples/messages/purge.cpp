// Purges.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

using namespace semantics;

void once_a_minute(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(PurgeQueueRequest{queue.url}));
  say.expect_error(PurgeQueueRequest{queue.url}, "PurgeQueueInProgress");
}

void again_after_a_minute(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(PurgeQueueRequest{queue.url}));
  say.wait(61);
  static_cast<void>(say.ask(PurgeQueueRequest{queue.url}));
}

void other_queue(Conversation& say) {
  const Queue one = say.make_queue();
  const Queue other = say.make_queue();
  static_cast<void>(say.send(other, "hello"));
  static_cast<void>(say.ask(PurgeQueueRequest{one.url}));
  say.expect_equal("the body of the message in the other queue", "hello",
                   say.receive_one(other).body);
  static_cast<void>(say.ask(PurgeQueueRequest{other.url}));
}

void takes_all(Conversation& say) {
  const Queue queue = say.make_queue();
  static_cast<void>(say.ask(batch_of(queue, 3, "hello")));
  ReceiveMessageRequest one = receiving(queue);
  one.visibility_timeout = 30;
  static_cast<void>(say.ask(one));
  static_cast<void>(say.ask(PurgeQueueRequest{queue.url}));
  say.wait(61);
  say.expect_nothing(queue);
}

}  // namespace

std::span<const Example> purge() {
  static const std::vector<Example> kRows = {
      {{"purge/second-refused", "a second purge within a minute is refused",
        "Tests that purge before each case fail on AWS only.", "SQSAPI/PurgeQueue"},
       Level::must,
       once_a_minute,
       {"purge-at-any-time"}},
      {{"purge/again-after-a-minute", "after a minute a queue may be purged again",
        "Nothing of the first purge is left then.", "SQSAPI/PurgeQueue"},
       Level::must,
       again_after_a_minute,
       {"purge-rests-longer"}},
      {{"purge/one-queue-only", "a purge is of one queue, and so is its minute",
        "Tests that purge several queues work on AWS.", "SQSAPI/PurgeQueue"},
       Level::must,
       other_queue,
       {"purge-takes-neighbour", "purge-rests-everywhere"}},
      {{"purge/takes-all", "a minute after a purge no older message is left",
        "Messages in flight are purged, too.", "SQSAPI/PurgeQueue"},
       Level::must,
       takes_all,
       {"purge-spares-in-flight"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
