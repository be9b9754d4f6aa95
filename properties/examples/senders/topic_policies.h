// Examples of topics and the policies of their queues; their rows stand among those of topics.
#pragma once

#include "properties/examples/conversation.h"

namespace sqsproof::properties::examples {

void apart(Conversation& say);
void blocked_without_policy(Conversation& say);
void policy_decides(Conversation& say);
void policy_of_another(Conversation& say);

}  // namespace sqsproof::properties::examples
