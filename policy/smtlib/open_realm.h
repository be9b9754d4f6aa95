// What a request does, and to which resource, where neither is known beforehand: for policies of
// other kinds than queues'.
//
// An action is `service:Name`, two Strings; the name is in lower case, for nobody looks at case. A
// resource is an ARN in four (its partition is that of the realm), or, of a request about no
// resource in particular, `*`. Two keys follow from it: aws:ResourceAccount is the account of an
// ARN that has one, aws:RequestedRegion mostly its region. Service Authorization Reference,
// IAM/reference_identifiers (ARNs)
#pragma once

#include <string>
#include <string_view>

#include "policy/document/document.h"
#include "policy/smtlib/script.h"
#include "policy/symbolic/realm.h"

namespace sqsproof::policy::smtlib {

class OpenTerms {
 public:
  OpenTerms(Script& script, const Realm& realm);

  /// That the action is one of the service, whose name is in lower case.
  [[nodiscard]] Term is_to(std::string_view service) const;
  /// Action or NotAction; case does not matter.
  [[nodiscard]] Claim covers(const Patterns& actions, Script& script) const;

  /// That there is a resource in particular; what follows is said of it alone.
  [[nodiscard]] const Term& is_arn() const { return is_arn_; }
  /// Of a pattern's five first parts, one after the other: whether the ARN's part matches.
  [[nodiscard]] Claim heads(std::size_t part, std::string_view pattern, Script& script) const;
  [[nodiscard]] const Term& name() const { return name_; }  ///< behind the fifth colon
  [[nodiscard]] Term arn(Script& script) const;             ///< the whole

  /// The keys that follow from the resource. `usual`: not of those actions that do not say whose
  /// resource they are about, or ask another region than the resource's.
  struct Key {
    Term present;
    Term value;
  };
  [[nodiscard]] Key account_key(bool usual, Script& script) const;
  [[nodiscard]] Key region_key(bool usual, Script& script) const;

 private:
  void declare_resource(Script& script);
  [[nodiscard]] Term always_owned() const;

  Realm realm_;
  Term action_service_, action_name_;
  Term is_arn_, service_, region_, owned_, account_, name_;
};

}  // namespace sqsproof::policy::smtlib
