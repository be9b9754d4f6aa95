// Keys whose values lie on a line - addresses, instants, numbers - stood for by a few points.
//
// The conditions of a policy cut the line at a few places, and all values between two cuts are
// alike to them. So the beginning of each piece is enough, and whether a point satisfies a
// condition is asked of the concrete evaluator: these keys have no second semantics. Points that
// read well come first, because witnesses are made of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::policy {

struct PointKey {
  std::string_view key;                        ///< lower case
  bool (*in_domain)(std::string_view point);   ///< whether requests can have it
  std::vector<std::string> (*first_points)();  ///< readable ones, and the pieces of the domain
  /// Where a policy value cuts: the cut and the points next to it. Empty for values that are none.
  std::vector<std::string> (*points_at)(std::string_view policy_value);
  std::string (*value)(const std::string& point);  ///< of the key
};

[[nodiscard]] std::span<const PointKey> all_point_keys();
[[nodiscard]] const PointKey* find_point_key(std::string_view lower_case_key);

}  // namespace sqsproof::policy
