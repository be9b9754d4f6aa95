// Instants and counts of seconds.
#include <chrono>
#include <cstdint>
#include <fmt/format.h>
#include <optional>

#include "policy/symbolic/lines.h"
#include "policy/values/decimal.h"
#include "policy/values/instant.h"

namespace sqsproof::policy {
namespace {

constexpr std::int64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z
constexpr std::int64_t kLongestCount = 1'000'000'000;
constexpr std::int32_t kNanoseconds = 1'000'000'000;

/// The greatest whole number that is not greater, held within a range that no line leaves.
std::int64_t floor_of(const Decimal& number) {
  constexpr long kMostDigits = 17;
  const auto whole_digits = std::max(0L, number.exponent);
  const bool fraction = static_cast<long>(number.digits.size()) > number.exponent;
  std::int64_t whole = 0;
  for (long i = 0; i < std::min(whole_digits, kMostDigits); ++i) {
    const auto at = static_cast<std::size_t>(i);
    whole = whole * 10 + (at < number.digits.size() ? number.digits[at] - '0' : 0);
  }
  return number.negative ? -whole - (fraction ? 1 : 0) : whole;
}

/// `2026-01-01T00:00:00Z`, with a fraction where there is one; empty outside of the line.
std::string text_of(Instant instant) {
  if (instant.seconds < 0 || instant.seconds > kLastSecond) return {};
  const std::chrono::sys_seconds time{std::chrono::seconds(instant.seconds)};
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(days);
  const auto second = (time - days).count();
  std::string text =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  second / 3600, second / 60 % 60, second % 60);
  if (instant.nanoseconds != 0) text += fmt::format(".{:09}", instant.nanoseconds);
  return text + "Z";
}

void add(Instant instant, std::vector<std::string>& points) {
  std::string text = text_of(instant);
  if (!text.empty()) points.push_back(std::move(text));
}

void add_around(Instant cut, std::vector<std::string>& points) {
  add(cut, points);
  add({cut.seconds + 1, 0}, points);
  add({cut.seconds - 1, 0}, points);
  if (cut.nanoseconds != 0) add({cut.seconds, 0}, points);
  const bool last = cut.nanoseconds + 1 == kNanoseconds;
  add(last ? Instant{cut.seconds + 1, 0} : Instant{cut.seconds, cut.nanoseconds + 1}, points);
}

}  // namespace

bool is_instant_point(std::string_view point) {
  const auto instant = parse_instant(point);
  return instant && text_of(*instant) == point;
}

std::vector<std::string> instant_points() {
  return {"2026-01-01T00:00:00Z", text_of({0, 0}), text_of({kLastSecond, 0})};
}

std::vector<std::string> instant_points_at(std::string_view policy_value) {
  std::vector<std::string> points;
  if (const auto cut = parse_instant(policy_value)) add_around(*cut, points);
  if (const auto number = parse_decimal(policy_value)) add_around({floor_of(*number), 0}, points);
  return points;
}

std::string epoch_seconds_of(const std::string& point) {
  const auto instant = parse_instant(point);
  return std::to_string(instant ? instant->seconds : 0);
}

bool is_count_point(std::string_view point) {
  const auto number = parse_decimal(point);
  return number && std::to_string(floor_of(*number)) == point && floor_of(*number) >= 0 &&
         floor_of(*number) <= kLongestCount;
}

std::vector<std::string> count_points() { return {"60", "0", std::to_string(kLongestCount)}; }

std::vector<std::string> count_points_at(std::string_view policy_value) {
  const auto number = parse_decimal(policy_value);
  if (!number) return {};
  const std::int64_t cut = floor_of(*number);
  return {std::to_string(cut), std::to_string(cut + 1), std::to_string(cut - 1)};
}

}  // namespace sqsproof::policy
