// A second definition of what a queue policy decides, for tests only.
//
// Written from AWS's documentation beside the product's authorizer and without looking at it: raw
// JSON in, recursion and text substitution inside, nothing shared but the JSON library. It is slow
// and that is fine; its worth is that two independent readings of one text have to agree.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sqsproof::tests::naive {

struct Answer {
  std::string outcome;               ///< `allow`, `explicit-deny`, `no-match`, `undecided`
  std::vector<std::string> applies;  ///< per statement: `true`, `false`, `unknown`
};

/// Why the grammar refuses the policy; nullopt when it does not.
/// IAM/reference_policies_grammar
[[nodiscard]] std::optional<std::string> refusal(const std::string& policy);

/// Expects a policy that is not refused, and a request as `sqsproof decide` reads it.
[[nodiscard]] Answer decide(const std::string& policy, const std::string& request);

}  // namespace sqsproof::tests::naive
