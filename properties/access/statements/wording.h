// What the questions about statements say, and where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/access/statements/statement_check.h"

namespace sqsproof::properties {

/// `statement 2 (`sid`)`
[[nodiscard]] std::string named(const policy::Statement& statement);
/// From its key to the end of its values.
[[nodiscard]] policy::Place place_of(const policy::Condition& condition);

[[nodiscard]] std::string dead_message(const policy::Statement& statement);
[[nodiscard]] std::string shadowed_message(const policy::Statement& statement,
                                           const policy::Statement* shadow);
[[nodiscard]] std::string redundant_message(const policy::Statement& statement);
[[nodiscard]] std::string vacuous_message(const policy::Condition& condition, bool alone);

[[nodiscard]] Finding finding_about(const Subject& subject, const StatementCheck& check,
                                    const policy::Statement& statement, std::string message);
/// Points at the condition that never holds, or at those two that exclude each other.
void blame(const policy::Statement& statement, const std::vector<std::size_t>& conflict,
           Finding& finding);

/// Takes an element of the Statement list away, with the comma that it leaves behind. None when
/// it is the only one.
[[nodiscard]] std::optional<Fix> removal_of(const policy::Document& policy, std::size_t index);

}  // namespace sqsproof::properties
