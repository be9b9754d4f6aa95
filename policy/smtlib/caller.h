// The caller of a request: which kind, and the strings that go with it.
//
// Constants are declared when they are first asked for. What holds between them is asserted with
// them: the account stands in the ARN, a federated user's id is account and name, and so on.
// IAM/reference_identifiers, IAM/reference_policies_variables (table of values)
#pragma once

#include <map>
#include <set>
#include <string>

#include "policy/decide/absence.h"
#include "policy/decide/request.h"
#include "policy/smtlib/script.h"

namespace sqsproof::policy::smtlib {

class CallerTerms {
 public:
  /// Only callers of these kinds; access never crosses partitions.
  CallerTerms(Script& script, std::string partition, const std::set<CallerKind>& kinds);

  [[nodiscard]] Term is(CallerKind kind) const;
  [[nodiscard]] Term is_one_of(const std::set<CallerKind>& kinds) const;
  [[nodiscard]] Term is_iam() const;
  [[nodiscard]] Term is_of(Whose whose);
  [[nodiscard]] const std::string& partition() const { return partition_; }

  const Term& account();    ///< of IAM callers
  const Term& arn();        ///< aws:PrincipalArn, of IAM callers
  const Term& user_id();    ///< aws:userid, of all but services
  const Term& user_name();  ///< aws:username, of users
  const Term& service();    ///< of services

 private:
  const Term& tail();  ///< what follows the account in the ARN
  void require(CallerKind kind, const Term& fact);

  Script& script_;
  std::string partition_;
  std::map<CallerKind, Term> kinds_;
  Term account_, arn_, tail_, user_id_, user_name_, service_;
};

}  // namespace sqsproof::policy::smtlib
