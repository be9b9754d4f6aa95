#include "tests/policy/naive/naive_variables.h"

#include <regex>

#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {
namespace {

using State = Substituted::State;

/// The value that takes a variable's place; the state says when there is none.
struct Value {
  State state = State::text;
  std::string text;
};

Value value_of(const Piece& variable, const Asked& asked) {
  const std::string key = lower(variable.text);
  // Multivalued keys are not usable as variables.
  if (facts_of(key).many) return {State::undocumented, ""};
  const auto* values = asked.values(key);
  const Missing open = values == nullptr ? missing(key, asked) : Missing::absent;
  // Nobody's value: like no value at all, it makes nothing that anybody has.
  if (open == Missing::nobodys && !variable.otherwise) return {State::no_value, ""};
  if (open != Missing::absent) return {State::undocumented, ""};
  if (values == nullptr) {
    if (variable.otherwise) return {State::text, *variable.otherwise};
    return {State::no_value, ""};
  }
  // Whether an empty value is one is not documented.
  if (values->size() != 1 || values->front().empty()) return {State::undocumented, ""};
  return {State::text, values->front()};
}

void append(Substituted& result, const Piece& piece, const Asked& asked, bool wildcards) {
  if (!piece.variable) {
    const std::string text = wildcards ? with_wildcards(piece.text) : piece.text;
    result.as_text += text;
    result.as_wildcards += text;
    return;
  }
  if (piece.text == "*" || piece.text == "?" || piece.text == "$") {
    result.as_text += piece.text;
    result.as_wildcards += piece.text;
    return;
  }
  const Value value = value_of(piece, asked);
  if (value.state == State::undocumented) result.state = State::undocumented;
  if (value.state == State::no_value && result.state == State::text) result.state = value.state;
  result.as_text += value.text;
  result.as_wildcards += wildcards ? with_wildcards(value.text) : value.text;
}

}  // namespace

std::optional<std::vector<Piece>> pieces_of(const std::string& text) {
  static const std::regex kVariable("\\$\\{(?:([*?$])|([^{}$,'\\s]+)(?:, '([^']*)')?)\\}");
  std::vector<Piece> pieces;
  std::string rest = text;
  while (!rest.empty()) {
    const std::size_t start = rest.find("${");
    if (start != 0) pieces.push_back({rest.substr(0, start), false, {}});
    if (start == std::string::npos) break;
    rest = rest.substr(start);
    std::smatch m;
    if (!std::regex_search(rest, m, kVariable, std::regex_constants::match_continuous)) {
      return std::nullopt;
    }
    Piece piece{m[1].matched ? m[1].str() : m[2].str(), true, {}};
    if (m[3].matched) piece.otherwise = m[3].str();
    pieces.push_back(piece);
    rest = m.suffix().str();
  }
  return pieces;
}

Substituted substitute(const std::string& text, const Asked& asked, bool wildcards) {
  Substituted result;
  const std::vector<Piece> pieces = pieces_of(text).value();
  for (const Piece& piece : pieces) append(result, piece, asked, wildcards);
  return result;
}

}  // namespace sqsproof::tests::naive
