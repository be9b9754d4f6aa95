// What the parser, the authorizer and the prover need to know of the service a policy is about.
//
// This folder knows policies, not SQS: the names come in as a value, which semantics/ supplies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::policy {

/// As the Service Authorization Reference sorts actions.
enum class AccessLevel : std::uint8_t { read, write, tagging, permissions_management };
[[nodiscard]] std::string_view name_of(AccessLevel level);

/// What a request says of tags: aws:TagKeys, and aws:RequestTag/… for each of them.
enum class RequestTags : std::uint8_t { none, keys, keys_and_values };

struct VocabularyAction {
  std::string name;  ///< `sqs:SendMessage`, in AWS's spelling
  AccessLevel access_level = AccessLevel::read;
  /// Whether a queue policy can grant it to another account; the others fail for foreign callers
  /// whatever the policy says. SQS/sqs-limitations-of-custom-policies
  bool crosses_accounts = false;
  /// Whether it is about a queue that exists, so that the queue's policy is asked at all.
  bool on_a_queue = true;
  /// `sqs:SendMessageBatch`: looks like an action, but is authorised by this one.
  /// SQS/sqs-api-permissions-reference
  std::string covers_batch;
  RequestTags tags = RequestTags::none;
};

/// How much a policy may hold. What is counted, and over what, the lint rules say.
struct PolicyQuotas {
  std::size_t bytes = 0;
  std::size_t statements = 0;
  std::size_t principals = 0;
  std::size_t conditions = 0;
  std::size_t actions_in_statement = 0;
};

struct Vocabulary {
  std::string service;  ///< `sqs`
  std::vector<VocabularyAction> actions;
  PolicyQuotas quotas;
};

/// The row of an action, its name compared without regard to case; nullptr when unknown.
[[nodiscard]] const VocabularyAction* find_action(const Vocabulary& vocabulary,
                                                  std::string_view name);

}  // namespace sqsproof::policy
