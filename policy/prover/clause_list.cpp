#include "policy/prover/clause_list.h"

#include <algorithm>

namespace sqsproof::policy {

std::uint64_t ClauseNumbers::hash_of(ClauseList::Clause clause) {
  constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
  std::uint64_t hash = clause.size();
  for (const CoreLiteral literal : clause) {
    hash = (hash ^ static_cast<std::uint32_t>(literal)) * kFactor;
    hash ^= hash >> 29U;
  }
  return hash ^ (hash >> 32U);
}

bool ClauseNumbers::is(std::size_t number, std::uint64_t hash, ClauseList::Clause clause) const {
  return hashes_[number] == hash && std::ranges::equal(clauses_[number], clause);
}

void ClauseNumbers::grow() {
  constexpr std::size_t kFirstPlaces = 32;
  if (places_.empty()) {
    clauses_.reserve(kFirstPlaces / 2);
    hashes_.reserve(kFirstPlaces / 2);
  }
  places_.assign(places_.empty() ? kFirstPlaces : 2 * places_.size(), 0);
  for (std::size_t number = 0; number < hashes_.size(); ++number) {
    std::size_t place = hashes_[number] & (places_.size() - 1);
    while (places_[place] != 0) place = (place + 1) & (places_.size() - 1);
    places_[place] = static_cast<std::uint32_t>(number + 1);
  }
}

}  // namespace sqsproof::policy
