// The clauses that an engine was told of already: constraints come again with every new key.
#pragma once

#include <vector>

#include "policy/prover/clause_list.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

class SaidClauses {
 public:
  /// False when a clause of the same literals in the same order was added before.
  bool add(const std::vector<Literal>& clause) {
    words_.clear();
    for (const Literal& literal : clause) {
      const auto number = static_cast<CoreLiteral>(literal.atom + 1);
      words_.push_back(literal.positive ? number : -number);
    }
    const std::size_t before = numbers_.size();
    return numbers_.of(words_) == before;
  }
  void clear() { numbers_.clear(); }

 private:
  ClauseNumbers numbers_;
  std::vector<CoreLiteral> words_;  ///< of the clause at hand
};

}  // namespace sqsproof::policy
