// What AWS leaves free, as far as histories show it: a promise that a freedom relaxes asks whether
// it is granted. Written down apart from the model's weaknesses, with the same ids: the judge does
// not know the model.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sqsproof::semantics {

enum class Freedom : std::uint8_t {
  early_redelivery,   ///< W1
  deleted_delivery,   ///< W2
  sampling,           ///< W3
  false_empty,        ///< W4
  reordering,         ///< W5
  slow_purge,         ///< W6
  slow_attributes,    ///< W7
  whole_group_lock,   ///< W8
  old_receipts,       ///< W9
  late_change,        ///< W10
  dead_letter_time,   ///< W11
  slow_queue_delete,  ///< W12
  stale_counters,     ///< W13
  slow_moves,         ///< W14
  late_expiry,        ///< W15
  in_flight_limit,    ///< W16
  any_duplicate       ///< W17
};

struct FreedomRow {
  std::string_view id;    ///< `W1`
  std::string_view what;  ///< what an endpoint may then do
  Freedom freedom;
  bool granted_by_aws;  ///< AWS's documentation takes that freedom
};
[[nodiscard]] std::span<const FreedomRow> all_freedoms();

/// A set of freedoms; none is the strict profile.
class Freedoms {
 public:
  void grant(Freedom freedom) { bits_ |= bit(freedom); }
  void revoke(Freedom freedom) { bits_ &= ~bit(freedom); }
  [[nodiscard]] bool has(Freedom freedom) const { return (bits_ & bit(freedom)) != 0; }
  [[nodiscard]] bool any() const { return bits_ != 0; }
  /// What AWS's documentation leaves free.
  [[nodiscard]] static Freedoms aws();
  /// By id (`W1`); false when there is none.
  bool grant(std::string_view id);

 private:
  static std::uint32_t bit(Freedom freedom) { return 1U << static_cast<unsigned>(freedom); }
  std::uint32_t bits_ = 0;
};

}  // namespace sqsproof::semantics
