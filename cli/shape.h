// What the answer about a queue hangs on: queues of one shape get the same answer, but for their
// own ARN in it.
#pragma once

#include <string>

#include "properties/access/subject.h"

namespace sqsproof::cli {

/// The policy's text with the queue's own ARN taken out, the account that the queue lies in, and
/// the owner, who may be unknown; the queue's name, too, where the policy matches names by a
/// pattern.
[[nodiscard]] std::string shape_of(const properties::Subject& subject);

}  // namespace sqsproof::cli
