// access/lock-out: a Deny refuses every user and role of the own account all that could change the
// policy. That holds of everyone, whatever their own policies say; the account's root user and the
// organization's can undo it. IAM/id_root-user-privileged-task
#include <fmt/format.h>

#include "properties/access/checks/checks.h"
#include "properties/access/inquiry.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;

/// RemovePermission takes a statement away as well, by its Sid.
const std::vector<std::string> kChanging = {"sqs:SetQueueAttributes", "sqs:RemovePermission",
                                            "sqs:AddPermission"};

/// What the queue's policy decides when everybody has what rights they can have: only a Deny is
/// left to refuse them. The places of statements stay what they are.
policy::Document with_all_rights(const Subject& subject) {
  std::vector<policy::Statement> statements = subject.policy->statements;
  statements.push_back(allow_everyone());
  return with_statements(*subject.policy, std::move(statements));
}

std::vector<policy::RequestClass> classes(const Subject& subject) {
  if (subject.owner.empty()) return {};
  return {{{CallerKind::role, CallerKind::user, CallerKind::federated_user},
           kChanging,
           {condition("StringEquals", "aws:PrincipalAccount", {subject.owner})}}};
}

std::string who(const Subject& subject, const policy::Request& /*witness*/) {
  return "nobody of account " + subject.owner + " can";
}

Finding finding_of(const Subject& subject, policy::Verdict verdict) {
  Finding finding;
  finding.rule = kLockOut.words.id;
  finding.severity = kLockOut.severity;
  finding.verdict = verdict;
  finding.queue = subject.queue_arn;
  finding.source = subject.policy->source;
  finding.message = fmt::format(
      "{}no user or role of account {} can change the policy any more, whatever their rights",
      verdict == policy::Verdict::unknown ? "not decided: perhaps " : "", subject.owner);
  finding.notes.emplace_back(
      "only the account's root user, or an sts:AssumeRoot session of the organization with the "
      "task policy SQSUnlockQueuePolicy, can undo it");
  finding.help = kLockOut.help;
  return finding;
}

/// Whom it refuses, and by which statement.
void add_example(const policy::Document& policy, policy::Answer example, Finding& finding) {
  if (example.statements.empty()) return;
  const policy::Statement& deny = policy.statements[example.statements.front()];
  finding.place = deny.principals.place;
  finding.label = fmt::format("refused by statement {}{}", deny.index,
                              deny.sid ? fmt::format(" (`{}`)", deny.sid->text) : "");
  finding.statements = std::move(example.statements);
  finding.witness = std::move(example.witness);
}

std::optional<Finding> find(const Subject& subject, const Asking& asking, CheckResult& result) {
  std::vector<policy::RequestClass> own = classes(subject);
  if (own.empty()) return std::nullopt;
  const policy::Document policy = with_all_rights(subject);
  Subject about = subject;
  about.policy = &policy;
  Inquiry inquiry(about, asking, result);
  const policy::Answer somebody = inquiry.ask(kLockOut.words, "somebody", {own, {}});
  if (somebody.verdict == policy::Verdict::violated) return std::nullopt;
  Finding finding =
      finding_of(subject, somebody.verdict == policy::Verdict::holds ? policy::Verdict::violated
                                                                     : policy::Verdict::unknown);
  for (const std::string& reason : somebody.approximations) {
    finding.notes.push_back("it hangs on this: " + reason);
  }
  own.front().actions = {kChanging.front()};
  add_example(policy,
              inquiry.ask(kLockOut.words, "who is refused", {own, {}, policy::Offender::refused}),
              finding);
  return finding;
}

}  // namespace

const AccessCheck kLockOut = {
    {"access/lock-out", "nobody can change the policy any more",
     "A Deny wins over whatever rights an administrator has. With one that refuses everyone of the "
     "queue's account, the policy that holds it can be changed only by the account's root user.",
     "IAM/id_root-user-privileged-task"},
    policy::Severity::error,
    classes,
    who,
    "exempt those who administer the queue, for example with ArnNotEquals on aws:PrincipalArn",
    true,
    true,
    {},
    {},
    nullptr,
    find};

}  // namespace sqsproof::properties
