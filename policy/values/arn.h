// Amazon Resource Names: `arn:partition:service:region:account:resource`.
// IAM/reference_identifiers (ARNs)
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sqsproof::policy {

/// The six parts between the first five colons; the last one keeps its further colons.
struct ArnParts {
  std::array<std::string_view, 6> part;
  [[nodiscard]] std::string_view partition() const { return part[1]; }
  [[nodiscard]] std::string_view service() const { return part[2]; }
  [[nodiscard]] std::string_view region() const { return part[3]; }
  [[nodiscard]] std::string_view account() const { return part[4]; }
  [[nodiscard]] std::string_view resource() const { return part[5]; }
};

/// nullopt when there are fewer than five colons. The parts point into `text`.
[[nodiscard]] std::optional<ArnParts> split_arn(std::string_view text);

/// Twelve digits.
[[nodiscard]] bool is_account_id(std::string_view text);

/// `arn:P:sqs:R:A:NAME` with every part filled and NAME as SQS allows it (SQSAPI/CreateQueue).
[[nodiscard]] bool is_queue_arn(std::string_view text);

/// `arn:P:service:region:account:resource` as AWS writes the ARNs of resources: what leads up to
/// the resource in lower case, the account of twelve digits, a word, or none.
[[nodiscard]] bool is_resource_arn(std::string_view text);

}  // namespace sqsproof::policy
