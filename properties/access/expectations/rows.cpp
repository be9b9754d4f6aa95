// The rows of what a user expects of a policy.
#include <array>

#include "properties/access/expectations/expectation.h"

namespace sqsproof::properties {
namespace {

const std::array kAll = {
    ExpectationCheck{
        {"access/required", "a request that must be allowed is refused",
         "Senders and consumers that the user named must get through, whatever else the policy "
         "says: a Deny that refuses some of their requests, or an Allow that just misses them, is "
         "an outage. Asked with --must-allow, or with must_allow in the configuration.",
         "SQS/sqs-creating-custom-policies"},
        policy::Severity::error},
    ExpectationCheck{{"access/not-granted", "a request that must not be allowed is let in",
                      "The user named callers and actions that no policy may let in. Asked with "
                      "--must-not-allow, or with must_not_allow in the configuration.",
                      "IAM/access-analyzer-custom-policy-checks"},
                     policy::Severity::error}};

}  // namespace

std::string_view name_of(Expectation::Kind kind) {
  return kind == Expectation::Kind::must_allow ? "must_allow" : "must_not_allow";
}

std::span<const ExpectationCheck> all_expectation_checks() { return kAll; }

const ExpectationCheck& check_of(Expectation::Kind kind) {
  return kAll[kind == Expectation::Kind::must_allow ? 0 : 1];
}

}  // namespace sqsproof::properties
