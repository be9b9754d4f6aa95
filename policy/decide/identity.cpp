#include "policy/decide/identity.h"

#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

Truth identity_allows(const Request& request) {
  if (request.caller.kind == CallerKind::root) return Truth::yes;
  switch (*request.identity) {
    case Identity::allow:
      return Truth::yes;
    case Identity::unknown:
      return Truth::unknown;
    case Identity::deny:
    case Identity::none:
      return Truth::no;
  }
  return Truth::unknown;
}

Truth identity_denies(const Request& request) {
  if (*request.identity == Identity::deny) return Truth::yes;
  return *request.identity == Identity::unknown ? Truth::unknown : Truth::no;
}

}  // namespace

bool is_foreign(const Request& request) {
  const auto queue = split_arn(request.resource);
  return request.caller.account.empty() || !queue || request.caller.account != queue->account();
}

QueueSide with_identity(const QueueSide& queue, const Request& request) {
  if (request.caller.account.empty()) return queue;
  QueueSide both = queue;
  both.deny = any_of(queue.deny, identity_denies(request));
  both.allow = is_foreign(request) ? all_of(queue.allow, identity_allows(request))
                                   : any_of(queue.direct_allow, identity_allows(request));
  return both;
}

}  // namespace sqsproof::policy
