// A policy document as values: what was written, where it was written, and what each name in it
// was recognised as. Nothing here decides anything.
//
// Every element keeps its `Place` in the source text, so that whoever reports about it can point.
// Conditions keep their operator as a row of the operator table (policy/operators/operator.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/operators/operator.h"
#include "policy/support/diagnostic.h"

namespace sqsproof::policy {

/// What a policy is attached to, which decides what its statements hold and who calls.
enum class PolicyKind : std::uint8_t {
  queue,     ///< one SQS queue: who may call, in the vocabulary of SQS
  resource,  ///< any service's resource, such as a topic, a bucket or a key: who may call
  identity   ///< a user, group or role, who is the caller: no Principal. IAM/access_policies
};
[[nodiscard]] std::string_view name_of(PolicyKind kind);
[[nodiscard]] std::optional<PolicyKind> policy_kind_named(std::string_view name);

/// `Version`. Absent is kept apart; it means the same as 2008-10-17: `${...}` is ordinary text.
/// IAM/reference_policies_elements_version
enum class Version { absent, v2008_10_17, v2012_10_17 };

enum class Effect { allow, deny };
[[nodiscard]] std::string_view name_of(Effect effect);

/// A text of the document, exactly as its JSON string reads, with its place.
struct Text {
  std::string text;
  Place place;
  /// Policy variables are to be substituted: a value or resource with `${` under 2012-10-17.
  bool variables = false;
};

/// One entry of `Principal` or `NotPrincipal`. IAM/reference_policies_elements_principal
struct PrincipalEntry {
  enum class Kind {
    everyone,        ///< the string `"*"`
    aws_everyone,    ///< `{"AWS": "*"}`
    account,         ///< 12 digits or `arn:P:iam::A:root`: the whole account
    user,            ///< `arn:P:iam::A:user/[path/]name`
    role,            ///< `arn:P:iam::A:role/[path/]name`: every session of it
    session,         ///< `arn:P:sts::A:assumed-role/role-name/session-name`
    federated_user,  ///< `arn:P:sts::A:federated-user/name`
    unique_id,       ///< `AIDA…`, `AROA…`: one incarnation of a user or role
    service,         ///< `{"Service": "s3.amazonaws.com"}`
    federated,       ///< never matches a caller of a queue
    canonical_user,  ///< whether SQS accepts it is not documented
    other_identity   ///< in a policy of another service: an identity provider, a distribution of
                     ///< CloudFront; whose requests it covers is not modelled
  };
  Kind kind;
  std::string text;
  std::string account;  ///< 12 digits, where the kind has one
  Place place;
};

struct Principals {
  bool negated = false;  ///< NotPrincipal
  std::vector<PrincipalEntry> entries;
  Place place;
};

/// `Action`/`NotAction` or `Resource`/`NotResource`.
struct Patterns {
  bool negated = false;
  std::vector<Text> entries;
  Place place;
};

enum class Qualifier { none, for_all_values, for_any_value };

/// One key under one operator; a Condition block is the conjunction of these.
struct Condition {
  const Operator* op = nullptr;  ///< never null
  Qualifier qualifier = Qualifier::none;
  bool if_exists = false;
  /// Written in another case than AWS does: whether the operator is then taken is not documented.
  bool respelt = false;
  std::string operator_text;  ///< as written, with qualifier and suffix
  Place operator_place;
  std::string key;  ///< lower case; names of keys are case-insensitive
  Text key_text;
  std::vector<Text> values;  ///< alternatives
  Place place;               ///< of the value or the array
};

struct Statement {
  std::size_t index = 0;  ///< position in the document, from 0
  std::optional<Text> sid;
  Effect effect = Effect::deny;
  Principals principals;
  Patterns actions;
  Patterns resources;
  std::vector<Condition> conditions;
  Place place;
};

struct Document {
  PolicyKind kind = PolicyKind::queue;
  Source source;
  Place place;  ///< of the whole policy in the text
  Version version = Version::absent;
  Place version_place;  ///< of its value, where there is one
  std::optional<Text> id;
  std::vector<Statement> statements;
};

}  // namespace sqsproof::policy
