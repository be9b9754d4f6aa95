#include "policy/symbolic/points.h"

#include <algorithm>

#include "policy/symbolic/lines.h"

namespace sqsproof::policy {
namespace {

std::string itself(const std::string& point) { return point; }

constexpr PointKey kRows[] = {
    // aws:CurrentTime and aws:EpochTime are one instant, so they share a variable (space.cpp).
    {"aws:currenttime", is_instant_point, instant_points, instant_points_at, itself},
    {"aws:epochtime", is_instant_point, instant_points, instant_points_at, epoch_seconds_of},
    {"aws:tokenissuetime", is_instant_point, instant_points, instant_points_at, itself},
    {"aws:multifactorauthage", is_count_point, count_points, count_points_at, itself},
    {"aws:sourceip", is_public_address, public_address_points, address_points_at, itself},
    {"aws:vpcsourceip", is_address, address_points, address_points_at, itself},
    {"aws:ec2instancesourceprivateipv4", is_v4_address, address_points, address_points_at, itself},
};

}  // namespace

std::span<const PointKey> all_point_keys() { return kRows; }

const PointKey* find_point_key(std::string_view lower_case_key) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const PointKey& row) { return row.key == lower_case_key; });
  return found == std::end(kRows) ? nullptr : found;
}

}  // namespace sqsproof::policy
