// A message as ReceiveMessage shows it.
#pragma once

#include "semantics/model/queue.h"

namespace sqsproof::semantics {

/// With the attributes that were asked for; a digest covers those alone (recorded).
[[nodiscard]] ReceivedMessage to_received(const ReceiveMessageRequest& request,
                                          const Message& message, const Queue& queue);

}  // namespace sqsproof::semantics
