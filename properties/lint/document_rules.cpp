// The document as a whole: version and statement ids.
#include <fmt/format.h>
#include <map>
#include <set>

#include "policy/values/variables.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;
using policy::Statement;
using policy::Version;

/// Gives all variables of the policy their meaning.
Fix newer_version(const policy::Document& policy) {
  const std::string title = "set the version under which variables are substituted";
  const std::size_t inside = policy.place.begin + 1;
  if (policy.version == Version::absent) {
    return {title, {{{inside, inside}, "\"Version\": \"2012-10-17\", "}}, false};
  }
  return {title, {{policy.version_place, "\"2012-10-17\""}}, false};
}

void missing_version(const LintSubject& subject, LintReport& report) {
  const policy::Document& policy = *subject.policy;
  if (policy.version != Version::absent) return;
  const std::size_t inside = policy.place.begin + 1;
  Finding& finding = report.add(nullptr, {policy.place.begin, inside}, "the policy has no Version",
                                "add `\"Version\": \"2012-10-17\"`");
  finding.notes.emplace_back(
      "without it `${…}` is ordinary text, and some tools wait forever for "
      "the stored policy to equal the written one");
  bool variables = false;
  for (const Statement& statement : policy.statements) {
    for (const auto& condition : statement.conditions) {
      for (const auto& value : condition.values) {
        variables = variables || value.text.find("${") != std::string::npos;
      }
    }
    for (const auto& resource : statement.resources.entries) {
      variables = variables || resource.text.find("${") != std::string::npos;
    }
  }
  if (variables) return;  // the newer version would give them a meaning
  finding.fix = Fix{"add the version; nothing else changes, as the policy has no variables",
                    {{{inside, inside}, "\"Version\": \"2012-10-17\", "}}};
}

void literal_variable(const LintSubject& subject, LintReport& report) {
  if (subject.policy->version == Version::v2012_10_17) return;
  const auto look = [&](const Statement& statement, const policy::Text& text) {
    if (text.text.find("${") == std::string::npos) return;
    Finding& finding = report.add(
        &statement, text.place,
        fmt::format("`{}` is ordinary text under this version, not a variable", text.text),
        "set Version to 2012-10-17 if a variable is meant");
    if (policy::parse_variables(text.text)) finding.fix = newer_version(*subject.policy);
  };
  for (const Statement& statement : subject.policy->statements) {
    for (const auto& resource : statement.resources.entries) look(statement, resource);
    for (const auto& condition : statement.conditions) {
      for (const auto& value : condition.values) look(statement, value);
    }
  }
}

/// The old Sid and the first number with which no statement has it.
std::string free_sid(const std::string& sid, std::set<std::string>& taken) {
  for (std::size_t number = 2;; ++number) {
    std::string candidate = fmt::format("{}{}", sid, number);
    if (taken.insert(candidate).second) return candidate;
  }
}

void duplicate_sid(const LintSubject& subject, LintReport& report) {
  std::set<std::string> taken;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.sid) taken.insert(statement.sid->text);
  }
  std::map<std::string, const Statement*> seen;
  for (const Statement& statement : subject.policy->statements) {
    if (!statement.sid) continue;
    const auto [first, fresh] = seen.emplace(statement.sid->text, &statement);
    if (fresh) continue;
    const std::string other = free_sid(statement.sid->text, taken);
    report
        .add(&statement, statement.sid->place,
             fmt::format("the Sid `{}` is that of statement {} as well", statement.sid->text,
                         first->second->index),
             "give each statement a Sid of its own")
        .fix =
        Fix{fmt::format("name it `{}`", other), {{statement.sid->place, json_string(other)}}};
  }
}

const LintRule kRows[] = {
    {{"lint/missing-version", "the policy has no Version",
      "Without Version the policy means the same as under 2008-10-17: variables are ordinary text. "
      "Tools that compare the stored policy with the written one may never agree.",
      "IAM/reference_policies_elements_version"},
     Severity::warning,
     missing_version,
     "adds version 2012-10-17 where the policy has no variables, and so changes nothing else"},
    {{"lint/literal-variable", "a variable that is ordinary text under this version",
      "Only 2012-10-17 substitutes `${…}`; under the older version the characters themselves are "
      "compared, so the condition hardly ever holds.",
      "IAM/reference_policies_elements_version"},
     Severity::warning,
     literal_variable,
     "sets version 2012-10-17, under which it is a variable; this may change who gets in"},
    {{"lint/duplicate-sid", "two statements with the same Sid",
      "A Sid names a statement, for people and for RemovePermission, which removes by it.",
      "IAM/reference_policies_elements_sid"},
     Severity::error,
     duplicate_sid,
     "puts a number behind the second one"},
};

}  // namespace

std::span<const LintRule> document_rules() { return kRows; }

}  // namespace sqsproof::properties
