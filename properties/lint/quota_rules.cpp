// Quotas of the policy as a whole: size, statements, principals, conditions.
#include <fmt/format.h>
#include <optional>

#include "properties/lint/joining.h"
#include "properties/lint/lint.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;
using policy::Statement;

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

void too_many_statements(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).statements;
  const auto& statements = subject.policy->statements;
  if (statements.size() <= most) return;
  Finding& finding = report.add(&statements[most], statements[most].place,
                                fmt::format("{} statements; SQS takes {}", statements.size(), most),
                                "join statements that differ only in principals or in actions");
  const auto joining = join_statements(*subject.policy, quotas_of(subject));
  if (joining && joining->statements <= most) finding.fix = joining->fix;
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

/// A fix that brings the text, without white space, down to `most` bytes.
std::optional<Fix> joined_within(const LintSubject& subject, std::size_t size, std::size_t most) {
  const auto joining = join_statements(*subject.policy, quotas_of(subject));
  if (!joining) return std::nullopt;
  const std::string_view text = subject.policy->source->text;
  for (const Fix::Edit& edit : joining->fix.edits) {
    size += edit.text.size();
    size -= compact(text.substr(edit.place.begin, edit.place.end - edit.place.begin)).size();
  }
  return size <= most ? std::optional(joining->fix) : std::nullopt;
}

void too_large(const LintSubject& subject, LintReport& report) {
  const std::size_t most = quotas_of(subject).bytes;
  const std::size_t nearly = most * 4 / 5;
  const std::string_view text = text_of(subject);
  const std::string small = compact(text);
  const policy::Place begin{subject.policy->place.begin, subject.policy->place.begin + 1};
  if (small.size() > most) {
    report
        .add(nullptr, begin,
             fmt::format("{} bytes without white space; SQS takes {}", small.size(), most),
             "join statements, or name an organization instead of many accounts")
        .fix = joined_within(subject, small.size(), most);
  } else if (text.size() > most) {
    Finding& finding =
        report.add(nullptr, begin,
                   fmt::format("{} bytes as written; SQS takes {}, and white space may count",
                               text.size(), most),
                   fmt::format("write it without white space: {} bytes", small.size()));
    finding.severity = Severity::warning;
    finding.fix = Fix{"remove the white space between tokens", {{subject.policy->place, small}}};
  } else if (small.size() > nearly) {
    Finding& finding =
        report.add(nullptr, begin, fmt::format("{} of {} bytes are used", small.size(), most),
                   "plan for fewer statements before the next one does not fit");
    finding.severity = Severity::warning;
    finding.fix = joined_within(subject, small.size(), nearly);
  }
}

const LintRule kRows[] = {
    {{"lint/too-many-statements", "more than 20 statements", "SQS refuses such a policy.",
      "SQS/quotas-policies"},
     Severity::error,
     too_many_statements,
     "joins statements that differ only in their actions, or only in their principals"},
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
     "removes the white space between tokens, or joins statements"},
};

}  // namespace

std::span<const LintRule> quota_rules() { return kRows; }

}  // namespace sqsproof::properties
