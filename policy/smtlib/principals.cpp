#include "policy/smtlib/principals.h"

#include <algorithm>

#include "policy/decide/match.h"
#include "policy/smtlib/regular.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {
namespace {

using Kind = PrincipalEntry::Kind;

Claim of_account(const PrincipalEntry& entry, CallerTerms& caller, Script& script) {
  const auto arn = split_arn(entry.text);
  if (arn && arn->partition() != caller.partition()) return claim(Truth::no);
  if (caller.is_iam() == kFalse) return claim(Truth::no);
  return claim(all_true({caller.is_iam(), equal(caller.account(), script.quoted(entry.account))}));
}

/// A caller of that kind with exactly this ARN.
Claim of_arn(CallerKind kind, const PrincipalEntry& entry, CallerTerms& caller, Script& script) {
  if (caller.is(kind) == kFalse) return claim(Truth::no);
  return claim(all_true({caller.is(kind), equal(caller.arn(), script.quoted(entry.text))}));
}

/// A session's ARN has no path, and role names are unique in an account whatever their path
/// (IAM/reference_iam-quotas).
Claim of_session(const PrincipalEntry& entry, CallerTerms& caller, Script& script) {
  const auto parts = split_arn(entry.text);
  const Term role = caller.is(CallerKind::role);
  if (role == kFalse || !parts || parts->partition() != caller.partition()) {
    return claim(Truth::no);
  }
  std::string_view name = parts->resource();
  name.remove_prefix(name.find('/') + 1);
  const std::size_t slash = name.find('/');
  const auto text = [&](std::string_view fixed) { return script.quoted(fixed); };
  const std::string begin =
      "arn:" + caller.partition() + ":iam::" + std::string(parts->account()) + ":role/";
  const Term path = either({word("\"\""), sequence({anything(), word("\"/\"")})});
  const Term arn = sequence({word(text(begin)), path, word(text(name.substr(0, slash)))});
  const std::string session = ":" + std::string(name.substr(slash + 1));
  const Term user_id = sequence({any_number(not_colon()), word(text(session))});
  return claim(all_true({role, within(caller.arn(), arn), within(caller.user_id(), user_id)}));
}

/// The first part of aws:userid.
Claim of_unique_id(const PrincipalEntry& entry, CallerTerms& caller, Script& script) {
  const CallerKind kind = entry.text.starts_with("AIDA") ? CallerKind::user : CallerKind::role;
  if (caller.is(kind) == kFalse) return claim(Truth::no);
  const Term begins = call("str.prefixof", {script.quoted(entry.text + ":"), caller.user_id()});
  const Term same = equal(caller.user_id(), script.quoted(entry.text));
  return claim(all_true({caller.is(kind), any_true({same, begins})}));
}

Claim of_service(const PrincipalEntry& entry, CallerTerms& caller, Script& script) {
  const Term service = caller.is(CallerKind::service);
  if (service == kFalse) return claim(Truth::no);
  // Whether case matters is not documented; services call in lower case.
  return {all_true({service, equal(caller.service(), script.quoted(entry.text))}),
          all_true({service, equal(caller.service(), script.quoted(to_lower(entry.text)))})};
}

Claim covers(const PrincipalEntry& entry, bool under_allow, Requests& requests) {
  CallerTerms& caller = requests.caller();
  Script& script = requests.script();
  switch (entry.kind) {
    case Kind::everyone:
      return claim(Truth::yes);
    case Kind::aws_everyone:
      return under_allow
                 ? claim(Truth::yes)
                 : chosen(caller.is(CallerKind::service), claim(Truth::unknown), claim(Truth::yes));
    case Kind::account:
      return of_account(entry, caller, script);
    case Kind::user:
      return of_arn(CallerKind::user, entry, caller, script);
    case Kind::role:
      return of_arn(CallerKind::role, entry, caller, script);
    case Kind::federated_user:
      return of_arn(CallerKind::federated_user, entry, caller, script);
    case Kind::session:
      return of_session(entry, caller, script);
    case Kind::unique_id:
      return of_unique_id(entry, caller, script);
    case Kind::service:
      return of_service(entry, caller, script);
    case Kind::federated:
      return claim(Truth::no);
    case Kind::canonical_user:
    case Kind::other_identity:
      return claim(Truth::unknown);
  }
  return claim(Truth::unknown);
}

Claim any_covers(const Principals& principals, bool under_allow, std::initializer_list<Kind> kinds,
                 Requests& requests) {
  std::vector<Claim> any;
  for (const PrincipalEntry& entry : principals.entries) {
    const bool asked =
        kinds.size() == 0 || std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end();
    if (asked) any.push_back(covers(entry, under_allow, requests));
  }
  return any_of(any);
}

/// Deny with NotPrincipal: nobody sees a permissions boundary, which makes it apply to users and
/// roles that are listed; a federated user is exempt when both of its layers are listed.
Claim denied_by_not_principal(const Principals& principals, Requests& requests) {
  const CallerTerms& caller = requests.caller();
  const Claim listed = any_covers(principals, false, {}, requests);
  const Term everyone =
      any_covers(principals, false, {Kind::everyone, Kind::aws_everyone}, requests).surely;
  const Term account = any_covers(principals, false, {Kind::account}, requests).surely;
  const Term itself = any_covers(principals, false, {Kind::federated_user}, requests).surely;
  const Term layers = any_true({everyone, all_true({account, itself})});
  const Term layered =
      caller.is_one_of({CallerKind::user, CallerKind::role, CallerKind::federated_user});
  const Term federated = caller.is(CallerKind::federated_user);
  const Claim of_layered = {opposite(listed.perhaps),
                            opposite(all_true({federated, layers, listed.perhaps}))};
  return chosen(layered, of_layered, negate(listed));
}

}  // namespace

Claim principal_covers(const Principals& principals, Effect effect, Requests& requests) {
  if (principals.entries.empty()) return claim(nothing_listed(principals.negated));
  if (!principals.negated) {
    return any_covers(principals, effect == Effect::allow, {}, requests);
  }
  if (effect == Effect::deny) return denied_by_not_principal(principals, requests);
  return negate(any_covers(principals, false, {}, requests));
}

}  // namespace sqsproof::policy::smtlib
