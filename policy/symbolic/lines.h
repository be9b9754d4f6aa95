// The lines that points.h speaks of: instants, counts of seconds, IP addresses; where a policy
// value cuts them, and which of their points a request can have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sqsproof::policy {

/// Points are written as ISO 8601 in UTC. From 1970 to 9999.
[[nodiscard]] bool is_instant_point(std::string_view point);
[[nodiscard]] std::vector<std::string> instant_points();
/// A date, or a number of seconds since 1970; nanoseconds are the finest cut.
[[nodiscard]] std::vector<std::string> instant_points_at(std::string_view policy_value);
/// `1767225600`: aws:EpochTime of an instant, in whole seconds.
[[nodiscard]] std::string epoch_seconds_of(const std::string& point);

/// Whole numbers of seconds, from 0 to some 30 years.
[[nodiscard]] bool is_count_point(std::string_view point);
[[nodiscard]] std::vector<std::string> count_points();
[[nodiscard]] std::vector<std::string> count_points_at(std::string_view policy_value);

/// Any address but the IPv4-mapped ones of IPv6, which AWS shows as IPv4.
[[nodiscard]] bool is_address(std::string_view point);
[[nodiscard]] bool is_v4_address(std::string_view point);
/// As aws:SourceIp sees them: not private, loopback, link-local or unspecified.
/// IAM/reference_policies_condition-keys (aws:SourceIp)
[[nodiscard]] bool is_public_address(std::string_view point);
[[nodiscard]] std::vector<std::string> address_points();
[[nodiscard]] std::vector<std::string> public_address_points();
[[nodiscard]] std::vector<std::string> address_points_at(std::string_view policy_value);

}  // namespace sqsproof::policy
