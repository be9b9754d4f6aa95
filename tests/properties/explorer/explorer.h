// Could any queue have produced this small history? A second definition of SQS's promises of
// safety: a small queue that may do anything they allow is tried in all orders of the steps, and
// the instants of each order are a system of differences that either has a solution or has none.
// Written without the judge and without the queue model, to be compared with both. It looks at what
// is returned, never at what is not: no message has to be available.
#pragma once

#include <cstddef>
#include <string>

#include "semantics/history.h"

namespace sqsproof::tests {

enum class Explained { yes, no, undecided };

struct Exploration {
  Explained explained = Explained::undecided;
  /// What stood in the way of the attempt that came furthest; for undecided, why.
  std::string obstacle;
  std::size_t tried = 0;  ///< beginnings of orders
};

/// SendMessage, ReceiveMessage, DeleteMessage and ChangeMessageVisibility, their batches, and
/// PurgeQueue on one queue, which a CreateQueue in the history made; other calls are left out of
/// account.
[[nodiscard]] Exploration explore_small(const semantics::History& history,
                                        const semantics::Tolerance& tolerance,
                                        std::size_t most_tried = 50'000);

}  // namespace sqsproof::tests
