#include "policy/values/instant.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace sqsproof::policy {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads the parts of a text one after the other; once a part does not fit, nothing does.
class PartReader {
 public:
  explicit PartReader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    const std::string_view part = rest_.substr(0, count);
    if (part.size() != count || !all_digits(part)) return fail();
    int value = 0;
    std::from_chars(part.data(), part.data() + part.size(), value);
    rest_.remove_prefix(count);
    return value;
  }
  bool skip(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!skip(c)) fail();
  }
  /// `.5`: up to nine digits count, more are cut off.
  std::int32_t fraction() {
    std::size_t length = 0;
    std::int32_t value = 0;
    while (length < rest_.size() && all_digits(rest_.substr(length, 1))) {
      if (length < 9) value = value * 10 + (rest_[length] - '0');
      ++length;
    }
    for (std::size_t i = length; i < 9; ++i) value *= 10;
    if (length == 0) fail();
    rest_.remove_prefix(length);
    return value;
  }
  int fail() {
    good_ = false;
    return 0;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool good() const { return good_; }

 private:
  std::string_view rest_;
  bool good_ = true;
};

/// `Z` or `+hh:mm`, in seconds to take away.
std::int64_t read_offset(PartReader& reader) {
  if (reader.skip('Z')) return 0;
  const bool minus = reader.skip('-');
  if (!minus) reader.expect('+');
  const int hours = reader.digits(2);
  reader.expect(':');
  const int minutes = reader.digits(2);
  if (hours > 23 || minutes > 59) reader.fail();
  const std::int64_t seconds = hours * 3600 + minutes * 60;
  return minus ? -seconds : seconds;
}

Instant read_time(PartReader& reader, Instant day) {
  const int hours = reader.digits(2);
  reader.expect(':');
  const int minutes = reader.digits(2);
  int seconds = 0;
  if (reader.skip(':')) {
    seconds = reader.digits(2);
    if (reader.skip('.')) day.nanoseconds = reader.fraction();
  }
  if (hours > 23 || minutes > 59 || seconds > 60) reader.fail();
  day.seconds += hours * 3600 + minutes * 60 + seconds - read_offset(reader);
  return day;
}

std::optional<Instant> parse_iso(std::string_view text) {
  PartReader reader(text);
  const int year = reader.digits(4);
  const unsigned month = reader.skip('-') ? static_cast<unsigned>(reader.digits(2)) : 1;
  const bool has_day = text.size() > 7;
  if (has_day) reader.expect('-');
  const unsigned day = has_day ? static_cast<unsigned>(reader.digits(2)) : 1;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!reader.good() || !date.ok()) return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch();
  Instant instant{std::chrono::duration_cast<std::chrono::seconds>(days).count(), 0};
  if (reader.skip('T')) instant = read_time(reader, instant);
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return instant;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  if (!all_digits(text) || text.size() == 4) return parse_iso(text);
  Instant instant;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), instant.seconds);
  return error == std::errc() ? std::optional(instant) : std::nullopt;
}

}  // namespace sqsproof::policy
