// The order in which candidates are tried (repair.h says which), and what is put together of them.
#pragma once

#include <optional>
#include <vector>

#include "policy/support/json.h"
#include "properties/repair/repair.h"

namespace sqsproof::properties {

struct RepairTask {
  const Subject& subject;
  const AccessCheck& check;
  const CheckResult& result;                 ///< of all checks
  std::vector<const AccessCheck*> violated;  ///< whose requests nobody may miss
  const RepairOptions& options;
};

/// `statements` is the value of Statement in the text of the policy.
[[nodiscard]] std::optional<Repair> search_repair(const RepairTask& task,
                                                  const policy::JsonValue& statements);

}  // namespace sqsproof::properties
