// The access policy of a queue as a text: checked when it is set, edited by AddPermission and
// RemovePermission. What it means is policy/'s business.
// SQSAPI/SetQueueAttributes (Policy), SQSAPI/AddPermission, SQS/quotas-policies
#pragma once

#include <string>
#include <vector>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

/// Good JSON, a policy that policy/ can read, and not too large.
[[nodiscard]] Checked<bool> check_policy(const std::string& text);

/// Whether two texts say the same, spaces and order of members aside; texts that are no JSON are
/// compared as they stand.
[[nodiscard]] bool is_same_json(const std::string& a, const std::string& b);

/// What AddPermission grants.
struct Permission {
  std::string label;
  std::vector<std::string> accounts;
  std::vector<std::string> actions;
};
/// The policy with one statement more, at its end; an empty text begins a policy.
[[nodiscard]] Checked<std::string> add_statement(const std::string& policy,
                                                 const std::string& queue_arn,
                                                 const Permission& permission);
/// The policy without the statement of that Sid; empty when it was the last one.
[[nodiscard]] Checked<std::string> remove_statement(const std::string& policy,
                                                    const std::string& label);

}  // namespace sqsproof::semantics
