#include "policy/symbolic/variables.h"

#include <algorithm>

#include "policy/values/glob.h"
#include "policy/values/variables.h"

namespace sqsproof::policy {

std::vector<std::string> variable_keys(const std::vector<Text>& texts) {
  std::vector<std::string> keys;
  for (const Text& text : texts) {
    const auto pieces = text.variables ? parse_variables(text.text)
                                       : tl::expected<std::vector<VariablePiece>, VariableError>();
    if (!pieces) continue;
    for (const VariablePiece& piece : *pieces) {
      if (piece.kind != VariablePiece::Kind::variable) continue;
      if (std::find(keys.begin(), keys.end(), piece.text) == keys.end()) keys.push_back(piece.text);
    }
  }
  return keys;
}

std::vector<std::string> texts_with_variables(const std::vector<Text>& texts) {
  std::vector<std::string> result;
  for (const Text& text : texts) {
    if (text.variables) result.push_back(text.text);
  }
  return result;
}

std::string without_defaults(std::string_view text) {
  const auto pieces = parse_variables(text);
  if (!pieces) return std::string(text);
  std::string result;
  for (const VariablePiece& piece : *pieces) {
    const bool plain = piece.kind == VariablePiece::Kind::text;
    result += plain ? piece.text : "${" + piece.text + "}";
  }
  return result;
}

std::string with_star_for_variables(std::string_view text, bool wildcards) {
  const auto pieces = parse_variables(text);
  if (!pieces) return "*";
  std::string result;
  for (const VariablePiece& piece : *pieces) {
    if (piece.kind == VariablePiece::Kind::variable) {
      result += '*';
      continue;
    }
    const bool literal = piece.kind == VariablePiece::Kind::character || !wildcards;
    for (char c : piece.text) {
      result += literal && c == '*' ? kLiteralStar : literal && c == '?' ? kLiteralQuestionMark : c;
    }
  }
  return result;
}

std::optional<std::string> value_to_become(std::string_view text, std::string_view wanted) {
  const std::size_t begin = text.find("${");
  const std::size_t end = text.find('}', begin);
  if (end == std::string_view::npos || text.find("${", end) != std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view before = text.substr(0, begin);
  const std::string_view after = text.substr(end + 1);
  if (!wanted.starts_with(before)) return std::nullopt;
  wanted.remove_prefix(before.size());
  const std::size_t wildcard = after.find_first_of("*?");
  const std::string_view next = after.substr(0, wildcard);
  const bool at_end = wildcard == std::string_view::npos;
  if (at_end && !wanted.ends_with(next)) return std::nullopt;
  const std::size_t cut = at_end ? wanted.size() - next.size() : wanted.find(next);
  if (cut == std::string_view::npos) return std::nullopt;
  return std::string(wanted.substr(0, cut));
}

}  // namespace sqsproof::policy
