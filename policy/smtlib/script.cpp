#include "policy/smtlib/script.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "policy/smtlib/regular.h"

namespace sqsproof::policy::smtlib {
namespace {

/// The characters of a UTF-8 text; nullopt where it is none, or has one that SMT-LIB has not.
std::optional<std::vector<char32_t>> characters_of(std::string_view text) {
  constexpr char32_t kLastCharacter = 0x2ffff;
  std::vector<char32_t> result;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if ((first >= 0x80 && first < 0xc2) || i + length > text.size()) return std::nullopt;
    char32_t c = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
    }
    if (c > kLastCharacter) return std::nullopt;
    result.push_back(c);
    i += length;
  }
  return result;
}

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
  return line;
}

}  // namespace

void Script::comment(std::string_view text) { text_ += "; " + one_line(text) + "\n"; }

Term Script::declare(std::string_view name, std::string_view sort) {
  const Term term = symbol(name);
  text_ += fmt::format("(declare-const {} {})\n", term, sort);
  return term;
}

Term Script::define(std::string_view name, const Term& term) {
  if (!term.starts_with("(")) return term;
  const int number = ++names_[std::string(name)];
  const Term defined = symbol(number == 1 ? name : fmt::format("{} #{}", name, number));
  text_ += fmt::format("(define-fun {} () Bool {})\n", defined, term);
  return defined;
}

Claim Script::define(std::string_view name, const Claim& claim) {
  if (claim.surely == claim.perhaps) {
    const Term both = define(name, claim.surely);
    return {both, both};
  }
  const Term surely = define(fmt::format("{} (surely)", name), claim.surely);
  return {surely, define(fmt::format("{} (perhaps)", name), claim.perhaps)};
}

void Script::require(const Term& term) {
  if (term != kTrue) text_ += "(assert " + term + ")\n";
}

Claim Script::leave_open(std::string_view reason) {
  open_.insert(std::string(reason));
  return claim(Truth::unknown);
}

void Script::refuse(std::string_view reason) {
  if (refusal_.empty()) refusal_ = reason;
}

Term Script::quoted(std::string_view text) {
  const auto characters = characters_of(text);
  if (!characters) {
    refuse("a text has a character that SMT-LIB's strings cannot have");
    return "\"\"";
  }
  std::string result = "\"";
  for (const char32_t c : *characters) {
    const bool plain = c >= 0x20 && c < 0x7f && c != '\\' && c != '"';
    if (c == '"') {
      result += "\"\"";
    } else {
      result += plain ? std::string(1, static_cast<char>(c))
                      : fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(c));
    }
  }
  return result + "\"";
}

Term Script::define_arn(std::string_view name, const std::array<Term, 6>& parts) {
  const Term defined = symbol(name);
  std::vector<Term> pieces;
  for (const Term& part : parts) {
    if (!pieces.empty()) pieces.emplace_back("\":\"");
    pieces.push_back(part);
  }
  text_ += fmt::format("(define-fun {} () String {})\n", defined, call("str.++", pieces));
  know_arn(defined, parts);
  return defined;
}

void Script::know_arn(const Term& value, const std::array<Term, 6>& parts) {
  arns_[value] = parts;
  known_arns_.insert(value);
}

Term Script::is_arn(const Term& value) const {
  return known_arns_.contains(value) ? kTrue : within(value, arn_shape());
}

const std::array<Term, 6>& Script::arn_parts(const Term& value) {
  const auto [found, fresh] = arns_.try_emplace(value);
  std::array<Term, 6>& parts = found->second;
  if (!fresh) return parts;
  std::vector<Term> pieces;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i] = declare(fmt::format("ARN {} part {}", arns_.size(), i), "String");
    if (i > 0) pieces.emplace_back("\":\"");
    pieces.push_back(parts[i]);
  }
  std::vector<Term> facts = {equal(value, call("str.++", pieces))};
  for (std::size_t i = 0; i < 5; ++i) {
    facts.push_back(opposite(call("str.contains", {parts[i], "\":\""})));
  }
  require(implied(within(value, arn_shape()), all_true(facts)));
  return parts;
}

}  // namespace sqsproof::policy::smtlib
