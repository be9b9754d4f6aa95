// Clauses one after the other, and numbers for those that are equal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "policy/prover/core.h"

namespace sqsproof::policy {

/// In one block.
class ClauseList {
 public:
  using Clause = std::span<const CoreLiteral>;

  void reserve(std::size_t clauses) {
    constexpr std::size_t kUsualLength = 4;
    literals_.reserve(kUsualLength * clauses);
    ends_.reserve(clauses);
  }
  void add(Clause clause) {
    literals_.insert(literals_.end(), clause.begin(), clause.end());
    ends_.push_back(literals_.size());
  }
  void clear() {
    literals_.clear();
    ends_.clear();
  }
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] Clause operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return Clause(literals_).subspan(begin, ends_[index] - begin);
  }

 private:
  std::vector<CoreLiteral> literals_;
  std::vector<std::size_t> ends_;
};

/// The number of a clause, from 0 in the order in which they come; of equal ones the same.
class ClauseNumbers {
 public:
  [[nodiscard]] std::size_t size() const { return clauses_.size(); }
  /// `size()` before when it is new.
  std::size_t of(ClauseList::Clause clause) {
    if (2 * (clauses_.size() + 1) > places_.size()) grow();
    const std::uint64_t hash = hash_of(clause);
    std::size_t place = hash & (places_.size() - 1);
    while (places_[place] != 0 && !is(places_[place] - 1, hash, clause)) {
      place = (place + 1) & (places_.size() - 1);
    }
    if (places_[place] == 0) {
      places_[place] = static_cast<std::uint32_t>(clauses_.size() + 1);
      clauses_.add(clause);
      hashes_.push_back(hash);
    }
    return places_[place] - 1;
  }
  void clear() {
    clauses_.clear();
    hashes_.clear();
    places_.clear();
  }

 private:
  [[nodiscard]] static std::uint64_t hash_of(ClauseList::Clause clause);
  [[nodiscard]] bool is(std::size_t number, std::uint64_t hash, ClauseList::Clause clause) const;
  void grow();

  ClauseList clauses_;                 ///< by number
  std::vector<std::uint64_t> hashes_;  ///< likewise
  std::vector<std::uint32_t> places_;  ///< by hash: the number from 1, or 0; a power of two
};

}  // namespace sqsproof::policy
