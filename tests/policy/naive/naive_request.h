// A request as the naive definition sees it: the caller taken apart by regular expressions, and
// the keys that follow from the caller filled in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/wire/json_library.h"

namespace sqsproof::tests::naive {

using Json = fixtures::Json;

/// What AWS says about a condition key. IAM/reference_policies_condition-keys
struct KeyFacts {
  enum class Type { string, arn, number, date, epoch, boolean, ip };
  enum class Standing {
    known,       ///< or unknown altogether: there when the request gives it
    foreign,     ///< of another service
    not_for_sqs  ///< its page does not list SQS
  };
  Type type = Type::string;
  bool many = false;
  Standing standing = Standing::known;
};

struct Who {
  enum class Kind { anonymous, root, user, federated, role, service };
  Kind kind = Kind::anonymous;
  std::string account;
  std::string partition;
  std::string name;     ///< without path
  std::string arn;      ///< aws:PrincipalArn
  std::string session;  ///< empty when it is not told
  bool path_told = true;
};

struct Asked {
  Who who;
  std::string principal, action, resource;
  std::map<std::string, std::vector<std::string>> context;  ///< by key in lower case
  std::optional<std::string> identity;

  [[nodiscard]] std::string queue_account() const;
  /// nullptr when absent; an empty list is absent.
  [[nodiscard]] const std::vector<std::string>* values(const std::string& key) const;
};

/// What may be the case when a request does not give a key.
enum class Missing {
  absent,
  nobodys,   ///< absent, or a value that is no customer's: what services are called is not told
  anything,  ///< absent, or any value: older keys and the newest
  untold     ///< present with a value that does not follow from the caller's ARN
};
[[nodiscard]] Missing missing(const std::string& lower_case_key, const Asked& asked);

[[nodiscard]] Asked asked(const Json& request);
/// Of a key that AWS does not have: a single text.
[[nodiscard]] KeyFacts facts_of(const std::string& lower_case_key);
/// As AWS's grammar writes a bare boolean or number: as text.
[[nodiscard]] std::string as_text(const Json& value);
/// A lone value stands for a list of one.
[[nodiscard]] std::vector<std::string> as_list(const Json& value);

}  // namespace sqsproof::tests::naive
