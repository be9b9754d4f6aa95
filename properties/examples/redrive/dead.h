// Queues whose messages are dead letters after one receive, and the way there.
#pragma once

#include "properties/examples/requests.h"

namespace sqsproof::properties::examples {

/// A queue that gives a message away once before it goes to `dead`.
[[nodiscard]] inline Queue make_source_of(Conversation& say, const Queue& dead) {
  return say.make_queue({{"RedrivePolicy", redrive_to(dead, "1")}});
}

/// What is in the queue right now, seen without being kept.
[[nodiscard]] inline std::vector<semantics::ReceivedMessage> look_at(Conversation& say,
                                                                     const Queue& queue) {
  semantics::ReceiveMessageRequest request = looking();
  request.queue_url = queue.url;
  request.max_number_of_messages = 10;
  return say.ask(request).messages;
}

/// Messages that `source` holds die: `dead` holds `count` then.
inline void let_die(Conversation& say, const Queue& source, const Queue& dead, std::size_t count) {
  static_cast<void>(look_at(say, source));
  say.expect_soon("what was received too often is in the dead-letter queue", [&] {
    static_cast<void>(look_at(say, source));
    return look_at(say, dead).size() >= count;
  });
}

}  // namespace sqsproof::properties::examples
