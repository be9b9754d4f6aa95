// Ids of messages in words that were said of a history, as its calls are described: `m1`.
#pragma once

#include <string>

#include "semantics/history.h"

namespace sqsproof::semantics {

/// The words with each id that the history's answers hold by its short name.
[[nodiscard]] std::string name_messages(const History& history, std::string words);

}  // namespace sqsproof::semantics
