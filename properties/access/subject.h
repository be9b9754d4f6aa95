// What an access question is about: a policy, the queue it belongs to, and whom its owner trusts.
#pragma once

#include <set>
#include <string>

#include "policy/document/document.h"
#include "policy/prover/prover.h"

namespace sqsproof::properties {

/// The identities that a policy names; whoever is not among them is a stranger to it.
struct Mentions {
  std::set<std::string> accounts;
  std::set<std::string> organizations;  ///< `o-…`
  bool own_organization = false;        ///< as `${aws:ResourceOrgID}`
  std::set<std::string> vpc_endpoints;  ///< values of aws:SourceVpce without wildcards
  std::set<std::string> vpcs;           ///< values of aws:SourceVpc without wildcards
  /// Ranges of aws:SourceIp that are narrow enough to be somebody's: at least /8, or /32 of IPv6.
  /// S3/access-control-block-public-access (the meaning of "public")
  std::set<std::string> ip_ranges;
  std::set<std::string> principals;  ///< ARNs of users, roles and federated users
  std::set<std::string> services;
  std::set<std::string> user_ids;  ///< patterns of aws:userid that begin with a unique id
};
[[nodiscard]] Mentions mentions_of(const policy::Document& policy);
/// What either of two policies names.
[[nodiscard]] Mentions joined(Mentions a, const Mentions& b);

struct Trust {
  std::set<std::string> accounts;
  std::set<std::string> organizations;
};

struct Subject {
  const policy::Document* policy = nullptr;
  std::string queue_arn;
  /// The account that owns the queue; empty when nothing says which, and then nobody is trusted.
  std::string owner;
  Trust trust;
  Mentions mentions;
  const policy::Vocabulary* vocabulary = nullptr;
  std::string partition = "aws";  ///< of a policy of another kind, which has no queue ARN

  /// Owner, trusted and mentioned accounts together: everyone who is no stranger.
  [[nodiscard]] std::set<std::string> known_accounts() const;
  /// Mentioned accounts that are neither the owner nor trusted.
  [[nodiscard]] std::set<std::string> outsiders() const;
};

/// How the queue of a policy was found, or why not.
struct QueueChoice {
  std::string queue_arn;
  std::string owner;
  std::string assumption;  ///< not empty when something was assumed; said in every report
};
/// From what the user said (either may be empty), or from the policy's Resource elements.
[[nodiscard]] policy::Result<QueueChoice> choose_queue(const policy::Document& policy,
                                                       const std::string& queue_arn,
                                                       const std::string& account);

}  // namespace sqsproof::properties
