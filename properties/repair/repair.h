// The smallest change of a policy's text that makes a violated access check hold.
//
// Candidates are made by kinds (kind.h), put into the text, parsed again and proved (proof.h): the
// check holds, no check and no error of a lint rule is new, nobody else gains, and nobody else
// loses. Tried in this order, and the first that is free wins: statements narrowed in place, least
// changed text first; statements removed that serve offenders only; a Deny. Where none is free,
// the first that costs something is offered, a Deny before others, and says what. Statements are
// repaired one by one, and the result is proved once more as a whole. The number of statements,
// candidates and questions is bounded; what is not found within it is not offered.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "properties/access/check.h"

namespace sqsproof::properties {

/// A shorter change that closes the check, too, and costs more.
struct Shortcut {
  std::string title;
  policy::Request cost;
};

struct Repair {
  Fix fix;
  /// Holds: proved that it takes away nothing but what the violated checks object to.
  policy::Verdict free = policy::Verdict::unknown;
  std::optional<policy::Request> cost;  ///< a request that it (perhaps) takes away beside that
  std::optional<Shortcut> shortcut;     ///< beside a free Deny
};

/// What a repair does, for the catalogue.
constexpr std::string_view kRepairFix =
    "changes the least that is proved to close it, and to cost nobody else access where that can "
    "be";

struct RepairOptions {
  policy::ProverLimits limits;
  std::size_t statements = 24;  ///< that let offenders in
  std::size_t candidates = 24;  ///< of one statement
  std::size_t questions = 400;  ///< for one finding
};

/// False for questions of their own kind or about a part of the policy, and for warnings.
[[nodiscard]] bool is_repairable(const AccessCheck& check);

/// For a finding of that check; `result` is that of the whole policy. nullopt when none was found.
[[nodiscard]] std::optional<Repair> find_repair(const Subject& subject, const AccessCheck& check,
                                                const CheckResult& result, RepairOptions options);

/// Gives every violated finding its repair, where there is one.
void offer_repairs(const Subject& subject, const RepairOptions& options, CheckResult& result);

}  // namespace sqsproof::properties
