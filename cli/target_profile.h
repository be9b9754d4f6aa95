// What is known of an emulator: where it listens, whose queues it has, and what it does not offer,
// so that a run against it needs one word. Not excuses: what it offers is tested.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"

namespace sqsproof::cli {

struct TargetProfile {
  struct Lack {
    std::string id;   ///< of requirements and examples: a whole one, or its first words
    std::string why;  ///< what it does not offer
  };
  std::string name;
  std::string url;       ///< where it listens, unless it is told otherwise
  std::string region;    ///< of its ARNs
  std::string account;   ///< of its ARNs; a run that finds another tests nothing
  std::string protocol;  ///< that it speaks: json, query or both; empty: as for any other endpoint
  std::string profile;   ///< strict or aws; empty: as for any other endpoint
  std::string start;     ///< how to start it so that it does what it can
  std::vector<Lack> lacks;
  /// What it can take; 0: as much as comes. A run keeps to it.
  struct Limits {
    int requests_per_second = 0;
    int programs_at_once = 0;
  };
  Limits limits;

  /// Why it cannot pass what has that id; null when it can.
  [[nodiscard]] const Lack* lack_of(std::string_view id) const;
};

struct KnownTarget {
  std::string_view name;
  std::string toml;
};
/// Table of contents.
[[nodiscard]] std::span<const KnownTarget> known_targets();

/// The profile of that name, or of a TOML file. Unknown members are refused, with the nearest name.
[[nodiscard]] policy::Result<TargetProfile> read_target_profile(const std::string& name_or_file);

}  // namespace sqsproof::cli
