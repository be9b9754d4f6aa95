// Programs for what chance alone rarely does: long timers that have to meet, changes of settings in
// the right instant, three queues. A scenario is a skeleton whose gaps are drawn.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "properties/explore/generate.h"

namespace sqsproof::properties {

struct Scenario {
  std::string_view id;  ///< begins with the family of requirements that it is for
  std::string_view story;
  Program (*make)(Timing);
  Timing least = Timing::fast;  ///< left out where less time is given
  /// The requirement that little else puts to the test: half of its programs are of this one.
  std::string_view serves{};
};

/// Table of contents.
[[nodiscard]] std::span<const Scenario> all_scenarios();
/// Those that serve the requirement.
[[nodiscard]] std::vector<const Scenario*> scenarios_serving(std::string_view requirement,
                                                             Timing timing);
/// Those of the requirement's family: of `fifo/dedup/window-holds` it is `fifo/dedup`, of
/// `visibility/x` `visibility`.
[[nodiscard]] std::vector<const Scenario*> scenarios_for(std::string_view requirement,
                                                         Timing timing);

// Families, one a file.
[[nodiscard]] std::span<const Scenario> attempt_scenarios();
[[nodiscard]] std::span<const Scenario> dead_letter_scenarios();
[[nodiscard]] std::span<const Scenario> dedup_scenarios();
[[nodiscard]] std::span<const Scenario> delay_scenarios();
[[nodiscard]] std::span<const Scenario> delivery_scenarios();
[[nodiscard]] std::span<const Scenario> group_scenarios();
[[nodiscard]] std::span<const Scenario> poll_scenarios();
[[nodiscard]] std::span<const Scenario> purge_scenarios();
[[nodiscard]] std::span<const Scenario> redrive_scenarios();
[[nodiscard]] std::span<const Scenario> receipt_scenarios();
[[nodiscard]] std::span<const Scenario> retention_scenarios();
[[nodiscard]] std::span<const Scenario> visibility_scenarios();

}  // namespace sqsproof::properties
