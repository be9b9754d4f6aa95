// What is known of a condition key that a request does not give.
//
// Mostly that the request does not have it. A few keys may be there all the same: AWS's pages leave
// open what service principals are called, what older keys still do, and who sends the newest ones.
// IAM/reference_policies_condition-keys
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "policy/decide/request.h"

namespace sqsproof::policy {

enum class Absence : std::uint8_t {
  sure,    ///< absent
  opaque,  ///< absent, or with a value that is no customer's account, ARN or id
  open,    ///< absent, or with any value
  hidden,  ///< present; the request does not say the value
};

/// Callers of whose requests a key that is not given may be there.
enum class Whose : std::uint8_t { everyone, iam_callers, services, topics };
[[nodiscard]] bool is_of(Whose whose, const Caller& caller);

/// Names of the service whose calls are those of topics begin so.
constexpr std::string_view kTopicService = "sns.";

struct UnsureKey {
  std::string_view key;  ///< lower case
  Absence absence;       ///< `opaque` or `open`
  Whose whose;           ///< for all other callers the absence is sure
};
[[nodiscard]] std::span<const UnsureKey> all_unsure_keys();
/// nullptr when an absent key is absent, whoever calls.
[[nodiscard]] const UnsureKey* find_unsure_key(std::string_view lower_case_key);

[[nodiscard]] Absence absence_of(std::string_view lower_case_key, const Caller& caller);

}  // namespace sqsproof::policy
