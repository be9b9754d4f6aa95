// Long polls whose clients do not stay.
#include "properties/examples/families.h"
#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {
namespace {

void client_leaves(Conversation& say) {
  const Queue queue = say.make_queue();
  semantics::ReceiveMessageRequest poll = receiving(queue);
  poll.wait_time_seconds = 20;
  say.channel().abandon(say.door(), say.protocol(), poll);
  const auto sent = say.send(queue, "hello");
  say.expect_equal("the id of the message", sent.message_id, say.receive_one(queue).message_id);
}

}  // namespace

std::span<const Example> long_polls() {
  static const std::vector<Example> kRows = {
      {{"long-poll/client-leaves", "a client that has left while it waited takes no message along",
        "The work is hidden until its visibility timeout ends, and nobody does it.",
        "SQS/sqs-short-and-long-polling"},
       Level::should,
       client_leaves,
       {"poll-leases-for-nobody"}},
  };
  return kRows;
}

}  // namespace sqsproof::properties::examples
