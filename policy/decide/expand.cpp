#include "policy/decide/expand.h"

#include "policy/decide/absence.h"
#include "policy/decide/condition.h"
#include "policy/values/glob.h"
#include "policy/values/variables.h"

namespace sqsproof::policy {
namespace {

std::string escaped(std::string_view value, bool wildcards) {
  std::string result(value);
  if (!wildcards) return result;
  for (char& c : result) {
    if (c == '*') c = kLiteralStar;
    if (c == '?') c = kLiteralQuestionMark;
  }
  return result;
}

bool has_several_values(const Request& request, const std::string& lower_case_key) {
  const auto found = request.context.find(lower_case_key);
  return found != request.context.end() && found->second.values.size() > 1;
}

void add_variable(const VariablePiece& piece, const Request& request, bool wildcards,
                  Expansion& expansion) {
  const std::string* value = value_of(request, piece.text);
  if (is_multivalued_key(piece.text) || has_several_values(request, piece.text)) {
    expansion.uncertain = true;
  }
  const Absence absence = absence_of(piece.text, request.caller);
  if (value == nullptr && (absence == Absence::open || absence == Absence::hidden)) {
    expansion.uncertain = true;  // there may be a value
    return;
  }
  if (value == nullptr && absence == Absence::opaque && piece.default_value) {
    expansion.uncertain = true;
    return;
  }
  if (value == nullptr && !piece.default_value) {
    expansion.absent = true;
    return;
  }
  const std::string& text = value != nullptr ? *value : *piece.default_value;
  if (value != nullptr && value->empty()) expansion.uncertain = true;
  expansion.as_wildcards += text;
  expansion.as_characters += escaped(text, wildcards);
}

}  // namespace

Expansion expand(std::string_view text, const Request& request, bool wildcards) {
  Expansion expansion;
  const auto pieces = parse_variables(text);
  if (!pieces) {
    expansion.uncertain = true;
    return expansion;
  }
  for (const VariablePiece& piece : *pieces) {
    if (piece.kind == VariablePiece::Kind::variable) {
      add_variable(piece, request, wildcards, expansion);
      continue;
    }
    const bool character = piece.kind == VariablePiece::Kind::character;
    const std::string fixed = character ? escaped(piece.text, wildcards) : piece.text;
    expansion.as_wildcards += fixed;
    expansion.as_characters += fixed;
  }
  return expansion;
}

}  // namespace sqsproof::policy
