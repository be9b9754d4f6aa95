// What holds between the condition keys of every real request, written down a second time.
//
// Each row has the id of a row of symbolic/constraints.h, and is said here in a little language of
// its own, so that a slip in either shows as a disagreement of the two provers.
#pragma once

#include <span>
#include <string_view>

#include "policy/smtlib/statement.h"

namespace sqsproof::policy::smtlib {

/// `text`: alternatives between bars. `+key` present, `-key` absent, `key=value`, `@callers`,
/// `!action`.
struct ConstraintRow {
  std::string_view id;
  std::string_view text;
  /// Instead of a text: what it asserts of values (correlations.h).
  void (*require)(Requests& requests, const ActionTerm& action) = nullptr;
  /// What it says is so of SQS alone, or hangs on the queue.
  bool of_queues = false;
};
[[nodiscard]] std::span<const ConstraintRow> all_constraint_rows();

/// Asserts the rows all of whose keys were asked for.
void require_constraints(Requests& requests, const ActionTerm& action);

}  // namespace sqsproof::policy::smtlib
