// TOML with places, as the same values that JSON is read to.
#pragma once

#include "policy/support/json.h"

namespace sqsproof::cli {

/// The whole file as an object. Dates and times are refused: nothing here is one.
[[nodiscard]] policy::Result<policy::JsonValue> read_toml(const policy::Source& source);

}  // namespace sqsproof::cli
