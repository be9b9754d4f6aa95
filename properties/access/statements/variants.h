// Policies that differ from the one at hand by a statement or a condition: what a question about a
// statement compares.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/prover/prover.h"

namespace sqsproof::properties {

/// Every request that there can be to a queue.
[[nodiscard]] policy::RequestClass every_request(const policy::Vocabulary& vocabulary);

/// Only these statements of a document, in their order.
[[nodiscard]] policy::Document with_statements(const policy::Document& policy,
                                               std::vector<policy::Statement> statements);

/// An Allow for everyone. Beside it, a Deny shows whom it refuses: also callers of the queue's own
/// account, whom their own policies let in, and strangers whom a later Allow would.
/// IAM/reference_policies_evaluation-logic_policy-eval-basics-single-account
[[nodiscard]] policy::Statement allow_everyone();

[[nodiscard]] policy::Statement without_condition(policy::Statement statement, std::size_t index);
/// With the conditions at these places only.
[[nodiscard]] policy::Statement with_conditions(policy::Statement statement,
                                                const std::vector<std::size_t>& indices);

/// An entry for the whole account of the queue only delegates: its users and roles still need
/// policies of their own, which a statement that names them spares them.
/// IAM/reference_policies_elements_principal
[[nodiscard]] bool delegates_only(const policy::Statement& statement, const std::string& owner);
/// The statements without such entries, as far as others are left.
[[nodiscard]] std::vector<policy::Statement> without_delegation(
    std::vector<policy::Statement> statements, const std::string& owner);

}  // namespace sqsproof::properties
