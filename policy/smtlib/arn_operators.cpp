// ARN operators: part by part, where a wildcard crosses no colon but in the last part.
// IAM/reference_policies_elements_condition_operators (ARN condition operators)
#include "policy/smtlib/operators.h"
#include "policy/smtlib/regular.h"
#include "policy/smtlib/variables.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {
namespace {

Term like(const Term& value, const ArnParts& pattern, Script& script) {
  if (script.is_arn(value) == kTrue) {
    std::vector<Term> facts;
    const auto& parts = script.arn_parts(value);
    for (std::size_t i = 0; i < 6; ++i) facts.push_back(is_like(parts[i], pattern.part[i], script));
    return all_true(facts);
  }
  std::vector<Term> items;
  for (std::size_t i = 0; i < 6; ++i) {
    if (i > 0) items.push_back(word("\":\""));
    items.push_back(glob(script, pattern.part[i], i == 5));
  }
  return within(value, sequence(items));
}

/// What is no ARN does not match; whether it is unlike is not documented.
Claim where_arn(const Operator& op, const Term& value, const Claim& match, const Script& script) {
  const Term is_arn = script.is_arn(value);
  if (op.polarity == Polarity::positive) return all_of({claim(is_arn), match});
  return chosen(is_arn, match, claim(Truth::unknown));
}

Claim no_arn(const Operator& op) {
  return claim(op.polarity == Polarity::negated ? Truth::unknown : Truth::no);
}

Claim fixed_pattern(const Operator& op, const Term& value, const std::string& text,
                    Script& script) {
  if (text == "*") return claim(Truth::unknown);
  const auto parts = split_arn(text);
  if (!parts) return no_arn(op);
  const Claim match = claim(like(value, *parts, script));
  return op.polarity == Polarity::positive ? match : where_arn(op, value, match, script);
}

Claim made_of(const Operator& op, const Term& value, const Expanded& text, Script& script) {
  const auto pattern = split_at_colons(text.pieces);
  if (!pattern) return script.leave_open("a policy variable that may have colons in an ARN");
  if (pattern->size() < 6) return no_arn(op);
  std::vector<Term> facts;
  const auto& parts = script.arn_parts(value);
  for (std::size_t i = 0; i < 6; ++i) {
    const auto fact = is_made_of(parts[i], (*pattern)[i], script, i == 5);
    if (!fact) return script.leave_open("a wildcard beside a policy variable");
    facts.push_back(*fact);
  }
  Claim match = claim(all_true(facts));
  if (text.wild != kFalse) {
    static_cast<void>(script.leave_open("a wildcard in the value of a policy variable"));
    match.perhaps = any_true({match.perhaps, text.wild});
  }
  return where_arn(op, value, match, script);
}

}  // namespace

Claim arn_matches(const Operator& op, const Term& value, const Text& pattern, Requests& requests) {
  Script& script = requests.script();
  if (!pattern.variables) return fixed_pattern(op, value, pattern.text, script);
  const auto text = expanded(pattern.text, true, requests);
  if (!text) return script.leave_open("a policy variable that is no text");
  if (text->uncertain == kTrue) return claim(Truth::unknown);
  return chosen(text->uncertain, claim(Truth::unknown),
                chosen(text->absent, no_arn(op), made_of(op, value, *text, script)));
}

}  // namespace sqsproof::policy::smtlib
