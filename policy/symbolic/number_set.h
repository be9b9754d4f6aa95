// A set of numbers below 128, such as those of rows, gone through in their order.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace sqsproof::policy {

class NumberSet {
 public:
  static constexpr std::size_t kMost = 128;

  void set(std::size_t number) { words_.at(number / 64) |= 1ULL << (number % 64); }
  [[nodiscard]] bool none() const { return (words_[0] | words_[1]) == 0; }
  [[nodiscard]] bool is_within(const NumberSet& other) const {
    return ((words_[0] & ~other.words_[0]) | (words_[1] & ~other.words_[1])) == 0;
  }
  NumberSet& operator|=(const NumberSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  friend NumberSet operator&(NumberSet a, const NumberSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) a.words_[i] &= b.words_[i];
    return a;
  }
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
        visit(64 * i + static_cast<std::size_t>(std::countr_zero(rest)));
      }
    }
  }

 private:
  std::array<std::uint64_t, kMost / 64> words_{};
};

}  // namespace sqsproof::policy
