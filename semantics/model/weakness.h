// What AWS leaves free: ways in which a real queue may differ from the strict model without being
// wrong. Off by default; the suite turns them on to learn what it takes for a broken promise.
//
// Adding one: a value, a row, and a branch where the model does it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sqsproof::semantics {

enum class Weakness : std::uint8_t {
  redelivers_early,
  delivers_deleted,
  short_poll_samples,
  long_poll_misses,
  reorders,
  purges_late,
  attributes_late,
  locks_whole_group,
  ignores_old_receipts,
  hides_again,
  dead_letters_early,
  deletes_queue_late,
  counts_late,
  moves_slowly,
  expires_late,
  hides_limit,
  last_duplicate_wins
};

struct WeaknessRow {
  std::string_view id;      ///< `W1`: short, for the command line
  std::string_view name;    ///< words
  std::string_view what;    ///< what an endpoint may do
  std::string_view source;  ///< where AWS leaves it free
  Weakness weakness;
  bool by_chance = false;  ///< it happens at some calls, and not at others: it has a rate
};

/// Table of contents.
[[nodiscard]] std::span<const WeaknessRow> all_weaknesses();
/// By id or name; nullptr when there is none.
[[nodiscard]] const WeaknessRow* find_weakness(std::string_view name);

/// A set of weaknesses.
class Weaknesses {
 public:
  void add(Weakness weakness) { bits_ |= bit(weakness); }
  /// One that happens by chance, so many times in a million.
  void add(Weakness weakness, std::uint32_t per_million) {
    add(weakness);
    per_million_[static_cast<unsigned>(weakness)] = per_million;
  }
  [[nodiscard]] bool has(Weakness weakness) const { return (bits_ & bit(weakness)) != 0; }
  [[nodiscard]] bool any() const { return bits_ != 0; }
  /// 0 for the usual rate.
  [[nodiscard]] std::uint32_t per_million(Weakness weakness) const {
    return per_million_[static_cast<unsigned>(weakness)];
  }
  [[nodiscard]] static Weaknesses all() {
    Weaknesses every;
    every.bits_ = ~0U;
    return every;
  }

 private:
  static std::uint32_t bit(Weakness weakness) { return 1U << static_cast<unsigned>(weakness); }
  std::uint32_t bits_ = 0;
  std::array<std::uint32_t, 32> per_million_{};
};

}  // namespace sqsproof::semantics
