#include "policy/smtlib/variables.h"

#include <algorithm>

#include "policy/decide/condition.h"
#include "policy/smtlib/regular.h"
#include "policy/values/glob.h"
#include "policy/values/variables.h"

namespace sqsproof::policy::smtlib {
namespace {

using Kind = Piece::Kind;

void add_text(std::string_view text, bool wildcards, std::vector<Piece>& pieces) {
  while (!text.empty()) {
    const std::size_t end =
        wildcards ? std::min(text.find_first_of("*?"), text.size()) : text.size();
    if (end > 0) pieces.push_back({Kind::text, std::string(text.substr(0, end)), {}});
    if (end < text.size()) pieces.push_back({text[end] == '*' ? Kind::star : Kind::one, {}, {}});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// What a key that is not given does to the text.
void add_absence(const VariablePiece& piece, const KeyTerms& key, Requests& requests,
                 Expanded& result) {
  const Term missing = opposite(key.present);
  const UnsureKey* unsure = find_unsure_key(piece.text);
  Term unsure_here = unsure == nullptr ? kFalse : requests.caller().is_of(unsure->whose);
  // A value that is nobody's is like no value, unless there is a default.
  const bool opaque = unsure != nullptr && unsure->absence == Absence::opaque;
  if (opaque && !piece.default_value) unsure_here = kFalse;
  result.uncertain = any_true({result.uncertain, all_true({missing, unsure_here})});
  if (!piece.default_value) result.absent = any_true({result.absent, missing});
  if (piece.default_value && has_wildcard(*piece.default_value)) {
    result.wild = any_true({result.wild, missing});
  }
}

bool may_have_colons(const std::string& key, const KeyTerms& terms) {
  return terms.free_text || key == "aws:principalarn" || key == "aws:sourcearn" ||
         key == "aws:userid";
}

/// False when the value is no string.
bool add_variable(const VariablePiece& piece, bool wildcards, Requests& requests,
                  Expanded& result) {
  if (requests.is_list(piece.text)) {
    result.uncertain = kTrue;
    return true;
  }
  const KeyTerms& key = requests.key(piece.text);
  if (key.form != KeyTerms::Form::text && key.form != KeyTerms::Form::unsaid) return false;
  add_absence(piece, key, requests, result);
  const Term instead = requests.script().quoted(piece.default_value.value_or(""));
  const bool colons = may_have_colons(piece.text, key) ||
                      piece.default_value.value_or("").find(':') != std::string::npos;
  if (key.form == KeyTerms::Form::unsaid) {
    result.pieces.push_back({Kind::value, {}, instead, colons});
    return true;
  }
  if (key.free_text) {
    const Term empty = equal(key.value, "\"\"");
    result.uncertain = any_true({result.uncertain, all_true({key.present, empty})});
    const Term star = call("str.contains", {key.value, "\"*\""});
    const Term mark = call("str.contains", {key.value, "\"?\""});
    if (wildcards) {
      result.wild = any_true({result.wild, all_true({key.present, any_true({star, mark})})});
    }
  }
  result.pieces.push_back({Kind::value, {}, chosen(key.present, key.value, instead), colons});
  return true;
}

bool has(const std::vector<Piece>& pieces, Kind kind) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [&](const Piece& piece) { return piece.kind == kind; });
}

/// Without values: a regular expression.
Term regular_of(const std::vector<Piece>& pieces, Script& script, bool colons) {
  std::vector<Term> items;
  const Term one = colons ? "re.allchar" : not_colon();
  for (const Piece& piece : pieces) {
    if (piece.kind == Kind::text) items.push_back(word(script.quoted(piece.text)));
    if (piece.kind == Kind::one) items.push_back(one);
    if (piece.kind == Kind::star) items.push_back(colons ? anything() : any_number(one));
  }
  return sequence(items);
}

/// The stretches between the stars, each one String.
std::vector<Term> stretches_of(const std::vector<Piece>& pieces, Script& script) {
  std::vector<std::vector<Term>> stretches(1);
  for (const Piece& piece : pieces) {
    if (piece.kind == Kind::star) {
      stretches.emplace_back();
    } else {
      stretches.back().push_back(piece.kind == Kind::value ? piece.value
                                                           : script.quoted(piece.text));
    }
  }
  std::vector<Term> result;
  for (const auto& terms : stretches) {
    result.push_back(terms.empty()       ? "\"\""
                     : terms.size() == 1 ? terms.front()
                                         : call("str.++", terms));
  }
  return result;
}

Term length(const Term& string) { return call("str.len", {string}); }

}  // namespace

std::optional<Expanded> expanded(std::string_view text, bool wildcards, Requests& requests) {
  Expanded result;
  const auto pieces = parse_variables(text);
  if (!pieces) {
    result.uncertain = kTrue;
    return result;
  }
  for (const VariablePiece& piece : *pieces) {
    if (piece.kind == VariablePiece::Kind::variable) {
      if (!add_variable(piece, wildcards, requests, result)) return std::nullopt;
    } else {
      add_text(piece.text, wildcards && piece.kind == VariablePiece::Kind::text, result.pieces);
    }
  }
  return result;
}

std::optional<Term> is_made_of(const Term& value, const std::vector<Piece>& pieces, Script& script,
                               bool colons) {
  if (!has(pieces, Kind::value)) return within(value, regular_of(pieces, script, colons));
  if (has(pieces, Kind::one)) return std::nullopt;
  const std::vector<Term> stretches = stretches_of(pieces, script);
  if (stretches.size() == 1) return equal(value, stretches.front());
  // The leftmost place for each stretch in the middle is as good as any other.
  std::vector<Term> facts = {call("str.prefixof", {stretches.front(), value}),
                             call("str.suffixof", {stretches.back(), value})};
  Term end = length(stretches.front());
  for (std::size_t i = 1; i + 1 < stretches.size(); ++i) {
    const Term place = call("str.indexof", {value, stretches[i], end});
    facts.push_back(call(">=", {place, "0"}));
    end = call("+", {place, length(stretches[i])});
  }
  facts.push_back(call("<=", {call("+", {end, length(stretches.back())}), length(value)}));
  return all_true(facts);
}

std::optional<std::vector<std::vector<Piece>>> split_at_colons(const std::vector<Piece>& pieces) {
  std::vector<std::vector<Piece>> parts(1);
  bool loose = false;  // a value before the fifth colon can have colons
  for (const Piece& piece : pieces) {
    if (piece.kind != Kind::text) {
      loose = loose || (piece.kind == Kind::value && piece.colons && parts.size() < 6);
      parts.back().push_back(piece);
      continue;
    }
    std::string_view text = piece.text;
    while (!text.empty()) {
      const std::size_t colon =
          parts.size() < 6 ? std::min(text.find(':'), text.size()) : text.size();
      if (colon > 0) parts.back().push_back({Kind::text, std::string(text.substr(0, colon)), {}});
      if (colon < text.size()) parts.emplace_back();
      text.remove_prefix(std::min(colon + 1, text.size()));
    }
  }
  if (loose) return std::nullopt;
  return parts;
}

}  // namespace sqsproof::policy::smtlib
