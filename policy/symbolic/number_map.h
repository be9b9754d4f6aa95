// Small numbers for numbers from 1, such as those of words: the first one is 0, the next one 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace sqsproof::policy {

class NumberMap {
 public:
  /// That of the number, which is `size()` before when it is new.
  std::uint32_t of(std::uint64_t number) {
    if (2 * (size_ + 1) > places_.size()) grow();
    Place& place = find(number);
    if (place.number == 0) place = {number, size_++};
    return place.index;
  }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Place {
    std::uint64_t number = 0;  ///< 0 where free
    std::uint32_t index = 0;
  };

  Place& find(std::uint64_t number) {
    std::size_t i = number & (places_.size() - 1);
    while (places_[i].number != 0 && places_[i].number != number) {
      i = (i + 1) & (places_.size() - 1);
    }
    return places_[i];
  }
  void grow() {
    constexpr std::size_t kFirstPlaces = 64;
    std::vector<Place> before(places_.empty() ? kFirstPlaces : 2 * places_.size());
    before.swap(places_);
    for (const Place& place : before) {
      if (place.number != 0) find(place.number) = place;
    }
  }

  std::vector<Place> places_;  ///< their count is a power of two
  std::uint32_t size_ = 0;
};

}  // namespace sqsproof::policy
