// Is there a word of a domain that lies in these languages and outside of those?
//
// Walks the product of the automata, shortest words first, each product state once. The answer is
// a word, or `empty` with the languages that suffice for emptiness, or that the budget was spent;
// deciding emptiness of such products is NP-hard at least, so a budget there must be.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/symbolic/automaton.h"

namespace sqsproof::policy {

struct WordSearch {
  enum class Result { found, empty, gave_up };
  Result result = Result::gave_up;
  std::string word;                  ///< when found: a shortest one, of readable bytes if possible
  std::vector<std::size_t> inside;   ///< when empty: indexes of the languages to blame
  std::vector<std::size_t> outside;  ///< likewise
  std::size_t work = 0;              ///< product states met, weighted by the automata's width
};

/// `budget` bounds `work`.
[[nodiscard]] WordSearch find_word(Automaton& domain, const std::vector<Automaton*>& inside,
                                   const std::vector<Automaton*>& outside, std::size_t budget);

}  // namespace sqsproof::policy
