// Grants: Allow statements that give more than whoever wrote them may have had in mind.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "properties/lint/lint.h"

namespace sqsproof::properties {
namespace {

using policy::PrincipalEntry;
using policy::Severity;
using policy::Statement;
using policy::Text;
using Kind = PrincipalEntry::Kind;

bool is_everyone(const PrincipalEntry& entry) {
  return entry.kind == Kind::everyone || entry.kind == Kind::aws_everyone;
}

/// Whether the pattern covers every action of the service.
bool covers_all(const LintSubject& subject, const Text& pattern) {
  const policy::Patterns one{false, {pattern}, {}};
  const auto& actions = subject.vocabulary->actions;
  return std::all_of(actions.begin(), actions.end(), [&](const policy::VocabularyAction& action) {
    return policy::action_matches(one, action.name) == policy::Truth::yes;
  });
}

/// Those that a queue policy can grant to another account, without their prefix.
std::string crossing_actions(const LintSubject& subject) {
  std::vector<std::string> names;
  for (const policy::VocabularyAction& action : subject.vocabulary->actions) {
    if (!action.crosses_accounts || !action.on_a_queue) continue;
    names.push_back(action.name.substr(subject.vocabulary->service.size() + 1));
  }
  return policy::join(names, ", ");
}

/// For the queue's own account it is the console's default, and takes nothing from the owner.
void every_action(const LintSubject& subject, LintReport& report) {
  const auto queue = policy::split_arn(subject.queue_arn);
  if (!queue) return;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow || statement.actions.negated) continue;
    if (statement.principals.negated) continue;
    const auto& entries = statement.principals.entries;
    const auto other = std::find_if(
        entries.begin(), entries.end(),
        [&](const PrincipalEntry& entry) { return entry.account != queue->account(); });
    if (other == entries.end()) continue;
    for (const Text& action : statement.actions.entries) {
      if (!covers_all(subject, action)) continue;
      Finding& finding =
          report.add(&statement, action.place,
                     fmt::format("`{}` grants `{}` every action", action.text, other->text),
                     "name the actions that are meant");
      finding.notes.push_back(
          fmt::format("in effect across accounts: {}", crossing_actions(subject)));
      break;
    }
  }
}

/// The console writes `__owner_statement` for the account of the queue alone.
void console_default(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    if (!statement.sid || statement.effect != policy::Effect::allow) continue;
    if (statement.sid->text != "__owner_statement" &&
        statement.sid->text != "__default_statement_ID") {
      continue;
    }
    if (statement.principals.negated || !statement.conditions.empty()) continue;
    const auto& entries = statement.principals.entries;
    const auto open = std::find_if(entries.begin(), entries.end(), is_everyone);
    if (open == entries.end()) continue;
    report.add(&statement, open->place,
               fmt::format("`{}` is the name of a default for the owner, and lets in everyone",
                           statement.sid->text),
               "name the queue's own account, or restrict the statement by a condition");
  }
}

/// A grant to a whole account is handed on by whoever administers that account.
void whole_account(const LintSubject& subject, LintReport& report) {
  const auto queue = policy::split_arn(subject.queue_arn);
  if (!queue) return;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow || statement.principals.negated) continue;
    for (const PrincipalEntry& entry : statement.principals.entries) {
      if (entry.kind != Kind::account || entry.account == queue->account()) continue;
      report.add(&statement, entry.place,
                 fmt::format("account {} decides alone which of its users and roles get in",
                             entry.account),
                 "name the role that calls, where it is known");
    }
  }
}

const LintRule kRows[] = {
    {{"lint/every-action", "every action for somebody who is not the owner",
      "Few senders or consumers need more than three actions. The wildcard also covers taking "
      "messages away, and what SQS learns later.",
      "SQS/sqs-security-best-practices, least privilege; Config "
      "sqs-queue-policy-full-access-check"},
     Severity::warning,
     every_action},
    {{"lint/console-default", "a default statement that lets in everyone",
      "The console's default is for the account that owns the queue. Copied and widened to "
      "everyone, it opens the queue under a name that looks harmless.",
      "SQS/sqs-configure-add-permissions"},
     Severity::error,
     console_default},
    {{"lint/whole-account", "a grant to a whole account",
      "Naming an account hands the choice of users and roles to its administrators. Often meant; "
      "listed because a role is the smaller grant where the caller is known.",
      "IAM/reference_policies_elements_principal"},
     Severity::info,
     whole_account},
};

}  // namespace

std::span<const LintRule> grant_rules() { return kRows; }

}  // namespace sqsproof::properties
