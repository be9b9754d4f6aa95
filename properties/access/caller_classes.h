// Everyone who can call, split into classes that people recognise: anyone without an account, each
// account, role or user that the policy names, members of each organization, each service and on
// whose behalf it calls, and all others. Each caller is in exactly one class.
#pragma once

#include <string>
#include <vector>

#include "properties/access/subject.h"

namespace sqsproof::properties {

struct CallerClass {
  enum class Kind { anonymous, strangers, organization, account, principal, service, identity };
  Kind kind = Kind::anonymous;
  std::string words;                           ///< `account 222222222222`, `any AWS account`
  bool inside = false;                         ///< of the queue's own account, or trusted
  std::vector<policy::RequestClass> requests;  ///< without actions; any of these
  /// The account or service that it is a part of, in words; empty when it is no part of one.
  std::string family{};
};
[[nodiscard]] std::string_view name_of(CallerClass::Kind kind);

/// Widest first: anonymous callers and strangers before those that the policy names.
[[nodiscard]] std::vector<CallerClass> caller_classes(const Subject& subject);

}  // namespace sqsproof::properties
