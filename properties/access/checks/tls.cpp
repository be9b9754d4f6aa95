// access/tls: calls without TLS. Whatever keeps them out will do: a Deny, a condition of the
// Allow, a network in which there are none.
#include "properties/access/checks/checks.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;

std::vector<policy::RequestClass> classes(const Subject& /*subject*/) {
  return {{{CallerKind::role, CallerKind::user, CallerKind::federated_user, CallerKind::root,
            CallerKind::anonymous, CallerKind::service},
           {},
           {condition("Bool", "aws:SecureTransport", {"false"})}}};
}

std::string who(const Subject& /*subject*/, const policy::Request& /*witness*/) {
  return "callers whom the policy lets in can, without TLS,";
}

}  // namespace

const AccessCheck kTls = {
    {"access/tls", "the policy lets in calls without TLS",
     "Messages and credentials' signatures travel in the clear. What is asked is whom the policy "
     "lets in: callers of the own account who come in by their own policies are kept to TLS by a "
     "Deny only.",
     "SQS/sqs-security-best-practices"},
    policy::Severity::warning,
    classes,
    who,
    "add a Deny for Principal `*` with Bool aws:SecureTransport false",
    false,
    false};

}  // namespace sqsproof::properties
