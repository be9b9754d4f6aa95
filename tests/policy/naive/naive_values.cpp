#include "tests/policy/naive/naive_values.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <ctime>
#include <regex>

namespace sqsproof::tests::naive {
namespace {

int sign_of(long long value) { return value < 0 ? -1 : (value > 0 ? 1 : 0); }

/// digits × 10^exponent
struct Decimal {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

std::optional<Decimal> decimal(const std::string& text) {
  static const std::regex kForm("(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,3}))?");
  std::smatch m;
  if (!std::regex_match(text, m, kForm)) return std::nullopt;
  Decimal result{m[1].length() > 0, m[2].str() + m[3].str(), -static_cast<int>(m[3].length())};
  if (m[4].matched) result.exponent += std::stoi(m[4].str());
  result.digits.erase(0, std::min(result.digits.find_first_not_of('0'), result.digits.size()));
  return result;
}

int compare_magnitudes(Decimal a, Decimal b) {
  const int common = std::min(a.exponent, b.exponent);
  for (Decimal* one : {&a, &b}) {
    if (!one->digits.empty()) one->digits.append(std::size_t(one->exponent - common), '0');
  }
  if (a.digits.size() != b.digits.size()) return a.digits.size() < b.digits.size() ? -1 : 1;
  return sign_of(a.digits.compare(b.digits));
}

/// Whole seconds, and the digits of the fraction without closing zeros.
struct Instant {
  long long seconds = 0;
  std::string fraction;
};

int number_or(const std::ssub_match& match, int otherwise) {
  return match.matched ? std::stoi(match.str()) : otherwise;
}

/// Rejects the 30th of February by asking the calendar back.
std::optional<long long> seconds_of(const std::smatch& m) {
  std::tm tm{};
  tm.tm_year = number_or(m[1], 1970) - 1900;
  tm.tm_mon = number_or(m[2], 1) - 1;
  tm.tm_mday = number_or(m[3], 1);
  tm.tm_hour = number_or(m[4], 0);
  tm.tm_min = number_or(m[5], 0);
  tm.tm_sec = number_or(m[6], 0);
  if (tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 59) return std::nullopt;
  std::tm copy = tm;
  const long long seconds = timegm(&copy);
  if (copy.tm_mon != tm.tm_mon || copy.tm_mday != tm.tm_mday) return std::nullopt;
  return seconds;
}

std::optional<long long> offset_of(const std::string& zone) {
  if (zone.empty() || zone == "Z") return 0;
  const int hours = std::stoi(zone.substr(1, 2));
  const int minutes = std::stoi(zone.substr(4, 2));
  if (hours > 23 || minutes > 59) return std::nullopt;
  return (zone[0] == '-' ? -1 : 1) * (hours * 3600LL + minutes * 60LL);
}

std::optional<Instant> instant(const std::string& text) {
  static const std::regex kForm(
      "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})"
      "(?:\\.([0-9]+))?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?");
  static const std::regex kEpoch("[0-9]{1,15}");
  std::smatch m;
  if (!std::regex_match(text, m, kForm)) {
    if (!std::regex_match(text, kEpoch)) return std::nullopt;
    return Instant{std::stoll(text), ""};
  }
  const auto seconds = seconds_of(m);
  const auto offset = offset_of(m[8].str());
  if (!seconds || !offset) return std::nullopt;
  std::string fraction = m[7].str();
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return Instant{*seconds - *offset, fraction};
}

std::optional<std::string> base64(const std::string& text) {
  static const std::string kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  static const std::regex kForm("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
  if (!std::regex_match(text, kForm)) return std::nullopt;
  std::string bits;
  for (char c : text) {
    if (c == '=') break;
    const std::size_t digit = kDigits.find(c);
    for (int i = 5; i >= 0; --i) bits.push_back((digit >> i) & 1U ? '1' : '0');
  }
  bits.resize(bits.size() / 8 * 8);
  return bits;
}

struct Address {
  int family = 0;
  std::string bits;
};

std::optional<Address> address(const std::string& text) {
  std::array<unsigned char, 16> bytes{};
  Address result;
  std::size_t length = 0;
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) {
    result.family = 4;
    length = 4;
  } else if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) {
    result.family = 6;
    length = 16;
  } else {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < length * 8; ++i) {
    result.bits.push_back((bytes[i / 8] >> (7 - i % 8)) & 1U ? '1' : '0');
  }
  return result;
}

/// An IPv4 address in IPv6's clothes, ::ffff:0:0/96.
bool is_mapped(const Address& one) {
  return one.family == 6 && one.bits.substr(0, 96) == std::string(80, '0') + std::string(16, '1');
}

}  // namespace

std::optional<int> compare_numbers(const std::string& a, const std::string& b) {
  const auto x = decimal(a);
  const auto y = decimal(b);
  if (!x || !y) return std::nullopt;
  const int sign_x = x->digits.empty() ? 0 : (x->negative ? -1 : 1);
  const int sign_y = y->digits.empty() ? 0 : (y->negative ? -1 : 1);
  if (sign_x != sign_y) return sign_x < sign_y ? -1 : 1;
  return sign_x * compare_magnitudes(*x, *y);
}

std::optional<int> compare_dates(const std::string& a, const std::string& b) {
  const auto x = instant(a);
  const auto y = instant(b);
  if (!x || !y) return std::nullopt;
  if (x->seconds != y->seconds) return x->seconds < y->seconds ? -1 : 1;
  return sign_of(x->fraction.compare(y->fraction));
}

std::optional<bool> same_bytes(const std::string& a, const std::string& b) {
  const auto x = base64(a);
  const auto y = base64(b);
  if (!x || !y) return std::nullopt;
  return *x == *y;
}

Tri address_in(const std::string& text, const std::string& range) {
  const std::size_t slash = range.find('/');
  const auto network = address(range.substr(0, slash));
  const auto one = address(text);
  if (!network || !one) return Tri::u;
  const std::size_t width = network->bits.size();
  const auto within = [&](std::size_t prefix) {
    return tri(one->family == network->family &&
               one->bits.substr(0, prefix) == network->bits.substr(0, prefix));
  };
  static const std::regex kPrefix("/(0|[1-9][0-9]{0,2})");
  Tri result = Tri::u;
  if (slash == std::string::npos) {
    // The default prefix is said to be /32, for whichever family:
    // IAM/reference_policies_elements_condition_operators
    result = readings(within(32), within(width));
  } else {
    std::smatch m;
    const std::string rest = range.substr(slash);
    if (!std::regex_match(rest, m, kPrefix)) return Tri::u;
    const std::size_t prefix = std::stoul(m[1].str());
    if (prefix > width) return Tri::u;
    result = within(prefix);
  }
  // Whether a mapped address is the IPv4 address is not documented.
  return is_mapped(*one) || is_mapped(*network) ? Tri::u : result;
}

}  // namespace sqsproof::tests::naive
