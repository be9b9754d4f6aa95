#include "properties/access/subject.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"
#include "policy/values/ip.h"
#include "properties/access/queue_policy.h"

namespace sqsproof::properties {
namespace {

using policy::Document;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Every run of exactly twelve digits: accounts stand in ARNs, alone, and inside of patterns.
void add_accounts(std::string_view text, std::set<std::string>& accounts) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_digit(text[end])) ++end;
    if (end - i == 12) accounts.emplace(text.substr(i, 12));
    i = std::max(end, i + 1);
  }
}

/// `o-` and what follows up to a slash, when no wildcard stands in it.
void add_organization(std::string_view text, std::set<std::string>& organizations) {
  const std::string_view id = text.substr(0, text.find('/'));
  if (id.starts_with("o-") && !policy::has_wildcard(id)) organizations.emplace(id);
}

bool is_narrow(std::string_view text) {
  const auto range = policy::parse_ip_range(text);
  return range && range->prefix_bits >= (range->address.v6 ? 32 : 8);
}

void add_condition(const policy::Condition& condition, Mentions& mentions) {
  for (const policy::Text& value : condition.values) {
    add_accounts(value.text, mentions.accounts);
    if (value.variables) {
      const std::string lower = policy::to_lower(value.text);
      if (lower.find("${aws:resourceorgid") != std::string::npos) mentions.own_organization = true;
      continue;
    }
    add_organization(value.text, mentions.organizations);
    const bool fixed = !policy::has_wildcard(value.text);
    if (condition.key == "aws:sourcevpce" && fixed) mentions.vpc_endpoints.insert(value.text);
    if (condition.key == "aws:sourcevpc" && fixed) mentions.vpcs.insert(value.text);
    if (condition.key == "aws:sourceip" && is_narrow(value.text)) {
      mentions.ip_ranges.insert(value.text);
    }
    if (condition.key == "aws:principalservicename" && fixed) mentions.services.insert(value.text);
    const auto caller = policy::parse_caller(value.text);
    if (condition.key == "aws:principalarn" && caller && !caller->name.empty()) {
      mentions.principals.insert(policy::principal_arn(*caller));
    }
    const bool unique = value.text.starts_with("AIDA") || value.text.starts_with("AROA");
    if (condition.key == "aws:userid" && unique) mentions.user_ids.insert(value.text);
  }
}

void add_principal(const policy::PrincipalEntry& entry, Mentions& mentions) {
  using Kind = policy::PrincipalEntry::Kind;
  if (entry.kind == Kind::user || entry.kind == Kind::role || entry.kind == Kind::federated_user) {
    mentions.principals.insert(entry.text);
  }
  if (entry.kind == Kind::service) mentions.services.insert(entry.text);
}

/// The queue ARNs that the Resource elements spell out.
std::set<std::string> named_queues(const Document& policy) {
  std::set<std::string> queues;
  for (const policy::Statement& statement : policy.statements) {
    if (statement.resources.negated) continue;
    for (const policy::Text& resource : statement.resources.entries) {
      if (policy::is_queue_arn(resource.text)) queues.insert(resource.text);
    }
  }
  return queues;
}

tl::unexpected<policy::Diagnostics> refuse(const Document& policy, std::string message,
                                           std::string help, policy::Place place = {}) {
  return tl::unexpected(policy::Diagnostics{{"input/queue", policy::Severity::error,
                                             std::move(message), policy.source, place,
                                             "the owner of the queue is trusted, and a statement "
                                             "about another queue does nothing",
                                             std::move(help)}});
}

}  // namespace

Mentions mentions_of(const Document& policy) {
  Mentions mentions;
  for (const policy::Statement& statement : policy.statements) {
    for (const policy::PrincipalEntry& entry : statement.principals.entries) {
      if (!entry.account.empty()) mentions.accounts.insert(entry.account);
      add_principal(entry, mentions);
    }
    for (const policy::Condition& condition : statement.conditions) {
      add_condition(condition, mentions);
    }
  }
  return mentions;
}

Mentions joined(Mentions a, const Mentions& b) {
  const auto add = [](std::set<std::string>& to, const std::set<std::string>& from) {
    to.insert(from.begin(), from.end());
  };
  add(a.accounts, b.accounts);
  add(a.organizations, b.organizations);
  add(a.vpc_endpoints, b.vpc_endpoints);
  add(a.vpcs, b.vpcs);
  add(a.ip_ranges, b.ip_ranges);
  add(a.principals, b.principals);
  add(a.services, b.services);
  add(a.user_ids, b.user_ids);
  a.own_organization = a.own_organization || b.own_organization;
  return a;
}

std::set<std::string> Subject::known_accounts() const {
  std::set<std::string> known = mentions.accounts;
  known.insert(trust.accounts.begin(), trust.accounts.end());
  if (!owner.empty()) known.insert(owner);
  return known;
}

std::set<std::string> Subject::outsiders() const {
  std::set<std::string> outside = mentions.accounts;
  for (const std::string& account : trust.accounts) outside.erase(account);
  outside.erase(owner);
  return outside;
}

policy::Result<QueueChoice> choose_queue(const Document& policy, const std::string& queue_arn,
                                         const std::string& account) {
  if (!queue_arn.empty()) {
    return QueueChoice{queue_arn, std::string(policy::split_arn(queue_arn)->account()), {}};
  }
  const std::set<std::string> named = named_queues(policy);
  if (named.size() == 1) {
    return QueueChoice{
        *named.begin(), std::string(policy::split_arn(*named.begin())->account()), {}};
  }
  if (named.size() > 1) {
    return refuse(
        policy,
        fmt::format("the policy names {} queues, for example `{}`", named.size(), *named.begin()),
        "say which one it is attached to: --queue-arn ARN");
  }
  if (const std::string services = other_services(policy); !services.empty()) {
    return refuse(policy, fmt::format("this is no policy of a queue: it is about {}", services),
                  "`sqsproof diff` and `sqsproof decide` read it with --kind resource; if a queue "
                  "has it, pass --queue-arn ARN",
                  policy.statements.front().actions.place);
  }
  for (const policy::Statement& statement : policy.statements) {
    for (const policy::Text& resource : statement.resources.entries) {
      if (resource.text == "*" && !statement.resources.negated) continue;
      return refuse(policy, "nothing says which queue the policy is attached to",
                    "pass --queue-arn ARN", resource.place);
    }
  }
  const std::string owner = account.empty() ? "000000000000" : account;
  return QueueChoice{
      fmt::format("arn:aws:sqs:us-east-1:{}:queue", owner), account,
      account.empty()
          ? "the policy names no queue: an arbitrary one was assumed, and no owner"
          : fmt::format("the policy names no queue: one of account {} was assumed", account)};
}

}  // namespace sqsproof::properties
