// Whose queues a run makes: of the account that was said, or none.
#pragma once

#include "cli/conform_endpoint.h"

namespace sqsproof::cli {

/// Nothing when the endpoint's queues are in `options.account`, or none was said. What it says of a
/// queue's ARN counts; for that a queue is made and deleted, with three requests.
/// `conform/account` when they are in another account, or in none that could be learnt.
[[nodiscard]] policy::Diagnostics check_account(const Target& target,
                                                const EndpointOptions& options);

}  // namespace sqsproof::cli
