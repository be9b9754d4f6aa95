// The document as a whole: version, size, counts, statement ids.
#include <fmt/format.h>
#include <map>

#include "properties/lint/lint.h"

namespace sqsproof::properties {
namespace {

using policy::Place;
using policy::Severity;
using policy::Statement;
using policy::Version;

/// Whether white space counts, and whether principals and conditions are counted by statement or by
/// policy, is not documented. SQS/quotas-policies
const policy::PolicyQuotas& quotas_of(const LintSubject& subject) {
  return subject.vocabulary->quotas;
}

std::string_view text_of(const LintSubject& subject) {
  const auto& place = subject.policy->place;
  return std::string_view(subject.policy->source->text)
      .substr(place.begin, place.end - place.begin);
}

/// The text without white space between its tokens.
std::string compact(std::string_view text) {
  std::string result;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && c == '\\') {
      result += c;
      if (++i < text.size()) result += text[i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (in_string || !space) result += c;
  }
  return result;
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
    report.add(&statement, text.place,
               fmt::format("`{}` is ordinary text under this version, not a variable", text.text),
               "set Version to 2012-10-17 if a variable is meant");
  };
  for (const Statement& statement : subject.policy->statements) {
    for (const auto& resource : statement.resources.entries) look(statement, resource);
    for (const auto& condition : statement.conditions) {
      for (const auto& value : condition.values) look(statement, value);
    }
  }
}

void too_many_statements(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).statements;
  const auto& statements = subject.policy->statements;
  if (statements.size() <= most) return;
  report.add(&statements[most], statements[most].place,
             fmt::format("{} statements; SQS takes {}", statements.size(), most),
             "join statements that differ only in principals or in actions");
}

/// An error when a single statement has too many, a warning when only the sum of all has.
void too_many_principals(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).principals;
  std::size_t sum = 0;
  for (const Statement& statement : subject.policy->statements) {
    const std::size_t count = statement.principals.entries.size();
    sum += count;
    if (count > most) {
      report.add(&statement, statement.principals.place,
                 fmt::format("{} principals in a statement; SQS takes {}", count, most),
                 "name an organization instead: `\"*\"` with StringEquals on aws:PrincipalOrgID");
      return;
    }
  }
  if (sum <= most) return;
  report
      .add(nullptr, {subject.policy->place.begin, subject.policy->place.begin + 1},
           fmt::format("{} principals in all; SQS takes {}, perhaps of all statements together",
                       sum, most),
           "name an organization instead of many accounts")
      .severity = Severity::warning;
}

void too_many_conditions(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).conditions;
  std::size_t sum = 0;
  for (const Statement& statement : subject.policy->statements) {
    const std::size_t count = statement.conditions.size();
    sum += count;
    if (count > most) {
      report.add(&statement, statement.conditions[most].place,
                 fmt::format("{} conditions in a statement; SQS takes {}", count, most),
                 "join values of one key in an array");
      return;
    }
  }
  if (sum <= most) return;
  report
      .add(nullptr, {subject.policy->place.begin, subject.policy->place.begin + 1},
           fmt::format("{} conditions in all; SQS takes {}, perhaps of all statements together",
                       sum, most),
           "join statements that share their conditions")
      .severity = Severity::warning;
}

void too_large(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).bytes;
  const std::string_view text = text_of(subject);
  const std::string small = compact(text);
  const Place begin{subject.policy->place.begin, subject.policy->place.begin + 1};
  if (small.size() > most) {
    report.add(nullptr, begin,
               fmt::format("{} bytes without white space; SQS takes {}", small.size(), most),
               "join statements, or name an organization instead of many accounts");
  } else if (text.size() > most) {
    Finding& finding =
        report.add(nullptr, begin,
                   fmt::format("{} bytes as written; SQS takes {}, and white space may count",
                               text.size(), most),
                   fmt::format("write it without white space: {} bytes", small.size()));
    finding.severity = Severity::warning;
    finding.fix = Fix{"remove the white space between tokens", {{subject.policy->place, small}}};
  } else if (small.size() * 5 > most * 4) {
    report
        .add(nullptr, begin, fmt::format("{} of {} bytes are used", small.size(), most),
             "plan for fewer statements before the next one does not fit")
        .severity = Severity::info;
  }
}

void duplicate_sid(const LintSubject& subject, LintReport& report) {
  std::map<std::string, const Statement*> seen;
  for (const Statement& statement : subject.policy->statements) {
    if (!statement.sid) continue;
    const auto [first, fresh] = seen.emplace(statement.sid->text, &statement);
    if (fresh) continue;
    report.add(&statement, statement.sid->place,
               fmt::format("the Sid `{}` is that of statement {} as well", statement.sid->text,
                           first->second->index),
               "give each statement a Sid of its own");
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
     literal_variable},
    {{"lint/too-many-statements", "more than 20 statements", "SQS refuses such a policy.",
      "SQS/quotas-policies"},
     Severity::error,
     too_many_statements},
    {{"lint/too-many-principals", "more than 50 principals", "SQS refuses such a policy.",
      "SQS/quotas-policies"},
     Severity::error,
     too_many_principals},
    {{"lint/too-many-conditions", "more than 10 conditions",
      "SQS documents a limit of 10 conditions, without saying of what.", "SQS/quotas-policies"},
     Severity::error,
     too_many_conditions},
    {{"lint/too-large", "more than 8,192 bytes, or nearly",
      "SQS refuses a larger policy with OverLimit.", "SQS/quotas-policies"},
     Severity::error,
     too_large,
     "removes the white space between tokens"},
    {{"lint/duplicate-sid", "two statements with the same Sid",
      "A Sid names a statement, for people and for RemovePermission, which removes by it.",
      "IAM/reference_policies_elements_sid"},
     Severity::warning,
     duplicate_sid},
};

}  // namespace

std::span<const LintRule> document_rules() { return kRows; }

}  // namespace sqsproof::properties
