// Conditions: keys that do not exist, operators that do not suit their key.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/support/words.h"
#include "policy/values/glob.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Qualifier;
using policy::Severity;
using policy::Statement;
using policy::ValueKind;

template <class Look>
void for_each_condition(const LintSubject& subject, Look look) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Condition& condition : statement.conditions) look(statement, condition);
  }
}

/// Keys that services set on credentials they issue come with the service's own prefix.
bool is_of_other_service(std::string_view key) { return !key.starts_with("aws:"); }

/// What was meant by a key that is none: a tag key without its tag, or a misspelt name.
std::string meant_key(const std::string& key, std::span<const std::string_view> names) {
  for (const std::string_view name : names) {
    const bool tag = name.ends_with('/');
    if (tag &&
        (policy::equal_ignoring_case(key, name) || policy::equal_ignoring_case(key + "/", name))) {
      return fmt::format("name the tag: `{}team`", name);
    }
  }
  const auto near = policy::nearest_word(key, names);
  return near ? fmt::format("did you mean `{}`?", *near)
              : "requests to a queue never carry it; remove it";
}

/// The key that took over from an older one.
std::string_view successor_of(std::string_view key) {
  if (key == "aws:arn") return "use aws:PrincipalArn";
  if (key == "aws:tokenage") return "use aws:TokenIssueTime";
  return "use aws:SourceAccount for the account of a topic or bucket";
}

void unknown_key(const LintSubject& subject, LintReport& report) {
  std::vector<std::string_view> names;
  for (const auto& row : policy::all_condition_keys()) names.push_back(row.name);
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    if (policy::find_condition_key(condition.key) != nullptr) return;
    const std::string& key = condition.key_text.text;
    Finding& finding = report.add(
        &statement, condition.key_text.place,
        is_of_other_service(condition.key)
            ? fmt::format("`{}` is a key of another service: no request to a queue has it", key)
            : fmt::format("`{}` is not a condition key", key),
        meant_key(key, names));
    finding.notes.emplace_back(
        "a key that is absent fails a positive operator, and satisfies a "
        "negated one and every IfExists");
  });
}

void unused_key(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    const auto* row = policy::find_condition_key(condition.key);
    if (row == nullptr) return;
    if (row->use == policy::KeyUse::never) {
      report.add(
          &statement, condition.key_text.place,
          fmt::format("SQS is not among the services that `{}` is documented for", row->name),
          "use aws:SourceVpce or aws:SourceVpc");
    }
    if (row->use == policy::KeyUse::deprecated) {
      report.add(
          &statement, condition.key_text.place,
          fmt::format("`{}` is an older key; what it still does is not documented", row->name),
          std::string(successor_of(condition.key)));
    }
  });
}

void type_mismatch(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    if (policy::fits_type(condition)) return;
    report.add(&statement, condition.place,
               fmt::format("`{}` does not suit the type of `{}`: the outcome is not documented",
                           condition.operator_text, condition.key_text.text),
               "use the operators of the key's own type");
  });
}

void missing_qualifier(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    const bool plain = condition.qualifier == Qualifier::none;
    if (!plain || condition.op->kind == ValueKind::presence) return;
    if (!policy::is_multivalued_key(condition.key)) return;
    report.add(&statement, condition.place,
               fmt::format("`{}` has several values: a plain `{}` on it is not documented",
                           condition.key_text.text, condition.operator_text),
               fmt::format("write `ForAnyValue:{}`, or `ForAllValues:` and Null together",
                           condition.operator_text));
  });
}

void all_values_of_one(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    const auto* row = policy::find_condition_key(condition.key);
    if (condition.qualifier != Qualifier::for_all_values || row == nullptr) return;
    if (row->multivalued || condition.op->kind == ValueKind::presence) return;
    report.add(&statement, condition.place,
               fmt::format("ForAllValues on `{}`, which has one value, only adds requests without "
                           "the key",
                           row->name),
               "remove `ForAllValues:`, or say IfExists if that is meant");
  });
}

void null_with_qualifier(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    if (condition.op->kind != ValueKind::presence) return;
    if (condition.qualifier == Qualifier::none) return;
    const bool all = condition.qualifier == Qualifier::for_all_values;
    report.add(&statement, condition.place,
               fmt::format("`{}` is always {}", condition.operator_text, all ? "true" : "false"),
               "write `Null` alone");
  });
}

/// The operator that knows wildcards; empty where there is none.
std::string_view like_of(std::string_view name) {
  if (name == "StringEquals") return "StringLike";
  if (name == "StringNotEquals") return "StringNotLike";
  return {};
}

/// Renames the operator, for all its keys; not where the other one is there already.
std::optional<Fix> like(const Statement& statement, const Condition& condition) {
  const std::string_view other = like_of(condition.op->name);
  const std::size_t at = condition.operator_text.find(condition.op->name);
  if (other.empty() || at == std::string::npos) return std::nullopt;
  std::string text = condition.operator_text;
  text.replace(at, condition.op->name.size(), other);
  const bool there = std::any_of(statement.conditions.begin(), statement.conditions.end(),
                                 [&](const Condition& twin) { return twin.operator_text == text; });
  if (there) return std::nullopt;
  return Fix{fmt::format("write `{}`, which knows wildcards", text),
             {{condition.operator_place, json_string(text)}},
             false};
}

/// What is literal under Equals would be a pattern under Like.
void literal_wildcard(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    if (condition.op->kind != ValueKind::string || condition.op->wildcards) return;
    for (const policy::Text& value : condition.values) {
      if (!policy::has_wildcard(value.text) || value.variables) continue;
      const bool negated = condition.op->polarity == policy::Polarity::negated;
      report
          .add(&statement, value.place,
               fmt::format("`{}` is compared literally under `{}`: {}", value.text,
                           condition.operator_text,
                           negated ? "it excludes nobody" : "nobody ever matches it"),
               fmt::format("write `{}`", negated ? "StringNotLike" : "StringLike"))
          .fix = like(statement, condition);
    }
  });
}

void empty_values(const LintSubject& subject, LintReport& report) {
  for_each_condition(subject, [&](const Statement& statement, const Condition& condition) {
    if (!condition.values.empty()) return;
    report.add(&statement, condition.place,
               fmt::format("`{}` has no values to compare with", condition.key_text.text),
               "write the values, or remove the condition");
  });
}

const LintRule kRows[] = {
    {{"lint/unknown-condition-key", "a condition key that requests to a queue never have",
      "A misspelt key is accepted and is simply absent from every request.",
      "IAM/reference_policies_condition-keys"},
     Severity::warning,
     unknown_key},
    {{"lint/unused-condition-key", "a condition key that SQS does not support, or no longer",
      "The page of the key lists the services that set it.",
      "IAM/reference_policies_condition-keys"},
     Severity::warning,
     unused_key},
    {{"lint/type-mismatch", "an operator that does not suit the type of its key",
      "What a string operator does on an address, or a numeric one on text, is not documented.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     type_mismatch},
    {{"lint/missing-qualifier", "a plain operator on a key with several values",
      "Multivalued keys need ForAllValues or ForAnyValue.",
      "IAM/reference_policies_condition-single-vs-multi-valued-context-keys"},
     Severity::warning,
     missing_qualifier},
    {{"lint/all-values-of-one", "ForAllValues on a key with one value",
      "ForAllValues holds when the key is absent, so it lets through whoever does not have it.",
      "IAM/reference_policies_condition-single-vs-multi-valued-context-keys"},
     Severity::warning,
     all_values_of_one},
    {{"lint/null-with-qualifier", "Null with a set operator",
      "ForAllValues:Null always holds, ForAnyValue:Null never does.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     null_with_qualifier},
    {{"lint/literal-wildcard", "a wildcard that is an ordinary character",
      "Only Like operators and ARN operators know wildcards.",
      "IAM/reference_policies_elements_condition_operators"},
     Severity::error,
     literal_wildcard,
     "writes the operator that knows wildcards; this may change who gets in"},
    {{"lint/empty-condition", "a condition without values",
      "AWS's texts contradict each other about what an empty list does.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     empty_values},
};

}  // namespace

std::span<const LintRule> condition_rules() { return kRows; }

}  // namespace sqsproof::properties
