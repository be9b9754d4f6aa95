// What an engine says to a core, as one row of numbers: new propositions, clauses, choices, and the
// checks between them.
//
// The same row gives the same proposals, whatever its propositions stand for, so it is what
// proposals are remembered by (remembered_proposals.h). It holds all that a proposer needs, so a
// core is told of it only when one is needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "policy/prover/core.h"

namespace sqsproof::policy {

class Wording {
 public:
  using Word = CoreLiteral;
  using Words = std::span<const Word>;

  /// How each thing that is said begins; literals follow, ended by 0, but for the first two.
  enum Kind : Word {
    kAtom = std::numeric_limits<Word>::min(),  ///< a proposition for the next atom; its variable
    kSwitch,                                   ///< a proposition that is no atom
    kClause,                                   ///< its switch or 0, then literals of atoms
    kOption,                                   ///< its switch, then literals of atoms
    kChoice,                                   ///< its switch or 0, then switches of options
    kExclusion,                                ///< a clause that asks nothing of a request
    kCheck                                     ///< assumptions
  };

  void say_atom(std::size_t variable) {
    words_.push_back(kAtom);
    words_.push_back(static_cast<Word>(variable));
  }
  void say_switch() { words_.push_back(kSwitch); }
  void say(Kind kind, const std::vector<CoreLiteral>& literals) {
    words_.push_back(kind);
    words_.insert(words_.end(), literals.begin(), literals.end());
    words_.push_back(0);
  }
  void say(Kind kind, CoreLiteral on, const std::vector<CoreLiteral>& literals) {
    words_.push_back(kind);
    words_.push_back(on);
    words_.insert(words_.end(), literals.begin(), literals.end());
    words_.push_back(0);
  }

  [[nodiscard]] Words from(std::size_t begin) const { return Words(words_).subspan(begin); }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  void forget() { words_.clear(); }
  void reserve(std::size_t words) { words_.reserve(words); }

 private:
  std::vector<Word> words_;
};

}  // namespace sqsproof::policy
