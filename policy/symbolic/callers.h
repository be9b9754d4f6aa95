// The caller of a request as one string, and sets of callers as languages over it.
//
// `N` is the anonymous caller, `S:<service>` a service principal, `A:<arn>` an account's root user
// or a federated user, and `A:<arn>\1<userid>` an IAM user or a session of a role, whose ARN is
// the role's and whose user id ends with the session's name. Everything that follows from the
// caller - aws:PrincipalArn, aws:PrincipalAccount, aws:userid and so on, and whether a Principal
// element covers him - is a language over this one string, so that no answer can mix two callers.
// Mirrors decide/caller.cpp and decide/match_principal.cpp.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "policy/decide/absence.h"
#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/values/language.h"

namespace sqsproof::policy {

/// The readings of what is not documented: what holds surely, and what may hold.
enum class Reading { certain, possible };

/// A set of kinds of callers.
using CallerKinds = unsigned;
constexpr CallerKinds kinds_of(std::initializer_list<CallerKind> list) {
  CallerKinds set = 0;
  for (CallerKind kind : list) set |= 1U << static_cast<unsigned>(kind);
  return set;
}
constexpr CallerKinds kIamCallers =
    kinds_of({CallerKind::root, CallerKind::user, CallerKind::federated_user, CallerKind::role});
constexpr CallerKinds kAllCallers =
    kIamCallers | kinds_of({CallerKind::anonymous, CallerKind::service});

constexpr char kUserIdMark = '\1';

/// Callers of one partition: access never crosses partitions (IAM/reference_identifiers).
class Callers {
 public:
  explicit Callers(std::string partition) : partition_(std::move(partition)) {}

  [[nodiscard]] Language domain() const;
  /// Exact on the domain; other strings may be in it.
  [[nodiscard]] Language of_kinds(CallerKinds kinds) const;
  [[nodiscard]] Language of(Whose whose) const;
  [[nodiscard]] Language of_account(std::string_view account) const;
  /// Whom one entry of a (not negated) Principal covers. Mirrors `entry_matches`.
  [[nodiscard]] Language covered_by(const PrincipalEntry& entry, bool under_allow,
                                    Reading reading) const;
  /// A Principal or NotPrincipal element covers `covered_by`, or all but those when this is false.
  [[nodiscard]] bool covers_listed(const Principals& principals, Reading reading) const;
  [[nodiscard]] Language covered_by(const Principals& principals, Effect effect,
                                    Reading reading) const;

  [[nodiscard]] const std::string& partition() const { return partition_; }

 private:
  [[nodiscard]] Language arn(std::string_view service, std::string_view resource) const;
  [[nodiscard]] Language surely_exempt(const Principals& principals) const;

  std::string partition_;
};

/// A condition key that follows from the caller.
struct CallerKey {
  std::string_view key;  ///< lower case
  CallerKinds present;   ///< whose requests have it; absent from the others'
  /// Callers whose value is in `values`.
  Language (*with_value_in)(const Callers& callers, const Language& values);
};
/// Mirrors `complete`.
[[nodiscard]] std::span<const CallerKey> all_caller_keys();

/// Writes the caller, and the keys that `complete` could not know, into a request.
void decode_caller(std::string_view joint, Request& request);

/// The joint string of an IAM user or role session, from its ARN.
[[nodiscard]] std::string joint_user(std::string_view arn);
[[nodiscard]] std::string joint_session(std::string_view role_arn, std::string_view session_name);

}  // namespace sqsproof::policy
