#include "tests/policy/naive/naive_relations.h"

#include <algorithm>
#include <regex>

#include "tests/policy/naive/naive_values.h"
#include "tests/policy/naive/naive_variables.h"

namespace sqsproof::tests::naive {
namespace {

using Type = KeyFacts::Type;

bool is_truth(const std::string& text) { return text == "true" || text == "false"; }

bool starts(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

Tri strings(const Comparison& c, const std::string& value, const std::string& pattern) {
  if (c.base == "StringEqualsIgnoreCase") return tri(lower(value) == lower(pattern));
  return tri(c.base == "StringLike" ? glob(pattern, value) : value == pattern);
}

Tri arns(const Comparison& c, const std::string& value, const std::string& pattern) {
  if (pattern == std::string(1, kStar)) return Tri::u;
  const auto wanted = at_colons(pattern, 6);
  const auto found = at_colons(value, 6);
  // What is no ARN equals none; whether it then differs from one is not documented.
  if (wanted.size() < 6 || found.size() < 6) {
    return c.negated ? Tri::u : Tri::f;
  }
  bool all = true;
  for (std::size_t i = 0; i < 6; ++i) all = all && glob(wanted[i], found[i]);
  return tri(all);
}

Tri ordered(const std::string& base, std::optional<int> order) {
  if (!order) return Tri::u;
  if (base.ends_with("LessThan")) return tri(*order < 0);
  if (base.ends_with("LessThanEquals")) return tri(*order <= 0);
  if (base.ends_with("GreaterThan")) return tri(*order > 0);
  if (base.ends_with("GreaterThanEquals")) return tri(*order >= 0);
  return tri(*order == 0);
}

Tri others(const Comparison& c, const std::string& value, const std::string& wanted) {
  if (starts(c.base, "Numeric")) {
    if (c.type != Type::number && c.type != Type::epoch) return Tri::u;
    return ordered(c.base, compare_numbers(value, wanted));
  }
  if (starts(c.base, "Date")) {
    if (c.type != Type::date && c.type != Type::epoch) return Tri::u;
    return ordered(c.base, compare_dates(value, wanted));
  }
  if (c.base == "Bool") {
    if (!is_truth(wanted)) return Tri::u;
    if (value == wanted) return Tri::t;
    return is_truth(lower(value)) && lower(value) != wanted ? Tri::f : Tri::u;
  }
  if (c.base == "IpAddress") {
    return c.type == Type::ip ? address_in(value, wanted) : Tri::u;
  }
  const auto same = same_bytes(value, wanted);
  return same ? tri(*same) : Tri::u;
}

/// So many digits and capitals in a row are somebody's account, or most of a unique id.
/// IAM/reference_identifiers
bool names_somebody(const std::string& text) {
  static const std::regex kIdentifier("[0-9A-Z]{12}");
  return std::regex_search(text, kIdentifier);
}

/// One of the variables is of a key whose value the request leaves open, or is as much the
/// service's own as the value that it is compared with.
bool brings_nobodys(const std::string& written, const Setting& setting) {
  const std::vector<Piece> pieces = pieces_of(written).value();
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    const std::string key = lower(piece.text);
    if (!piece.variable) return false;
    const Missing open = missing(key, setting.asked);
    if (open == Missing::nobodys) return true;
    return open != Missing::absent && setting.asked.values(key) == nullptr;
  });
}

/// A variable that surely has no value, and no default.
bool lacks_variable(const std::string& written, const Setting& setting) {
  const std::vector<Piece> pieces = pieces_of(written).value();
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    const bool sign = piece.text == "*" || piece.text == "?" || piece.text == "$";
    if (!piece.variable || sign || piece.otherwise) return false;
    const std::string key = lower(piece.text);
    return setting.asked.values(key) == nullptr && missing(key, setting.asked) == Missing::absent;
  });
}

}  // namespace

Tri equals_nobodys(const Comparison& c, const std::string& written, const Setting& setting) {
  const bool arn = starts(c.base, "Arn");
  const bool wildcards = arn || c.base == "StringLike";
  if (setting.variables && written.find("${") != std::string::npos) {
    // Without a value it matches nothing, or voids the statement.
    if (lacks_variable(written, setting)) return c.negated ? Tri::u : Tri::f;
    // What a variable brings is somebody's, unless its key is one of those without a known value.
    return wildcards || brings_nobodys(written, setting) ? Tri::u : Tri::f;
  }
  const std::string pattern = wildcards ? with_wildcards(written) : written;
  if (has_wildcard(pattern) && !names_somebody(pattern)) return Tri::u;
  const bool malformed = arn && at_colons(pattern, 6).size() < 6;
  return malformed && c.negated ? Tri::u : Tri::f;
}

Tri relation(const Comparison& c, const std::string& value, const std::string& written,
             const Setting& setting) {
  const bool arn = starts(c.base, "Arn");
  if (!arn && !starts(c.base, "String")) return others(c, value, written);
  // Text compared with a number, a date or an address: not documented.
  const bool textual = c.type == Type::string || c.type == Type::arn || c.type == Type::boolean;
  if (!arn && !textual) return Tri::u;
  const auto compare = [&](const std::string& pattern) {
    return arn ? arns(c, value, pattern) : strings(c, value, pattern);
  };
  const bool wildcards = arn || c.base == "StringLike";
  if (!setting.variables || written.find("${") == std::string::npos) {
    return compare(wildcards ? with_wildcards(written) : written);
  }
  const Substituted text = substitute(written, setting.asked, wildcards);
  if (text.state == Substituted::State::undocumented) return Tri::u;
  // Without a value nothing matches; a negated operator then holds, or the statement is void.
  if (text.state == Substituted::State::no_value) return c.negated ? Tri::u : Tri::f;
  return readings(compare(text.as_text), compare(text.as_wildcards));
}

}  // namespace sqsproof::tests::naive
