// What the parser, the authorizer and the prover need to know of the service a policy is about.
//
// This folder knows policies, not SQS: the names come in as a value, which semantics/ supplies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::policy {

struct VocabularyAction {
  std::string name;  ///< `sqs:SendMessage`, in AWS's spelling
  /// Whether a queue policy can grant it to another account; the others fail for foreign callers
  /// whatever the policy says. SQS/sqs-limitations-of-custom-policies
  bool crosses_accounts = false;
};

struct Vocabulary {
  std::string service;  ///< `sqs`
  std::vector<VocabularyAction> actions;
};

/// The row of an action, its name compared without regard to case; nullptr when unknown.
[[nodiscard]] const VocabularyAction* find_action(const Vocabulary& vocabulary,
                                                  std::string_view name);

}  // namespace sqsproof::policy
