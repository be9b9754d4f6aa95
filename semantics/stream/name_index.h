// Which tombstone has a name: a table that forgets by itself. Internal to stream/.
//
// Tombstones are numbered as they come and dropped in that order, so an entry is over as soon as
// its number is smaller than that of the oldest one, and the next but thirty takes its room: nobody
// has to erase it. What is looked up is seldom there, which a line of the cache with sixteen bits
// of each name tells; these lines are few enough to stay near.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "semantics/stream/call.h"
#include "semantics/stream/large_pages.h"

namespace sqsproof::semantics::stream {

class NameIndex {
 public:
  using Number = std::uint64_t;  ///< of a tombstone, from 1
  /// The tombstones that are there; fewer than 2^32.
  struct Span {
    Number oldest = 1;
    std::size_t count = 0;
  };

  void add(Fingerprint name, Number number, const Span& there);
  /// As if it had never been added.
  void erase(Fingerprint name, Number number, const Span& there);
  /// A number that was added with a name like it and that `is_it` takes.
  template <class IsIt>
  [[nodiscard]] std::optional<Number> find(Fingerprint name, const Span& there, IsIt is_it) const {
    std::size_t at = home(name);
    for (std::size_t i = 0; i < tags_.size(); ++i, at = next(at)) {
      if (tags_[at].may_hold(tag(name))) {
        for (std::size_t slot = 0; slot < kSlots; ++slot) {
          const std::uint32_t number = numbers_[at][slot];
          if (tags_[at].of[slot] != tag(name) || !is_live(number, there)) continue;
          if (is_it(whole(number, there))) return whole(number, there);
        }
      }
      if (!has_spilled(at, there)) break;
    }
    return std::nullopt;
  }

  /// A name will be looked up soon.
  void prefetch(Fingerprint name) const { __builtin_prefetch(&tags_[home(name)]); }
  /// ... or added.
  void prefetch_all(Fingerprint name) const {
    const std::size_t at = home(name);
    __builtin_prefetch(&tags_[at], 1);
    __builtin_prefetch(numbers_[at].data(), 1);
    __builtin_prefetch(numbers_[at].data() + numbers_[at].size() / 2, 1);
  }

  /// Whether it has room for so many entries that are not over.
  [[nodiscard]] bool fits(std::size_t entries) const {
    return entries * 5 <= tags_.size() * kSlots * 3;
  }
  /// Twice as large, and empty.
  void grow();

 private:
  static constexpr std::size_t kSlots = 31;  // and one for the line itself
  using Tag = std::uint16_t;

  /// A line of the cache.
  struct alignas(64) Tags {
    std::array<Tag, kSlots> of{};
    std::uint8_t oldest = 0;  ///< the slot that is written next
    bool spilled = false;     ///< once an entry found no room here, and stands further on
    [[nodiscard]] bool may_hold(Tag tag) const {
      Tag any = 0;
      for (const Tag one : of) any = static_cast<Tag>(any | static_cast<Tag>(one == tag));
      return any != 0;
    }
  };
  /// The numbers of its entries, the lower half of each; behind them the last one that spilled.
  using Numbers = std::array<std::uint32_t, kSlots + 1>;

  [[nodiscard]] static bool is_live(std::uint32_t number, const Span& there) {
    return number - static_cast<std::uint32_t>(there.oldest) < there.count;
  }
  [[nodiscard]] static Number whole(std::uint32_t number, const Span& there) {
    return there.oldest + (number - static_cast<std::uint32_t>(there.oldest));
  }
  [[nodiscard]] bool has_spilled(std::size_t at, const Span& there) const {
    return tags_[at].spilled && is_live(numbers_[at][kSlots], there);
  }
  static Tag tag(Fingerprint name) { return static_cast<Tag>(name >> 1U); }
  [[nodiscard]] std::size_t home(Fingerprint name) const {
    return (name >> 17U) & (tags_.size() - 1);
  }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (tags_.size() - 1); }

  template <class T>
  using Lines = std::vector<T, LargePages<T>>;
  Lines<Tags> tags_ = Lines<Tags>(16);
  Lines<Numbers> numbers_ = Lines<Numbers>(16);
};

}  // namespace sqsproof::semantics::stream
