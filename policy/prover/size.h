// How large a policy is reasoned about. SQS takes 8,192 bytes, 50 principals and 10 conditions
// (SQS/quotas-policies); far beyond that automata only cost memory, and a text may be hostile.
#pragma once

#include <string>

#include "policy/document/document.h"

namespace sqsproof::policy {

/// Why a policy is not reasoned about; empty for one that is.
[[nodiscard]] std::string too_large_to_reason(const Document& policy);

}  // namespace sqsproof::policy
