#include "policy/values/variables.h"

#include "policy/support/words.h"

namespace sqsproof::policy {
namespace {

using Kind = VariablePiece::Kind;
using Parsed = tl::expected<VariablePiece, VariableError>;

tl::unexpected<VariableError> wrong(std::size_t offset, std::string message) {
  return tl::unexpected(VariableError{offset, std::move(message)});
}

/// `key` or `key, 'default'`: what stands between the braces that begin at `offset`.
Parsed parse_inner(std::string_view inner, std::size_t offset) {
  if (inner.empty()) return wrong(offset, "the variable has no name");
  if (inner == "*" || inner == "?" || inner == "$") {
    return VariablePiece{Kind::character, std::string(inner), std::nullopt};
  }
  const std::size_t comma = inner.find(',');
  const std::string_view key = inner.substr(0, comma);
  if (key.find_first_of(" \t\r\n'{$") != std::string_view::npos || key.find(':') == 0 ||
      key.find(':') == std::string_view::npos) {
    return wrong(offset, "a variable's name is a condition key, without spaces");
  }
  VariablePiece piece{Kind::variable, to_lower(key), std::nullopt};
  if (comma == std::string_view::npos) return piece;
  const std::string_view rest = inner.substr(comma + 1);
  if (rest.size() < 3 || !rest.starts_with(" '") || !rest.ends_with('\'')) {
    return wrong(offset, "a default value stands in single quotes, after a comma and a space");
  }
  piece.default_value = std::string(rest.substr(2, rest.size() - 3));
  return piece;
}

}  // namespace

tl::expected<std::vector<VariablePiece>, VariableError> parse_variables(std::string_view text) {
  std::vector<VariablePiece> pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = std::min(text.find("${", at), text.size());
    if (begin > at) {
      pieces.push_back({Kind::text, std::string(text.substr(at, begin - at)), std::nullopt});
    }
    if (begin == text.size()) break;
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos) return wrong(begin, "the variable has no closing brace");
    Parsed piece = parse_inner(text.substr(begin + 2, end - begin - 2), begin);
    if (!piece) return tl::unexpected(piece.error());
    pieces.push_back(std::move(*piece));
    at = end + 1;
  }
  return pieces;
}

}  // namespace sqsproof::policy
