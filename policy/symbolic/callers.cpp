// Sets of callers: kinds, accounts, and what Principal elements cover.
#include "policy/symbolic/callers.h"

#include <algorithm>

#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/symbolic/flaw.h"
#include "policy/symbolic/space_languages.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

using Kind = PrincipalEntry::Kind;

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";

ByteSet letters_and_digits() { return bytes_of(kUpper) | bytes_of(kLower) | bytes_of(kDigits); }
/// Names of users, roles and sessions (IAM/reference_iam-quotas).
ByteSet name_bytes() { return letters_and_digits() | bytes_of("+=,.@_-"); }
/// Paths are printable ASCII; a caller's ARN has no wildcards.
ByteSet path_bytes() {
  ByteSet set;
  for (std::size_t byte = 0x21; byte < 0x7f; ++byte) set.set(byte);
  return without(set, "*?");
}

Language text_without_marks() { return many_of(any_byte()); }
Language twelve_digits() { return repeated(bytes_of(kDigits), 12); }
Language at_least_one(const ByteSet& set) { return one_of(set) + many_of(set); }
Language at_least_two(const ByteSet& set) { return one_of(set) + at_least_one(set); }

}  // namespace

/// `A:arn:P:service::<any account>:resource`
Language Callers::arn(std::string_view service, std::string_view resource) const {
  return exactly("A:arn:" + partition_ + ":" + std::string(service) + "::") + twelve_digits() +
         exactly(":" + std::string(resource));
}

Language Callers::domain() const {
  const Language name = at_least_one(name_bytes());
  const Language named = name | (many_of(path_bytes()) + exactly("/") + name);
  const ByteSet id = bytes_of(kUpper) | bytes_of(kDigits);
  const Language service = exactly("S:") + one_of(bytes_of(kLower) | bytes_of(kDigits)) +
                           many_of(bytes_of(kLower) | bytes_of(kDigits) | bytes_of("-.")) +
                           exactly(".amazonaws.com");
  return exactly("N") | service | (service + exactly(".cn")) | arn("iam", "root") |
         (arn("iam", "user/") + named + mark(kUserIdMark) + exactly("AIDA") + at_least_one(id)) |
         (arn("iam", "role/") + named + mark(kUserIdMark) + exactly("AROA") + at_least_one(id) +
          exactly(":") + at_least_two(name_bytes())) |
         (arn("sts", "federated-user/") + at_least_two(name_bytes()));
}

Language Callers::of_kinds(CallerKinds kinds) const {
  Language result;
  const auto add = [&](CallerKind kind, const Language& language) {
    if ((kinds & kinds_of({kind})) != 0) result = result | language;
  };
  add(CallerKind::anonymous, exactly("N"));
  add(CallerKind::service, exactly("S") + anything());
  if ((kinds & kIamCallers) == kIamCallers) return result | (exactly("A") + anything());
  add(CallerKind::root, arn("iam", "root"));
  add(CallerKind::user, arn("iam", "user/") + anything());
  add(CallerKind::federated_user, arn("sts", "") + anything());
  add(CallerKind::role, arn("iam", "role/") + anything());
  return result;
}

Language Callers::of(Whose whose) const {
  switch (whose) {
    case Whose::everyone:
      return of_kinds(kAllCallers);
    case Whose::iam_callers:
      return of_kinds(kIamCallers);
    case Whose::services:
      return of_kinds(kinds_of({CallerKind::service}));
    case Whose::topics:
      return exactly("S:" + std::string(kTopicService)) + anything();
  }
  return of_kinds(kAllCallers);
}

Language Callers::of_account(std::string_view account) const {
  const std::string begin = "A:arn:" + partition_ + ":";
  const std::string end = "::" + std::string(account) + ":";
  return (exactly(begin + "iam" + end) | exactly(begin + "sts" + end)) + anything();
}

Language Callers::covered_by(const PrincipalEntry& entry, bool under_allow, Reading reading) const {
  const bool possible = reading == Reading::possible;
  const Language caller = exactly("A:" + entry.text);
  const auto parts = split_arn(entry.text);
  switch (entry.kind) {
    case Kind::everyone:
      if (makes(Flaw::everyone_without_services)) {
        return of_kinds(kIamCallers | kinds_of({CallerKind::anonymous}));
      }
      return anything();
    case Kind::aws_everyone:
      return possible || under_allow ? anything()
                                     : of_kinds(kIamCallers | kinds_of({CallerKind::anonymous}));
    case Kind::account:
      if (makes(Flaw::account_is_its_root)) {
        return exactly("A:arn:" + partition_ + ":iam::" + entry.account + ":root");
      }
      return parts && parts->partition() != partition_ ? empty_language()
                                                       : of_account(entry.account);
    case Kind::user:
    case Kind::role:
      return caller + mark(kUserIdMark) + anything();
    case Kind::federated_user:
      return caller;
    case Kind::session: {
      const auto session = parse_caller(entry.text);
      if (!session || session->partition != partition_) return empty_language();
      // A session's ARN has no path, and role names are unique in an account whatever their path.
      const Language role = exactly("A:arn:" + partition_ + ":iam::" + session->account + ":role/");
      const Language path = exactly("") | (text_without_marks() + exactly("/"));
      const std::string name = makes(Flaw::session_of_any_name) ? "" : session->session_name;
      return role + path + exactly(session->name) + mark(kUserIdMark) +
             many_of(without(any_byte(), ":")) + exactly(":" + name) +
             (name.empty() ? anything() : exactly(""));
    }
    case Kind::unique_id: {
      const bool user = entry.text.starts_with("AIDA");
      return text_without_marks() + mark(kUserIdMark) + exactly(entry.text + (user ? "" : ":")) +
             (user ? exactly("") : anything());
    }
    case Kind::service:
      return exactly("S:") + (possible ? exactly_ignoring_case(entry.text) : exactly(entry.text));
    case Kind::federated:
      return empty_language();
    case Kind::canonical_user:
    case Kind::other_identity:
      return possible ? anything() : empty_language();
  }
  return empty_language();
}

/// Whom a NotPrincipal under Deny exempts under every reading: a federated user both of whose
/// layers are listed, or a listed caller without layers. See `deny_not_principal`.
Language Callers::surely_exempt(const Principals& principals) const {
  Language result;
  for (const PrincipalEntry& entry : principals.entries) {
    const bool everyone = entry.kind == Kind::everyone;
    if (everyone || entry.kind == Kind::aws_everyone) {
      const CallerKinds without_boundary =
          kinds_of({CallerKind::anonymous, CallerKind::root, CallerKind::federated_user});
      result = result | of_kinds(without_boundary);
      if (everyone) result = result | of_kinds(kinds_of({CallerKind::service}));
    } else if (entry.kind == Kind::service) {
      result = result | covered_by(entry, false, Reading::certain);
    }
    if (entry.kind != Kind::account) continue;
    const Language account = covered_by(entry, false, Reading::certain);
    if (account.alternatives.empty()) continue;
    result = result | exactly("A:arn:" + partition_ + ":iam::" + entry.account + ":root");
    for (const PrincipalEntry& other : principals.entries) {
      if (other.kind != Kind::federated_user || other.account != entry.account) continue;
      result = result | covered_by(other, false, Reading::certain);
    }
  }
  return result;
}

bool Callers::covers_listed(const Principals& principals, Reading reading) const {
  if (makes(Flaw::not_principal_is_principal)) return true;
  if (!principals.entries.empty()) return !principals.negated;
  return nothing_listed(principals.negated) != Truth::unknown || reading == Reading::certain;
}

Language Callers::covered_by(const Principals& principals, Effect effect, Reading reading) const {
  const bool under_allow = effect == Effect::allow && !principals.negated;
  const Reading listed_reading =
      principals.negated == (reading == Reading::certain) ? Reading::possible : Reading::certain;
  if (principals.negated && effect == Effect::deny && reading == Reading::possible) {
    return surely_exempt(principals);
  }
  Language listed;
  for (const PrincipalEntry& entry : principals.entries) {
    listed = listed | covered_by(entry, under_allow, listed_reading);
  }
  return listed;
}

void decode_caller(std::string_view joint, Request& request) {
  if (joint == "N") {
    request.principal = "anonymous";
  } else if (joint.starts_with("S:")) {
    request.principal = joint.substr(2);
  } else {
    joint.remove_prefix(2);
    const std::size_t end = joint.find(kUserIdMark);
    const std::string_view arn = joint.substr(0, end);
    request.principal = arn;
    if (end != std::string_view::npos) {
      const std::string_view user_id = joint.substr(end + 1);
      const KeyName name = KeyName::lasting("aws:userid");
      give(request, name, name, user_id);
      const std::size_t colon = user_id.find(':');
      const auto role = colon != std::string_view::npos ? parse_caller(arn) : std::nullopt;
      if (role) {
        request.principal = "arn:" + role->partition + ":sts::" + role->account + ":assumed-role/" +
                            role->name + "/" + std::string(user_id.substr(colon + 1));
        give(request, KeyName::lasting("aws:principalarn"), KeyName::lasting("aws:PrincipalArn"),
             arn);
      }
    }
  }
  if (auto caller = parse_caller(request.principal)) request.caller = std::move(*caller);
}

// The ids are those of AWS's documentation examples.
std::string joint_user(std::string_view arn) {
  return "A:" + std::string(arn) + kUserIdMark + "AIDACKCEVSQ6C2EXAMPLE";
}

std::string joint_session(std::string_view role_arn, std::string_view session_name) {
  return "A:" + std::string(role_arn) + kUserIdMark +
         "AROACKCEVSQ6C2EXAMPLE:" + std::string(session_name);
}

}  // namespace sqsproof::policy
