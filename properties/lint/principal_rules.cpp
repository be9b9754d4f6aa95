// Principals: spellings that surprise, identities that are gone, services that do not exist.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "properties/lint/lint.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::PrincipalEntry;
using policy::Severity;
using policy::Statement;
using Kind = PrincipalEntry::Kind;

/// Services that call queues or are written into queue policies by AWS's guides.
constexpr std::array<std::string_view, 16> kServices = {
    "s3.amazonaws.com",        "sns.amazonaws.com",        "events.amazonaws.com",
    "lambda.amazonaws.com",    "cloudwatch.amazonaws.com", "autoscaling.amazonaws.com",
    "codebuild.amazonaws.com", "chime.amazonaws.com",      "profile.amazonaws.com",
    "scheduler.amazonaws.com", "iot.amazonaws.com",        "ses.amazonaws.com",
    "pipes.amazonaws.com",     "states.amazonaws.com",     "apigateway.amazonaws.com",
    "guardduty.amazonaws.com"};

template <class Look>
void for_each_principal(const LintSubject& subject, Look look) {
  for (const Statement& statement : subject.policy->statements) {
    for (const PrincipalEntry& entry : statement.principals.entries) look(statement, entry);
  }
}

void unique_id(const LintSubject& subject, LintReport& report) {
  for_each_principal(subject, [&](const Statement& statement, const PrincipalEntry& entry) {
    if (entry.kind != Kind::unique_id) return;
    report.add(
        &statement, entry.place,
        fmt::format("`{}` is the id of one user or role, not its name", entry.text),
        "name the ARN; an id that SQS shows instead of an ARN is that of a deleted identity");
  });
}

void bare_account(const LintSubject& subject, LintReport& report) {
  for_each_principal(subject, [&](const Statement& statement, const PrincipalEntry& entry) {
    if (entry.kind != Kind::account || entry.text.starts_with("arn:")) return;
    const auto queue = policy::split_arn(subject.queue_arn);
    const std::string arn =
        fmt::format("arn:{}:iam::{}:root", queue ? queue->partition() : "aws", entry.account);
    Finding& finding =
        report.add(&statement, entry.place, fmt::format("`{}` is stored as an ARN", entry.text),
                   fmt::format("write `{}` to see no difference after applying", arn));
    if (entry.text != entry.account) {
      finding.severity = Severity::warning;
      finding.notes.emplace_back("account ids with hyphens are a form of the first guide of 2009");
    }
    finding.fix = Fix{"write the ARN of the account, which means the same",
                      {{entry.place, json_string(arn)}}};
  });
}

/// Regional names are names of their own: `sns.me-south-1.amazonaws.com`, and in China some end in
/// `.amazonaws.com.cn`.
std::string without_region(std::string_view service) {
  if (policy::to_lower(service).ends_with(".com.cn")) service.remove_suffix(3);
  const std::size_t first = service.find('.');
  const std::size_t second = service.find('.', first + 1);
  const std::string_view middle = service.substr(first + 1, second - first - 1);
  if (second == std::string_view::npos || middle == "amazonaws") return std::string(service);
  return fmt::format("{}{}", service.substr(0, first), service.substr(second));
}

/// Only the service's own word is compared: all names end alike, and `ec2` is no slip for `s3`.
std::optional<std::string_view> nearest_service(std::string_view service) {
  std::vector<std::string_view> words;
  for (const std::string_view known : kServices) words.push_back(known.substr(0, known.find('.')));
  const auto near = policy::nearest_word(service.substr(0, service.find('.')), words);
  if (!near) return std::nullopt;
  return kServices[static_cast<std::size_t>(std::find(words.begin(), words.end(), *near) -
                                            words.begin())];
}

void unknown_service(const LintSubject& subject, LintReport& report) {
  for_each_principal(subject, [&](const Statement& statement, const PrincipalEntry& entry) {
    if (entry.kind != Kind::service) return;
    const std::string name = without_region(entry.text);
    if (std::find(kServices.begin(), kServices.end(), name) != kServices.end()) return;
    const auto near = nearest_service(name);
    const bool misspelt = near && !policy::equal_ignoring_case(*near, name);
    Finding& finding = report.add(
        &statement, entry.place,
        fmt::format("`{}` is not known as a service that calls queues", entry.text),
        near ? fmt::format("did you mean `{}`?", *near) : "check the name in the service's guide");
    if (!near) finding.severity = Severity::info;
    if (near && !misspelt) {
      finding.severity = Severity::error;  // names are compared with their case
      finding.fix = Fix{"write the name in lower case, as services are named",
                        {{entry.place, json_string(policy::to_lower(entry.text))}},
                        false};
    }
  });
}

void foreign_partition(const LintSubject& subject, LintReport& report) {
  const auto queue = policy::split_arn(subject.queue_arn);
  if (!queue) return;
  for_each_principal(subject, [&](const Statement& statement, const PrincipalEntry& entry) {
    const auto parts = policy::split_arn(entry.text);
    if (!parts || parts->partition() == queue->partition()) return;
    report.add(&statement, entry.place,
               fmt::format("a principal of partition `{}` never calls a queue of `{}`",
                           parts->partition(), queue->partition()),
               "name a principal of the queue's own partition");
  });
}

void federated(const LintSubject& subject, LintReport& report) {
  for_each_principal(subject, [&](const Statement& statement, const PrincipalEntry& entry) {
    if (entry.kind != Kind::federated) return;
    report.add(&statement, entry.place, fmt::format("`{}` never calls a queue", entry.text),
               "name the role that the federated users assume");
  });
}

void not_principal_allow(const LintSubject& subject, LintReport& report) {
  for (const Statement& statement : subject.policy->statements) {
    if (!statement.principals.negated || statement.effect != policy::Effect::allow) continue;
    report.add(&statement, statement.principals.place,
               "Allow with NotPrincipal lets in everyone else, anonymous callers included",
               "name who may; for a Deny, use ArnNotEquals on aws:PrincipalArn");
  }
}

const LintRule kRows[] = {
    {{"lint/unique-id-principal", "a principal given by its unique id",
      "When a user or role is deleted, its ARN in a stored policy turns into its id; a new "
      "identity "
      "of the same name does not match it.",
      "IAM/reference_identifiers"},
     Severity::warning,
     unique_id},
    {{"lint/bare-account-id", "an account given by its number",
      "AWS stores and shows the ARN of the account's root, so tools see a difference forever.",
      "IAM/reference_policies_elements_principal"},
     Severity::info,
     bare_account,
     "writes the ARN of the account, which means the same"},
    {{"lint/unknown-service-principal", "a service principal that is not known to call queues",
      "Service principals are compared as exact names; a misspelt one matches nobody.",
      "IAM/reference_policies_elements_principal"},
     Severity::warning,
     unknown_service,
     "writes the name in lower case; this may change who gets in"},
    {{"lint/foreign-partition", "a principal of another partition",
      "Access cannot be delegated across partitions (aws, aws-cn, aws-us-gov).",
      "IAM/reference_identifiers"},
     Severity::error,
     foreign_partition},
    {{"lint/federated-principal", "a federated identity provider as principal",
      "Providers have a meaning only in role trust policies; what calls a queue is the role's "
      "session.",
      "IAM/access-analyzer-reference-policy-checks"},
     Severity::error,
     federated},
    {{"lint/allow-not-principal", "Allow with NotPrincipal",
      "It covers every identity but those listed, also anonymous callers. AWS says not to use it.",
      "IAM/reference_policies_elements_notprincipal"},
     Severity::warning,
     not_principal_allow},
};

}  // namespace

std::span<const LintRule> principal_rules() { return kRows; }

}  // namespace sqsproof::properties
