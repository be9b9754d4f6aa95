// Fewer statements that say the same: those that differ only in their actions, or only in their
// principals, become one.
#pragma once

#include <cstddef>
#include <optional>

#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "properties/report/finding.h"

namespace sqsproof::properties {

struct Joining {
  Fix fix;
  std::size_t statements = 0;  ///< that are left
};

/// Joins what can be joined within the quotas of a statement; nullopt when nothing can. Sids of
/// statements that join an earlier one are lost.
[[nodiscard]] std::optional<Joining> join_statements(const policy::Document& policy,
                                                     const policy::PolicyQuotas& quotas);

}  // namespace sqsproof::properties
