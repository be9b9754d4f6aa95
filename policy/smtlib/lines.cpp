#include "policy/smtlib/lines.h"

#include <fmt/format.h>

#include "policy/values/decimal.h"
#include "policy/values/instant.h"
#include "policy/values/ip.h"

namespace sqsproof::policy::smtlib {
namespace {

/// Not seen as aws:SourceIp. IAM/reference_policies_condition-keys (aws:SourceIp)
constexpr std::string_view kPrivate[] = {"0.0.0.0/8",      "10.0.0.0/8",       "127.0.0.0/8",
                                         "169.254.0.0/16", "172.16.0.0/12",    "192.168.0.0/16",
                                         "::/128",         "::1/128",          "fc00::/7",
                                         "fe80::/10",      "::ffff:0.0.0.0/96"};
constexpr std::string_view kMapped = "::ffff:0.0.0.0/96";

/// The first bits of the constant of the range's family.
Term begins_like(const KeyTerms& key, const IpAddress& network, int prefix_bits) {
  const Term family = network.v6 ? key.is_v6 : opposite(key.is_v6);
  if (prefix_bits == 0) return family;
  std::string bits = "#b";
  for (int i = 0; i < prefix_bits; ++i) {
    const unsigned byte = network.bytes[static_cast<std::size_t>(i / 8)];
    bits += ((byte >> (7 - i % 8)) & 1U) != 0 ? '1' : '0';
  }
  const int size = network.v6 ? 128 : 32;
  return all_true({family, equal(fmt::format("((_ extract {} {}) {})", size - 1, size - prefix_bits,
                                             network.v6 ? key.v6 : key.v4),
                                 bits)});
}

Term in_range_of(const KeyTerms& key, std::string_view text) {
  const auto range = parse_ip_range(text);
  return begins_like(key, range->address, range->prefix_bits);
}

/// `NumericLessThanEquals` is `<=`; a negated operator compares like the one it negates.
std::string_view comparison(std::string_view op) {
  if (op.ends_with("LessThanEquals")) return "<=";
  if (op.ends_with("LessThan")) return "<";
  if (op.ends_with("GreaterThanEquals")) return ">=";
  return op.ends_with("GreaterThan") ? ">" : "=";
}

/// As a number of SMT-LIB's reals; nullopt when it is very long.
std::optional<Term> real(const Decimal& number) {
  constexpr long kMost = 60;
  const auto size = static_cast<long>(number.digits.size());
  if (size > kMost || number.exponent > kMost || number.exponent < -kMost) return std::nullopt;
  std::string digits = number.digits;
  if (number.exponent < 0) digits.insert(0, static_cast<std::size_t>(-number.exponent), '0');
  const auto whole = static_cast<std::size_t>(std::max(0L, number.exponent));
  while (digits.size() < whole + 1) digits += '0';
  const std::string before = whole == 0 ? "0" : digits.substr(0, whole);
  const Term value = before + "." + digits.substr(whole);
  return number.negative ? call("-", {value}) : value;
}

}  // namespace

void declare_address(Script& script, std::string_view name, KeyTerms& key) {
  key.form = KeyTerms::Form::address;
  key.is_v6 = script.declare(fmt::format("{} is IPv6", name), "Bool");
  key.v4 = script.declare(fmt::format("{} as IPv4", name), "(_ BitVec 32)");
  key.v6 = script.declare(fmt::format("{} as IPv6", name), "(_ BitVec 128)");
}

Term is_public(const KeyTerms& address) {
  std::vector<Term> facts;
  for (const std::string_view range : kPrivate) {
    facts.push_back(opposite(in_range_of(address, range)));
  }
  return all_true(facts);
}

Term is_plain(const KeyTerms& address) { return opposite(in_range_of(address, kMapped)); }

Claim in_address_range(const KeyTerms& address, std::string_view range) {
  const auto parsed = parse_ip_range(range);
  if (!parsed || is_mapped_v4(parsed->address)) return claim(Truth::unknown);
  const Claim exact = claim(begins_like(address, parsed->address, parsed->prefix_bits));
  if (!parsed->address.v6 || parsed->prefix_given) return exact;
  constexpr int kDefaultPrefixBits = 32;  // said of both families
  return both_readings(exact, claim(begins_like(address, parsed->address, kDefaultPrefixBits)));
}

Claim compared_as_date(const KeyTerms& key, std::string_view op, std::string_view value) {
  const auto instant = parse_instant(value);
  if (!instant) return claim(Truth::unknown);
  const std::string seconds = instant->seconds < 0 ? fmt::format("(- {})", -instant->seconds)
                                                   : std::to_string(instant->seconds);
  const Term cut = fmt::format("(+ (* 1000000000 {}) {})", seconds, instant->nanoseconds);
  const Term own =
      key.form == KeyTerms::Form::epoch ? call("*", {"1000000000", key.value}) : key.value;
  return claim(call(comparison(op), {own, cut}));
}

Claim compared_as_number(Script& script, const KeyTerms& key, std::string_view op,
                         std::string_view value) {
  const auto number = parse_decimal(value);
  if (!number) return claim(Truth::unknown);
  const auto cut = real(*number);
  if (!cut) return script.leave_open("a number is very long");
  return claim(call(comparison(op), {call("to_real", {key.value}), *cut}));
}

}  // namespace sqsproof::policy::smtlib
