// Says for whom a service may act, or of which account or organization the caller is.
//
// The owner and the trusted accounts first; the other accounts that the policy names beside them
// only where nothing else is free. IAM/confused-deputy, IAM/reference_policies_condition-keys
#include <algorithm>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "properties/repair/kinds/kinds.h"

namespace sqsproof::properties {
namespace {

using Entry = policy::PrincipalEntry;

bool is_everyone(const Entry& entry) {
  return entry.kind == Entry::Kind::everyone || entry.kind == Entry::Kind::aws_everyone;
}

bool lets_in(const policy::Principals& principals, bool services) {
  return principals.negated ||
         std::any_of(principals.entries.begin(), principals.entries.end(), [&](const Entry& entry) {
           return is_everyone(entry) || (entry.kind == Entry::Kind::service) == services;
         });
}

/// Keys of services where the check is about services, else those of callers.
bool is_about(const Scene& scene, bool services) {
  const auto classes = scene.check.classes(scene.subject);
  const bool about = std::any_of(classes.begin(), classes.end(), [](const auto& one) {
    return std::count(one.callers.begin(), one.callers.end(), policy::CallerKind::service) > 0;
  });
  return about == services && lets_in(scene.statement.principals, services);
}

std::vector<std::string> listed(const std::set<std::string>& values) {
  return {values.begin(), values.end()};
}

void of_accounts(const Scene& scene, const std::set<std::string>& accounts,
                 std::vector<NewCondition>& found) {
  if (accounts.empty()) return;
  if (is_about(scene, false)) {
    found.push_back({"StringEquals", "aws:PrincipalAccount", listed(accounts)});
  }
  if (!is_about(scene, true)) return;
  const auto queue = policy::split_arn(scene.subject.queue_arn);
  const std::string before = fmt::format("arn:{}:*:*:", queue->partition());
  found.push_back({"StringEquals", "aws:SourceAccount", listed(accounts)});
  found.push_back({"ArnLike", "aws:SourceArn", listed(wrapped(before, accounts, ":*"))});
}

std::vector<Candidate> candidates(const Scene& scene) {
  std::vector<NewCondition> conditions;
  const std::set<std::string>& organizations = scene.subject.trust.organizations;
  if (!organizations.empty() && is_about(scene, false)) {
    conditions.push_back({"StringEquals", "aws:PrincipalOrgID", listed(organizations)});
  }
  if (!organizations.empty() && is_about(scene, true)) {
    conditions.push_back({"StringEquals", "aws:SourceOrgID", listed(organizations)});
  }
  const std::set<std::string> inside = scene.inside();
  const std::set<std::string> known = scene.subject.known_accounts();
  of_accounts(scene, inside, conditions);
  if (known != inside) of_accounts(scene, known, conditions);
  std::vector<Candidate> found;
  for (const NewCondition& condition : conditions) {
    const auto edit = add_condition(scene, condition);
    if (!edit) continue;
    found.push_back(
        {fmt::format("add {} to {}", words_of(condition), words_of(scene.statement)), {*edit}});
  }
  return found;
}

}  // namespace

const RepairKind kAddCondition = {"add-condition", "a condition on whose account calls",
                                  Reach::narrows, candidates};

}  // namespace sqsproof::properties
