// Sets of bytes, gone through and numbered: what an automaton's alphabet is made of.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "policy/values/language.h"

namespace sqsproof::policy {

template <class Visit>
void for_each_byte(const ByteSet& set, const Visit& visit) {
  const ByteSet low(UINT64_MAX);
  for (std::size_t begin = 0; begin < 256; begin += 64) {
    for (std::uint64_t word = ((set >> begin) & low).to_ullong(); word != 0; word &= word - 1) {
      visit(begin + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }
}

/// Numbers for sets, in the order in which they come. Nearly all of them are single bytes.
class SetNumbers {
 public:
  std::size_t of(const ByteSet& set) {
    if (set.count() != 1) return of_several(set);
    std::size_t only = 0;
    for_each_byte(set, [&](std::size_t byte) { only = byte; });
    if (single_[only] == 0) single_[only] = add(set) + 1;
    return single_[only] - 1;
  }
  [[nodiscard]] const std::vector<ByteSet>& sets() const { return sets_; }

 private:
  std::size_t add(const ByteSet& set) {
    sets_.push_back(set);
    return sets_.size() - 1;
  }
  std::size_t of_several(const ByteSet& set) {
    const auto known = std::find_if(several_.begin(), several_.end(),
                                    [&](std::size_t number) { return sets_[number] == set; });
    if (known != several_.end()) return *known;
    several_.push_back(add(set));
    return several_.back();
  }

  std::vector<ByteSet> sets_;
  std::array<std::size_t, 256> single_{};  ///< by byte: the number from 1, or 0
  std::vector<std::size_t> several_;       ///< numbers of the others
};

}  // namespace sqsproof::policy
