#include "policy/smtlib/condition.h"

#include <algorithm>

#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/smtlib/operators.h"
#include "policy/values/variables.h"

namespace sqsproof::policy::smtlib {
namespace {

using Form = KeyTerms::Form;

/// Of a statement that allows, two kinds of absent keys leave more open: those of another service,
/// and those that AWS may send one day.
Claim under(Effect effect, const std::string& key, Truth without, const Requests& requests) {
  if (effect == Effect::deny) return claim(without);
  if (without == Truth::no) {
    return chosen(requests.is_foreign(key), claim(Truth::unknown), claim(Truth::no));
  }
  const ConditionKey* row = find_condition_key(key);
  const bool never = row != nullptr && row->use == KeyUse::never;
  return claim(without == Truth::yes && never ? Truth::unknown : without);
}

bool has_variables(const Condition& condition) {
  return std::any_of(condition.values.begin(), condition.values.end(),
                     [](const Text& value) { return value.variables; });
}

/// A value that is nobody's against one policy value. Variables matter: one that surely has no
/// value, one of whose value nothing is said, and all others.
Claim pattern_of_opaque(const Condition& alone, Requests& requests) {
  Request given;
  const Request nothing;
  Term missing = kFalse;
  Term untold = kFalse;
  const auto pieces = parse_variables(alone.values.front().text);
  if (!pieces) return claim(holds_without(alone, Absence::opaque));
  for (const VariablePiece& piece : *pieces) {
    if (piece.kind != VariablePiece::Kind::variable) continue;
    given.context[piece.text] = {piece.text, {"x"}};
    const Term absent = opposite(requests.key(piece.text).present);
    const UnsureKey* row = find_unsure_key(piece.text);
    const Term unsure = row == nullptr ? kFalse : requests.caller().is_of(row->whose);
    untold = any_true({untold, all_true({absent, unsure})});
    if (piece.default_value) continue;
    missing = any_true({missing, all_true({absent, opposite(unsure)})});
  }
  const auto with = [&](const Request* request) {
    return claim(holds_without(alone, Absence::opaque, request));
  };
  return chosen(missing, with(&nothing), chosen(untold, with(nullptr), with(&given)));
}

Claim holds_when_opaque(const Condition& condition, Requests& requests) {
  std::vector<Claim> each;
  for (const Text& value : condition.values) {
    Condition alone = condition;
    alone.values = {value};
    each.push_back(value.variables ? pattern_of_opaque(alone, requests)
                                   : claim(holds_without(alone, Absence::opaque)));
  }
  return condition.op->polarity == Polarity::negated ? all_of(each) : any_of(each);
}

Claim holds_when_absent(const Condition& condition, Effect effect, Requests& requests) {
  const auto without = [&](Absence absence) {
    return under(effect, condition.key, holds_without(condition, absence), requests);
  };
  const UnsureKey* unsure = find_unsure_key(condition.key);
  if (unsure == nullptr) return without(Absence::sure);
  const bool opaque = unsure->absence == Absence::opaque && has_variables(condition);
  return chosen(requests.caller().is_of(unsure->whose),
                opaque ? holds_when_opaque(condition, requests) : without(unsure->absence),
                without(Absence::sure));
}

/// One value of the request against all values of the policy.
Claim value_holds(const Condition& condition, const KeyTerms& key, const Term& value,
                  Requests& requests) {
  std::vector<Claim> any;
  for (const Text& pattern : condition.values) {
    any.push_back(matches(*condition.op, key, value, pattern, requests));
  }
  const Claim result = any_of(any);
  return condition.op->polarity == Polarity::negated ? negate(result) : result;
}

/// An empty value is no value to a set operator: surely so to ForAllValues.
Claim single_value_holds(const Condition& condition, const KeyTerms& key, Requests& requests) {
  const Claim value = value_holds(condition, key, key.value, requests);
  if (condition.qualifier == Qualifier::none || !key.free_text) return value;
  const Claim empty = condition.qualifier == Qualifier::for_all_values
                          ? claim(Truth::yes)
                          : both_readings(claim(Truth::no), value);
  return chosen(equal(key.value, "\"\""), empty, value);
}

/// An empty value may be no value to Null.
Claim presence_holds(const Condition& condition, const KeyTerms& key) {
  const Claim there = claim(holds_without(condition, Absence::hidden));
  if (key.form != Form::text || !key.free_text) return there;
  const Claim none = claim(holds_without(condition, Absence::sure));
  return chosen(equal(key.value, "\"\""), both_readings(none, there), there);
}

Claim holds_when_present(const Condition& condition, const KeyTerms& key, Requests& requests) {
  if (condition.op->kind == ValueKind::presence) return presence_holds(condition, key);
  if (condition.values.empty()) return claim(holds_without(condition, Absence::hidden));
  if (!fits_type(condition)) return claim(Truth::unknown);
  const bool set = condition.qualifier != Qualifier::none;
  if (!set && is_multivalued_key(condition.key)) return claim(Truth::unknown);
  if (key.form != Form::list) return single_value_holds(condition, key, requests);
  std::vector<Claim> each;
  std::vector<Term> alike;
  for (const Term& element : key.elements) {
    each.push_back(value_holds(condition, key, element, requests));
    alike.push_back(equal(element, key.elements.front()));
  }
  if (!set) return chosen(all_true(alike), each.front(), claim(Truth::unknown));
  return condition.qualifier == Qualifier::for_all_values ? all_of(each) : any_of(each);
}

}  // namespace

Claim matches(const Operator& op, const KeyTerms& key, const Term& value, const Text& pattern,
              Requests& requests) {
  if (key.form != Form::text && key.form != Form::list) {
    return line_matches(op, key, pattern, requests);
  }
  switch (op.kind) {
    case ValueKind::string:
      return string_matches(op, value, pattern, requests);
    case ValueKind::arn:
      return arn_matches(op, value, pattern, requests);
    case ValueKind::boolean:
      return boolean_matches(value, pattern, requests);
    case ValueKind::number:
    case ValueKind::date:
    case ValueKind::binary:
    case ValueKind::ip:
    case ValueKind::presence:
      return requests.script().leave_open("a text compared as a number, date, address or bytes");
  }
  return claim(Truth::unknown);
}

Claim condition_holds(const Condition& condition, Effect effect, Requests& requests) {
  if (condition.respelt) return claim(Truth::unknown);
  const KeyTerms& key = requests.key(condition.key);
  const Claim absent = holds_when_absent(condition, effect, requests);
  if (key.present == kFalse) return absent;
  return chosen(key.present, holds_when_present(condition, key, requests), absent);
}

}  // namespace sqsproof::policy::smtlib
