// What `who-can` and `audit` tell: grants, in the formats of the command line contract.
#pragma once

#include <string>
#include <vector>

#include "properties/access/grants.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

/// The grants of one queue.
struct QueueGrants {
  std::string name;   ///< of the input
  std::string queue;  ///< ARN
  Grants found;
};

struct GrantsReport {
  std::string version;
  std::vector<QueueGrants> queues;
  std::size_t policies = 0;  ///< different ones: equal policies are proved once
  double seconds = 0;
};

/// Violated when somebody outside is let in, unknown when perhaps.
[[nodiscard]] policy::Verdict verdict_of(const GrantsReport& report);

[[nodiscard]] std::string to_text(const GrantsReport& report, const TextStyle& style, bool closing);
[[nodiscard]] std::string to_json(const GrantsReport& report);
/// RFC 4180; cells that a spreadsheet would take for a formula are quoted with an apostrophe.
[[nodiscard]] std::string to_csv(const GrantsReport& report);

}  // namespace sqsproof::properties
