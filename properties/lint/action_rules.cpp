// Actions: names that are none, of other services, too many, owner-only.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;
using policy::Statement;
using policy::Text;

template <class Look>
void for_each_action(const LintSubject& subject, Look look) {
  for (const Statement& statement : subject.policy->statements) {
    for (const Text& action : statement.actions.entries) look(statement, action);
  }
}

std::string_view prefix_of(std::string_view action) { return action.substr(0, action.find(':')); }

bool is_of_service(const LintSubject& subject, std::string_view action) {
  return policy::equal_ignoring_case(prefix_of(action), subject.vocabulary->service);
}

/// Whether the pattern covers any action of the service.
bool covers_some(const LintSubject& subject, const Text& pattern) {
  const policy::Patterns one{false, {pattern}, {}};
  return std::any_of(subject.vocabulary->actions.begin(), subject.vocabulary->actions.end(),
                     [&](const policy::VocabularyAction& action) {
                       return policy::action_matches(one, action.name) == policy::Truth::yes;
                     });
}

/// The action that authorises a batch operation which is written as an action.
const policy::VocabularyAction* action_of_batch(const LintSubject& subject, const Text& pattern) {
  const auto& actions = subject.vocabulary->actions;
  const auto found =
      std::find_if(actions.begin(), actions.end(), [&](const policy::VocabularyAction& action) {
        return policy::equal_ignoring_case(action.covers_batch, pattern.text);
      });
  return found == actions.end() ? nullptr : &*found;
}

void unknown_action(const LintSubject& subject, LintReport& report) {
  std::vector<std::string_view> names;
  for (const auto& action : subject.vocabulary->actions) names.push_back(action.name);
  for_each_action(subject, [&](const Statement& statement, const Text& action) {
    if (action.text == "*" || !is_of_service(subject, action.text)) return;
    if (covers_some(subject, action)) return;
    const auto* single = action_of_batch(subject, action);
    const auto near = single != nullptr ? std::optional<std::string_view>(single->name)
                                        : policy::nearest_word(action.text, names);
    Finding& finding = report.add(
        &statement, action.place,
        fmt::format("`{}` is not an IAM action: it grants and denies nothing", action.text),
        near ? fmt::format("did you mean `{}`?", *near) : "see the list of SQS actions");
    if (single == nullptr) return;
    finding.notes.emplace_back("batch operations are authorised by the action on one message");
    finding.fix = Fix{fmt::format("write `{}`, which covers the batch", single->name),
                      {{action.place, json_string(single->name)}},
                      false};
  });
}

void foreign_action(const LintSubject& subject, LintReport& report) {
  for_each_action(subject, [&](const Statement& statement, const Text& action) {
    if (action.text == "*" || is_of_service(subject, action.text)) return;
    report.add(&statement, action.place,
               fmt::format("`{}` is no action on a queue: it does nothing here", action.text),
               fmt::format("name actions of `{}:`", subject.vocabulary->service));
  });
}

/// Of actions in a statement, also for SetQueueAttributes, as was observed. SQS/quotas-policies
void too_many_actions(const LintSubject& subject, LintReport& report) {
  const std::size_t most = subject.vocabulary->quotas.actions_in_statement;
  for (const Statement& statement : subject.policy->statements) {
    const auto& actions = statement.actions.entries;
    if (actions.size() <= most) continue;
    report.add(&statement, actions[most].place,
               fmt::format("{} actions in a statement; SQS takes {}", actions.size(), most),
               "use a wildcard, `sqs:*` counts as one, or a second statement");
  }
}

/// The first principal of the statement that is not of the queue's own account.
const policy::PrincipalEntry* first_foreign(const Statement& statement, std::string_view owner) {
  for (const policy::PrincipalEntry& entry : statement.principals.entries) {
    const bool foreign = entry.account.empty() || entry.account != owner;
    if (foreign && entry.kind != policy::PrincipalEntry::Kind::unique_id) return &entry;
  }
  return nullptr;
}

/// An owner-only action written out beside somebody who is not the owner. SQS refuses these.
void owner_only_action(const LintSubject& subject, LintReport& report) {
  const auto queue = policy::split_arn(subject.queue_arn);
  if (!queue) return;
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow || statement.actions.negated) continue;
    if (statement.principals.negated) continue;  // the entries are those that are left out
    const policy::PrincipalEntry* foreign = first_foreign(statement, queue->account());
    if (foreign == nullptr) continue;
    for (const Text& action : statement.actions.entries) {
      const auto* row = policy::find_action(*subject.vocabulary, action.text);
      if (row == nullptr || row->crosses_accounts) continue;
      report.add(&statement, action.place,
                 fmt::format("`{}` cannot be granted to `{}`: only the queue's own account may",
                             row->name, foreign->text),
                 "remove the action; SQS refuses the policy with InvalidAttributeValue");
    }
  }
}

/// An empty NotAction is the business of lint/empty-element.
void allow_not_action(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    if (statement.effect != policy::Effect::allow || !statement.actions.negated) continue;
    if (statement.actions.entries.empty()) continue;
    report.add(&statement, statement.actions.place,
               "Allow with NotAction allows every action but these, also those that SQS adds later",
               "name the actions that are meant, in Action");
  }
}

const LintRule kRows[] = {
    {{"lint/unknown-action", "an action that SQS does not have",
      "Unknown names are accepted and grant nothing; in a Deny they leave the door open. Batch "
      "operations have no names of their own in IAM.",
      "Service Authorization Reference, list_amazonsqs"},
     Severity::error,
     unknown_action,
     "writes the action on one message for that on a batch; this may change who gets in"},
    {{"lint/foreign-action", "an action of another service",
      "A queue policy speaks about the queue; actions of other services do nothing in it.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::warning,
     foreign_action},
    {{"lint/too-many-actions", "more than 7 actions in a statement",
      "SQS refuses such a policy with OverLimit.", "SQS/quotas-policies"},
     Severity::error,
     too_many_actions},
    {{"lint/owner-only-action", "an action that cannot cross accounts",
      "Twelve actions work only for callers of the queue's own account. Written out beside a "
      "foreign principal, SQS refuses the policy.",
      "SQS/sqs-limitations-of-custom-policies"},
     Severity::error,
     owner_only_action},
    {{"lint/allow-not-action", "Allow with NotAction",
      "Whoever may do all but one thing may also change the policy, and may do what SQS learns "
      "later.",
      "IAM/reference_policies_elements_notaction"},
     Severity::warning,
     allow_not_action},
};

}  // namespace

std::span<const LintRule> action_rules() { return kRows; }

}  // namespace sqsproof::properties
