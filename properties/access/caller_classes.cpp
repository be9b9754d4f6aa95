#include "properties/access/caller_classes.h"

#include <fmt/format.h>

#include "policy/values/arn.h"
#include "properties/access/check.h"

namespace sqsproof::properties {
namespace {

using Kind = CallerClass::Kind;
using policy::CallerKind;
using policy::Condition;

bool is_inside(const Subject& subject, const std::string& account) {
  return account == subject.owner || subject.trust.accounts.contains(account);
}

std::string account_of(const std::string& arn) {
  const auto parts = policy::split_arn(arn);
  return parts ? std::string(parts->account()) : "";
}

policy::RequestClass iam_class(std::vector<Condition> conditions) {
  return {iam_callers(), {}, std::move(conditions)};
}

void add_strangers(const Subject& subject, std::vector<CallerClass>& classes) {
  const std::set<std::string>& organizations = subject.mentions.organizations;
  const std::set<std::string> known = subject.known_accounts();
  std::vector<Condition> other;
  if (!known.empty()) other.push_back(condition("StringNotEquals", "aws:PrincipalAccount", known));
  std::vector<Condition> stranger = other;
  if (!organizations.empty()) {
    stranger.push_back(condition("StringNotEquals", "aws:PrincipalOrgID", organizations));
  }
  classes.push_back({Kind::strangers, "any other AWS account", false, {iam_class(stranger)}});
  for (const std::string& organization : organizations) {
    std::vector<Condition> member = other;
    member.push_back(condition("StringEquals", "aws:PrincipalOrgID", {organization}));
    classes.push_back({Kind::organization,
                       "any other account of organization " + organization,
                       subject.trust.organizations.contains(organization),
                       {iam_class(member)}});
  }
}

/// The principals of an account that the policy names, and the rest of the account.
void add_account(const Subject& subject, const std::string& account,
                 std::vector<CallerClass>& classes) {
  const bool inside = is_inside(subject, account);
  std::set<std::string> named;
  for (const std::string& arn : subject.mentions.principals) {
    if (account_of(arn) == account) named.insert(arn);
  }
  const bool queue = subject.policy->kind == policy::PolicyKind::queue;
  const std::string own = queue ? " (the queue's own)" : " (the owner)";
  const std::string whole = "account " + account + (account == subject.owner ? own : "");
  for (const std::string& arn : named) {
    classes.push_back({Kind::principal,
                       arn,
                       inside,
                       {iam_class({condition("StringEquals", "aws:PrincipalArn", {arn})})},
                       whole});
  }
  std::vector<Condition> rest = {condition("StringEquals", "aws:PrincipalAccount", {account})};
  if (!named.empty()) rest.push_back(condition("StringNotEquals", "aws:PrincipalArn", named));
  classes.push_back({Kind::account,
                     (named.empty() ? "" : "other users and roles of ") + whole,
                     inside,
                     {iam_class(std::move(rest))},
                     whole});
}

/// The account is that of aws:SourceAccount or, without that key, that of the resource's ARN.
/// IAM/confused-deputy
std::vector<policy::RequestClass> acting_for(const std::vector<Condition>& service,
                                             const std::set<std::string>& accounts, bool others) {
  std::vector<Condition> by_account = service;
  std::vector<Condition> by_arn = service;
  by_account.push_back(condition("Null", "aws:SourceAccount", {"false"}));
  by_arn.push_back(condition("Null", "aws:SourceAccount", {"true"}));
  if (!accounts.empty()) {
    by_account.push_back(
        condition(others ? "StringNotEquals" : "StringEquals", "aws:SourceAccount", accounts));
    by_arn.push_back(condition(others ? "ArnNotLike" : "ArnLike", "aws:SourceArn",
                               wrapped("arn:*:*:*:", accounts, ":*")));
  }
  return {{{CallerKind::service}, {}, std::move(by_account)},
          {{CallerKind::service}, {}, std::move(by_arn)}};
}

/// A service, on behalf of each known account, and of anyone else or of nobody it names.
void add_service(const Subject& subject, const std::string& words,
                 const std::vector<Condition>& service, std::vector<CallerClass>& classes) {
  const std::set<std::string> known = subject.known_accounts();
  classes.push_back({Kind::service, words + " on behalf of any other account", false,
                     acting_for(service, known, true), words});
  for (const std::string& account : known) {
    classes.push_back({Kind::service, fmt::format("{} on behalf of account {}", words, account),
                       is_inside(subject, account), acting_for(service, {account}, false), words});
  }
}

}  // namespace

std::string_view name_of(CallerClass::Kind kind) {
  constexpr std::string_view names[] = {"anonymous", "strangers", "organization", "account",
                                        "principal", "service",   "identity"};
  return names[static_cast<int>(kind)];
}

std::vector<CallerClass> caller_classes(const Subject& subject) {
  std::vector<CallerClass> classes;
  if (subject.policy->kind == policy::PolicyKind::identity) {
    const std::vector<CallerKind> attached = {CallerKind::user, CallerKind::role,
                                              CallerKind::federated_user};
    return {{Kind::identity, "whom the policy is attached to", true, {{attached, {}, {}}}}};
  }
  classes.push_back({Kind::anonymous,
                     "anyone, without an AWS account",
                     false,
                     {{{CallerKind::anonymous}, {}, {}}}});
  add_strangers(subject, classes);
  const std::set<std::string>& services = subject.mentions.services;
  std::vector<Condition> other;
  if (!services.empty()) {
    other.push_back(condition("StringNotEquals", "aws:PrincipalServiceName", services));
  }
  add_service(subject, services.empty() ? "any AWS service" : "any other AWS service", other,
              classes);
  for (const std::string& service : services) {
    add_service(subject, service,
                {condition("StringEquals", "aws:PrincipalServiceName", {service})}, classes);
  }
  for (const std::string& account : subject.known_accounts()) {
    add_account(subject, account, classes);
  }
  return classes;
}

}  // namespace sqsproof::properties
