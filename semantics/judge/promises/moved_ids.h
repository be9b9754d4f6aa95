// redrive/moved-is-new, as far as ids tell: a message that a task moved has another one
// (SQS/sqs-configure-dead-letter-queue-redrive). A file of its own: a message that kept its id does
// not look like one that was moved.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

void judge_moved_ids(const Case& the_case, Findings& findings);

}  // namespace sqsproof::semantics
