// Policies and questions that all benchmarks of the prover share.
#pragma once

#include <string>
#include <vector>

#include "policy/document/parse.h"
#include "policy/prover/prover.h"

namespace sqsproof::bench {

/// The queue that they are all about.
inline constexpr const char* kQueue = "arn:aws:sqs:us-east-1:444455556666:orders";

[[nodiscard]] policy::Source source_of(const std::string& json);
/// Throws when it is not a policy.
[[nodiscard]] policy::Document document_of(const std::string& json);

/// One to six statements, as people write them: buckets, topics, rules, consumers, members of an
/// organisation, TLS, perimeters. About 1.3 KB on average, as indented text.
[[nodiscard]] std::string realistic_policy(unsigned seed);

/// What makes a policy hard: wildcards that overlap on one key, beside conditions on others.
struct Hardness {
  int statements = 20;  ///< every fourth is a Deny
  int keys = 5;
  int values = 2;     ///< for each condition
  int wildcards = 3;  ///< in each value: `a*b*c?d`
};
[[nodiscard]] std::string hard_policy(unsigned seed, const Hardness& hardness = {});
/// The same with one value changed a little.
[[nodiscard]] std::string nearly_equal(const std::string& hard_policy);

/// Anonymous callers, accounts that the policies do not mean, and services that act for strangers.
[[nodiscard]] const std::vector<policy::Question>& questions();

}  // namespace sqsproof::bench
