// The rows of the access checks, one file each; all.cpp lists them.
#pragma once

#include "properties/access/check.h"

namespace sqsproof::properties {

extern const AccessCheck kPublic;
extern const AccessCheck kOutsideTrusted;
extern const AccessCheck kConfusedDeputy;
extern const AccessCheck kServiceForOutsider;
extern const AccessCheck kNetworkOnly;
extern const AccessCheck kPolicyChange;
extern const AccessCheck kLockOut;
extern const AccessCheck kTls;

/// Conditions that keep an IAM caller away from every account and organization that is named.
void add_stranger(const Subject& subject, std::vector<policy::Condition>& conditions);

/// Conditions that keep a caller away from every network and session identity that the policy
/// names: what is left is a stranger.
void add_no_named_network(const Subject& subject, std::vector<policy::Condition>& conditions);

}  // namespace sqsproof::properties
