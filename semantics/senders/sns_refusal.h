// How SNS says no: codes and texts as they were recorded, or as other endpoints give them.
#pragma once

#include <string>
#include <string_view>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics::sns {

/// `NotFound`, `ParameterValueInvalid` …: codes of the Query protocol, which is the only one.
[[nodiscard]] Refusal refuse(std::string_view code, std::string message);
/// `InvalidParameter: Invalid parameter: <what>`.
[[nodiscard]] Refusal invalid_parameter(std::string_view what);
/// What a parameter that has to be there, and is not, is answered with.
[[nodiscard]] Refusal missing(std::string_view member);

}  // namespace sqsproof::semantics::sns
