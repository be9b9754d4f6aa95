// Principal and NotPrincipal against a caller.
#include <algorithm>

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

using Kind = PrincipalEntry::Kind;

bool is_iam(const Caller& caller) {
  return caller.kind != CallerKind::anonymous && caller.kind != CallerKind::service;
}

/// A bare account id, or the root ARN of the caller's own partition.
Truth account_matches(const PrincipalEntry& entry, const Caller& caller) {
  if (!is_iam(caller) || entry.account != caller.account) return Truth::no;
  const auto parts = split_arn(entry.text);
  return truth(!parts || parts->partition() == caller.partition);
}

/// What follows `role/` or `assumed-role/`.
std::string_view after_slash(std::string_view resource) {
  return resource.substr(resource.find('/') + 1);
}

/// Role names are unique in an account whatever their path (IAM/reference_iam-quotas), so a
/// session whose path is not known is a session of that role if the role exists.
Truth role_matches(const PrincipalEntry& entry, const Caller& caller) {
  if (caller.kind != CallerKind::role || entry.account != caller.account) return Truth::no;
  if (!entry.text.ends_with(caller.name)) return Truth::no;  // before the ARN is taken apart
  const auto parts = split_arn(entry.text);
  if (!parts || parts->partition() != caller.partition) return Truth::no;
  const std::string_view role = after_slash(parts->resource());
  const std::size_t name = role.rfind('/') + 1;  // 0 without a path
  if (role.substr(name) != caller.name) return Truth::no;
  if (caller.path_known) return truth(role.substr(0, name) == caller.path);
  return name == 0 ? Truth::yes : Truth::unknown;
}

Truth session_matches(const PrincipalEntry& entry, const Caller& caller) {
  if (caller.kind != CallerKind::role || entry.account != caller.account) return Truth::no;
  const auto parts = split_arn(entry.text);
  if (!parts || parts->partition() != caller.partition) return Truth::no;
  const std::string_view role = after_slash(parts->resource());
  const std::size_t slash = role.find('/');
  if (role.substr(0, slash) != caller.name) return Truth::no;
  if (caller.session_name.empty()) return Truth::unknown;  // the request names only the role
  return truth(role.substr(slash + 1) == caller.session_name);
}

/// A unique id is the first part of aws:userid; without that key nobody can tell.
Truth unique_id_matches(const PrincipalEntry& entry, const Request& request) {
  const CallerKind kind = request.caller.kind;
  const bool user = entry.text.starts_with("AIDA");
  if (kind != (user ? CallerKind::user : CallerKind::role)) return Truth::no;
  const std::string* user_id = value_of(request, "aws:userid");
  if (user_id == nullptr) return Truth::unknown;
  return truth(*user_id == entry.text || user_id->starts_with(entry.text + ":"));
}

/// A caller has one name for PrincipalServiceName; further ones of its list match an Allow.
Truth service_matches(const PrincipalEntry& entry, bool under_allow, const Request& request) {
  const Caller& caller = request.caller;
  if (caller.kind != CallerKind::service) return Truth::no;
  if (entry.text == caller.service) return Truth::yes;
  const auto list = request.context.find("aws:principalservicenameslist");
  if (list != request.context.end()) {
    const auto& names = list->second.values;
    if (std::find(names.begin(), names.end(), entry.text) != names.end()) {
      return under_allow ? Truth::yes : Truth::unknown;
    }
  }
  return equal_ignoring_case(entry.text, caller.service) ? Truth::unknown : Truth::no;
}

Truth any_entry(const Principals& principals, bool under_allow, const Request& request) {
  Truth result = Truth::no;
  for (const PrincipalEntry& entry : principals.entries) {
    result = any_of(result, entry_matches(entry, under_allow, request));
  }
  return result;
}

bool some_entry_is(const Principals& principals, std::initializer_list<Kind> kinds,
                   const Request& request) {
  return std::any_of(principals.entries.begin(), principals.entries.end(),
                     [&](const PrincipalEntry& entry) {
                       return std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end() &&
                              entry_matches(entry, false, request) == Truth::yes;
                     });
}

/// Deny with NotPrincipal: a user or session is exempt only when each of its layers is listed, and
/// even then a permissions boundary, which nobody sees here, makes the Deny apply, whatever is
/// listed. Everyone, in both spellings, lists all layers.
Truth deny_not_principal(const Principals& principals, const Request& request) {
  const Truth listed = any_entry(principals, false, request);
  const CallerKind kind = request.caller.kind;
  if (listed == Truth::no || !is_iam(request.caller) || kind == CallerKind::root) {
    return negate(listed);
  }
  if (kind != CallerKind::federated_user) return Truth::unknown;
  const bool layers = some_entry_is(principals, {Kind::everyone, Kind::aws_everyone}, request) ||
                      (some_entry_is(principals, {Kind::account}, request) &&
                       some_entry_is(principals, {Kind::federated_user}, request));
  return layers ? Truth::no : Truth::unknown;
}

}  // namespace

Truth entry_matches(const PrincipalEntry& entry, bool under_allow, const Request& request) {
  const Caller& caller = request.caller;
  switch (entry.kind) {
    case Kind::everyone:
      return Truth::yes;
    case Kind::aws_everyone:
      // Practice says that it covers services under Allow; no page says so for the rest.
      return caller.kind == CallerKind::service && !under_allow ? Truth::unknown : Truth::yes;
    case Kind::account:
      return account_matches(entry, caller);
    case Kind::user:
      return truth(caller.kind == CallerKind::user && entry.text == principal_arn(caller));
    case Kind::federated_user:
      return truth(caller.kind == CallerKind::federated_user &&
                   entry.text == principal_arn(caller));
    case Kind::role:
      return role_matches(entry, caller);
    case Kind::session:
      return session_matches(entry, caller);
    case Kind::unique_id:
      return unique_id_matches(entry, request);
    case Kind::service:
      return service_matches(entry, under_allow, request);
    case Kind::federated:
      return Truth::no;
    case Kind::canonical_user:
    case Kind::other_identity:
      return Truth::unknown;
  }
  return Truth::unknown;
}

Truth principal_matches_directly(const Principals& principals, Effect effect,
                                 const Request& request) {
  if (principals.negated) return principal_matches(principals, effect, request);
  Truth result = Truth::no;
  for (const PrincipalEntry& entry : principals.entries) {
    if (entry.kind == Kind::account) continue;
    result = any_of(result, entry_matches(entry, effect == Effect::allow, request));
  }
  return result;
}

Truth principal_matches(const Principals& principals, Effect effect, const Request& request) {
  if (principals.entries.empty()) return nothing_listed(principals.negated);
  const bool under_allow = effect == Effect::allow && !principals.negated;
  if (!principals.negated) return any_entry(principals, under_allow, request);
  if (effect == Effect::deny) return deny_not_principal(principals, request);
  return negate(any_entry(principals, under_allow, request));
}

}  // namespace sqsproof::policy
