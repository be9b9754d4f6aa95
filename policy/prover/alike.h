// Whether one concrete request offends when what is not documented comes out alike wherever it
// stands (decide/doubt.h): the authorizer's side of Prover::State::solve_alike.
#pragma once

#include "policy/prover/prover.h"

namespace sqsproof::policy {

/// Whether it does so for some outcome of the undecided tests. The classes of the question are not
/// looked at. Where there are too many tests to go through: yes.
[[nodiscard]] bool may_offend_alike(const Document& policy, const Vocabulary& vocabulary,
                                    const Question& question, const Request& request);

}  // namespace sqsproof::policy
