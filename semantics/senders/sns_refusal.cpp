#include "semantics/senders/sns_refusal.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace sqsproof::semantics::sns {
namespace {

/// botocore service model of 2010-03-31; all others are 400.
struct Status {
  std::string_view code;
  int status;
};
constexpr std::array<Status, 4> kStatuses = {{{"NotFound", 404},
                                              {"AuthorizationError", 403},
                                              {"FilterPolicyLimitExceeded", 403},
                                              {"InternalError", 500}}};

}  // namespace

Refusal refuse(std::string_view code, std::string message) {
  const auto* found = std::find_if(kStatuses.begin(), kStatuses.end(),
                                   [&](const Status& row) { return row.code == code; });
  const int status = found == kStatuses.end() ? 400 : found->status;
  return Refusal(ServiceError{std::string(code), std::move(message), status});
}

Refusal invalid_parameter(std::string_view what) {
  return refuse("InvalidParameter", fmt::format("Invalid parameter: {}", what));
}

Refusal missing(std::string_view member) {
  return refuse("ValidationError",
                fmt::format("1 validation error detected: Value null at '{}' failed to satisfy "
                            "constraint: Member must not be null",
                            member));
}

}  // namespace sqsproof::semantics::sns
