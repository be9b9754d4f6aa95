#include "properties/access/policy_pair.h"

#include <array>
#include <fmt/format.h>

#include "policy/document/kind.h"
#include "policy/document/parse.h"
#include "policy/support/json.h"
#include "policy/support/quoted.h"
#include "policy/support/words.h"
#include "policy/symbolic/realm.h"
#include "policy/values/arn.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;
using policy::PolicyKind;
using policy::Source;

using Path = std::initializer_list<const char*>;

const JsonValue* member_along(const JsonValue& root, const Path& path) {
  const JsonValue* value = &root;
  for (const char* name : path) {
    if (value != nullptr) value = policy::member_of(*value, name);
  }
  return value;
}

/// A policy in a text. One in a string is a text of its own, and has no value if it is no JSON.
struct FoundPolicy {
  Source text;
  std::optional<JsonValue> value;
};

FoundPolicy found_at(const Source& text, const JsonValue& value, const Path& path) {
  if (value.kind != JsonValue::Kind::string) return {text, value};
  std::string pointer;
  for (const char* name : path) pointer += std::string("/") + name;
  const Source inside = policy::unquoted(text, value.place, value.text, pointer);
  auto root = policy::read_json(inside);
  if (!root) return {inside, std::nullopt};
  return {inside, std::move(*root)};
}

/// The text itself, or what stands in the output of `aws s3api get-bucket-policy`, `aws kms
/// get-key-policy`, `aws sns get-topic-attributes`, `aws iam get-policy-version` and their like.
std::optional<FoundPolicy> find_policy(const Source& text) {
  const auto root = policy::read_json(text);
  if (!root) return std::nullopt;
  if (policy::member_of(*root, "Statement") != nullptr) return FoundPolicy{text, *root};
  if (member_along(*root, {"Attributes", "QueueArn"}) != nullptr) return std::nullopt;
  for (const auto& path : std::initializer_list<Path>{{"Policy"},
                                                      {"policy"},
                                                      {"Attributes", "Policy"},
                                                      {"PolicyVersion", "Document"},
                                                      {"PolicyDocument"},
                                                      {"Role", "AssumeRolePolicyDocument"},
                                                      {"ResourcePolicy"},
                                                      {"policyText"}}) {
    if (const JsonValue* value = member_along(*root, path)) return found_at(text, *value, path);
  }
  return std::nullopt;
}

policy::Diagnostics refuse(const Source& source, std::string id, std::string message,
                           std::string help) {
  return {{std::move(id),
           policy::Severity::error,
           std::move(message),
           source,
           {},
           {},
           std::move(help)}};
}

/// The one account that Resource elements name, if they name one alone.
std::string only_account(const PolicyPair& pair) {
  std::set<std::string> accounts;
  for (const policy::Document* policy : {&pair.before, &pair.after}) {
    for (const policy::Statement& statement : policy->statements) {
      for (const policy::Text& resource : statement.resources.entries) {
        const auto arn = policy::split_arn(resource.text);
        if (arn && policy::is_account_id(arn->account())) accounts.emplace(arn->account());
      }
    }
  }
  return accounts.size() == 1 ? *accounts.begin() : std::string();
}

policy::Result<policy::Document> parse(const Source& text, PolicyKind kind,
                                       policy::Diagnostics& warnings) {
  const auto found = find_policy(text);
  policy::Parsed parsed = found && found->text == text
                              ? policy::parse_policy(text, *found->value, kind)
                              : policy::parse_policy(found ? found->text : text, kind);
  if (!parsed.document) return tl::unexpected(std::move(parsed.diagnostics));
  warnings.insert(warnings.end(), parsed.diagnostics.begin(), parsed.diagnostics.end());
  return std::move(*parsed.document);
}

}  // namespace

std::optional<PolicyKind> kind_of(const Source& text) {
  const auto found = find_policy(text);
  return found && found->value ? policy::recognised_kind(*found->value) : std::nullopt;
}

policy::Result<PolicyKind> common_kind(const Source& before, const Source& after) {
  const auto first = kind_of(before);
  const auto second = kind_of(after);
  if (!first || !second) return first.value_or(second.value_or(PolicyKind::queue));
  if (*first == *second) return *first;
  if (*first != PolicyKind::identity && *second != PolicyKind::identity) {
    return PolicyKind::resource;
  }
  const bool old_is_identity = *first == PolicyKind::identity;
  return tl::unexpected(
      refuse(old_is_identity ? before : after, "input/kind",
             fmt::format("no statement of this policy has a Principal, and those of `{}` have one",
                         (old_is_identity ? after : before)->name),
             "compare two policies of one kind, and say which where it is not plain: --kind "
             "queue, resource or identity"));
}

policy::Result<PolicyPair> read_pair(const Source& before, const Source& after, PolicyKind kind,
                                     const std::string& account, policy::Diagnostics& warnings) {
  auto first = parse(before, kind, warnings);
  auto second = parse(after, kind, warnings);
  policy::Diagnostics problems;
  for (const auto* one : {&first, &second}) {
    if (*one) continue;
    problems.insert(problems.end(), one->error().begin(), one->error().end());
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  PolicyPair pair{std::move(*first), std::move(*second), "aws", account};
  std::set<std::string> partitions = policy::partitions_of(pair.before);
  partitions.merge(policy::partitions_of(pair.after));
  if (partitions.size() > 1) {
    return tl::unexpected(refuse(
        after, "input/partition",
        fmt::format(
            "the policies speak of the partitions {}",
            policy::join(std::vector<std::string>(partitions.begin(), partitions.end()), " and ")),
        "compare what they say of each partition by itself: no access crosses them"));
  }
  if (!partitions.empty()) pair.partition = *partitions.begin();
  if (pair.owner.empty()) pair.owner = only_account(pair);
  return pair;
}

Subject subject_of(const policy::Document& policy, const PolicyPair& pair,
                   const policy::Vocabulary& vocabulary) {
  return {&policy,
          {},
          pair.owner,
          {},
          joined(mentions_of(pair.before), mentions_of(pair.after)),
          &vocabulary,
          pair.partition};
}

}  // namespace sqsproof::properties
