// How the model says no: by the shape of the error and AWS's words.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "semantics/actions/all.h"

namespace sqsproof::semantics {

/// A value, or the error that the call is answered with.
template <class T>
using Checked = tl::expected<T, ServiceError>;
using Refusal = tl::unexpected<ServiceError>;

/// `shape` as in errors.h; its HTTP status comes with it.
[[nodiscard]] Refusal refuse(std::string_view shape, std::string message);
/// `Value <value> for parameter <name> is invalid. Reason: <reason>`
[[nodiscard]] Refusal invalid_value(std::string_view value, std::string_view name,
                                    std::string_view reason);
/// `The request must contain the parameter <name>.`
[[nodiscard]] Refusal missing(std::string_view name);

[[nodiscard]] Refusal no_such_queue();

}  // namespace sqsproof::semantics
