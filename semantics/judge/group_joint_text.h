// What does not fit together about the messages of a group, in words.
#pragma once

#include "semantics/judge/case.h"

namespace sqsproof::semantics {

[[nodiscard]] std::string explain(const Case& the_case, const GroupJoint& joint);
/// The operations that play a part in it.
[[nodiscard]] std::vector<std::size_t> operations_of(const Case& the_case, const GroupJoint& joint);

}  // namespace sqsproof::semantics
