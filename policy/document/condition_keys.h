// The condition keys of AWS as data: spelling, type, number of values, whether SQS requests have
// them. IAM/reference_policies_condition-keys, read in June 2026, is the source of every row.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sqsproof::policy {

enum class KeyType : std::uint8_t { string, arn, number, date, number_or_date, boolean, ip };

/// Whether a request to a queue can have the key.
enum class KeyUse : std::uint8_t {
  sometimes,  ///< some callers, networks or services
  always,
  never,      ///< the key exists, but its page does not list SQS
  deprecated  ///< an older key; what it still does is not documented
};

struct ConditionKey {
  std::string_view name;  ///< AWS's spelling; one that ends with `/` stands for `aws:…/tag-key`
  KeyType type;
  bool multivalued;
  KeyUse use;
};

[[nodiscard]] std::span<const ConditionKey> all_condition_keys();
/// nullptr when AWS has no such key, or not for queues.
[[nodiscard]] const ConditionKey* find_condition_key(std::string_view lower_case_key);
/// `s3:prefix` and the like, which no request to a queue has.
[[nodiscard]] bool is_key_of_another_service(std::string_view lower_case_key);
/// `s3` of `s3:prefix`; empty for keys of AWS, and for those of callers of every service.
[[nodiscard]] std::string_view service_of_key(std::string_view lower_case_key);

}  // namespace sqsproof::policy
