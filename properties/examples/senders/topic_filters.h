// Examples of subscriptions with a filter policy; their rows stand among those of topics.
#pragma once

#include "properties/examples/conversation.h"

namespace sqsproof::properties::examples {

void filtered(Conversation& say);
void filter_changed(Conversation& say);
void filtered_by_body(Conversation& say);
void each_its_own(Conversation& say);

}  // namespace sqsproof::properties::examples
