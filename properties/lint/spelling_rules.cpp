// Spelling: characters and names that may not be taken as they are meant.
#include <algorithm>
#include <fmt/format.h>

#include "properties/lint/lint.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Severity;
using policy::Statement;
using policy::Text;

/// Tab, line feed, carriage return, and U+0020 to U+00FF, which UTF-8 begins with C2 or C3.
bool is_usual(char c) {
  const auto byte = static_cast<unsigned char>(c);
  constexpr unsigned char kFirstBeyond = 0xC4;
  return c == '\t' || c == '\n' || c == '\r' || (byte >= ' ' && byte < kFirstBeyond);
}

void unusual_character(const LintSubject& subject, LintReport& report) {
  const auto look = [&](const Statement* statement, std::string_view text, policy::Place place) {
    if (std::all_of(text.begin(), text.end(), is_usual)) return;
    report.add(
        statement, place, "a character that IAM does not list for policies",
        "keep to U+0020 to U+00FF; look-alike letters, dashes and quotes are other characters");
  };
  if (const auto& id = subject.policy->id) look(nullptr, id->text, id->place);
  for (const Statement& statement : subject.policy->statements) {
    const auto look_at = [&](const Text& text) { look(&statement, text.text, text.place); };
    if (statement.sid) look_at(*statement.sid);
    for (const auto& entry : statement.principals.entries) {
      look(&statement, entry.text, entry.place);
    }
    for (const Text& action : statement.actions.entries) look_at(action);
    for (const Text& resource : statement.resources.entries) look_at(resource);
    for (const Condition& condition : statement.conditions) {
      look_at(condition.key_text);
      for (const Text& value : condition.values) look_at(value);
    }
  }
}

std::string canonical(const Condition& condition) {
  const std::string_view qualifier =
      condition.qualifier == policy::Qualifier::for_all_values  ? "ForAllValues:"
      : condition.qualifier == policy::Qualifier::for_any_value ? "ForAnyValue:"
                                                                : "";
  return fmt::format("{}{}{}", qualifier, condition.op->name,
                     condition.if_exists ? "IfExists" : "");
}

void operator_case(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Condition& condition : statement.conditions) {
      if (!condition.respelt) continue;
      report.add(&statement, condition.place,
                 fmt::format("`{}` is not how AWS spells the operator: whether it is taken is not "
                             "documented",
                             condition.operator_text),
                 fmt::format("write `{}`", canonical(condition)));
    }
  }
}

const LintRule kRows[] = {
    {{"lint/unusual-character", "a character outside of those that IAM lists for policies",
      "IAM takes tab, line ends and U+0020 to U+00FF. A look-alike letter compares as another one.",
      "IAM/reference_iam-quotas"},
     Severity::warning,
     unusual_character},
    {{"lint/operator-case", "a condition operator written in another case",
      "AWS documents one spelling of each operator. What another case does is not documented, so "
      "nothing is concluded from such a condition.",
      "IAM/reference_policies_elements_condition_operators"},
     Severity::warning,
     operator_case},
};

}  // namespace

std::span<const LintRule> spelling_rules() { return kRows; }

}  // namespace sqsproof::properties
