// Promises that a freedom of AWS leaves nothing of: where it is granted, there is nothing to judge,
// and no number of programs will change that.
#pragma once

#include <string_view>

#include "semantics/judge/freedoms.h"

namespace sqsproof::semantics {

/// The freedom by which nothing of the promise is left, of those that are granted; nullptr: some of
/// it is left. `promise` is the id.
[[nodiscard]] const FreedomRow* left_free_by(std::string_view promise, const Freedoms& granted);

}  // namespace sqsproof::semantics
