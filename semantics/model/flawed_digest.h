// The digest of message attributes, as a queue with a flaw gives it.
#pragma once

#include <string>

#include "semantics/actions/action.h"
#include "semantics/model/flaw.h"

namespace sqsproof::semantics {

[[nodiscard]] std::string digest_of(const MessageAttributes& attributes, Flaw flaw);

}  // namespace sqsproof::semantics
