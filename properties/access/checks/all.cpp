// Table of contents of the access checks, in the order of reports.
#include <array>

#include "properties/access/checks/checks.h"

namespace sqsproof::properties {

std::span<const AccessCheck> all_access_checks() {
  static const std::array kAll = {
      kPublic,      kOutsideTrusted, kConfusedDeputy, kServiceForOutsider,
      kNetworkOnly, kPolicyChange,   kLockOut,        kTls};
  return kAll;
}

}  // namespace sqsproof::properties
