// A set of small numbers from 1, such as those of words.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace sqsproof::policy {

class NumberSet {
 public:
  /// False when it is there already.
  bool insert(std::uint64_t number) {
    if (2 * (size_ + 1) > places_.size()) grow();
    std::size_t i = number & (places_.size() - 1);
    for (; places_[i] != 0; i = (i + 1) & (places_.size() - 1)) {
      if (places_[i] == number) return false;
    }
    places_[i] = number;
    ++size_;
    return true;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Keeps its room, but not that of very many.
  void clear() {
    constexpr std::size_t kMostPlaces = 512;
    if (places_.size() > kMostPlaces) places_.resize(kMostPlaces);
    std::fill(places_.begin(), places_.end(), 0);
    size_ = 0;
  }

 private:
  void grow() {
    constexpr std::size_t kFirstPlaces = 64;
    std::vector<std::uint64_t> before(places_.empty() ? kFirstPlaces : 2 * places_.size());
    before.swap(places_);
    size_ = 0;
    for (const std::uint64_t number : before) {
      if (number != 0) insert(number);
    }
  }

  std::vector<std::uint64_t> places_;  ///< 0 where free; their count is a power of two
  std::size_t size_ = 0;
};

}  // namespace sqsproof::policy
