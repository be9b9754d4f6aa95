// access/outside-trusted: callers of accounts and organizations that the policy names but the user
// did not call trusted. Strangers are the business of access/public; together the two cover
// everyone outside.
#include "properties/access/checks/checks.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;

std::set<std::string> untrusted_organizations(const Subject& subject) {
  std::set<std::string> organizations = subject.mentions.organizations;
  for (const std::string& trusted : subject.trust.organizations) organizations.erase(trusted);
  return organizations;
}

/// Not the owner, not a trusted account, not a member of a trusted organization.
std::vector<Condition> outside(const Subject& subject) {
  std::vector<Condition> conditions;
  std::set<std::string> inside = subject.trust.accounts;
  if (!subject.owner.empty()) inside.insert(subject.owner);
  if (!inside.empty()) {
    conditions.push_back(condition("StringNotEquals", "aws:PrincipalAccount", inside));
  }
  if (!subject.trust.organizations.empty()) {
    conditions.push_back(
        condition("StringNotEquals", "aws:PrincipalOrgID", subject.trust.organizations));
  }
  return conditions;
}

std::vector<policy::RequestClass> classes(const Subject& subject) {
  std::vector<policy::RequestClass> classes;
  const std::set<std::string> accounts = subject.outsiders();
  if (!accounts.empty()) {
    std::vector<Condition> named = outside(subject);
    named.push_back(condition("StringEquals", "aws:PrincipalAccount", accounts));
    classes.push_back({iam_callers(), {}, std::move(named)});
  }
  const std::set<std::string> organizations = untrusted_organizations(subject);
  if (!organizations.empty()) {
    std::vector<Condition> members = outside(subject);
    members.push_back(condition("StringEquals", "aws:PrincipalOrgID", organizations));
    classes.push_back({iam_callers(), {}, std::move(members)});
  }
  if (subject.mentions.own_organization) {
    std::vector<Condition> colleagues = outside(subject);
    colleagues.push_back(of_variable("StringEquals", "aws:PrincipalOrgID", "${aws:ResourceOrgID}"));
    if (!subject.trust.organizations.empty()) {
      // Trusted organizations are the user's own: the queue's owner is a member of one.
      colleagues.push_back(
          condition("StringEquals", "aws:ResourceOrgID", subject.trust.organizations));
    }
    classes.push_back({iam_callers(), {}, std::move(colleagues)});
  }
  return classes;
}

std::string who(const Subject& subject, const policy::Request& witness) {
  const std::string* organization = policy::value_of(witness, "aws:principalorgid");
  const bool member =
      organization != nullptr && subject.mentions.organizations.contains(*organization);
  const std::string* own = policy::value_of(witness, "aws:resourceorgid");
  if (organization != nullptr && own != nullptr && *own == *organization) {
    return "other members of the organization that the queue's owner is in can";
  }
  if (member) return "members of organization " + *organization + ", which is not trusted, can";
  return "account " + witness.caller.account + ", which is not trusted, can";
}

}  // namespace

const AccessCheck kOutsideTrusted = {
    {"access/outside-trusted", "an account or organization outside the trusted ones has access",
     "The zone of trust is the queue's own account and what the user adds to it; whoever is let "
     "in from outside decides alone which of its users and roles use the grant.",
     "IAM/access-analyzer-concepts"},
    policy::Severity::error,
    classes,
    who,
    "if this is meant, say so: --trusted-account ID or --trusted-org ORG; if not, remove the "
    "grant",
    true};

}  // namespace sqsproof::properties
