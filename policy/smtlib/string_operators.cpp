// String operators and Bool. IAM/reference_policies_elements_condition_operators
#include "policy/smtlib/operators.h"
#include "policy/smtlib/regular.h"
#include "policy/smtlib/variables.h"

namespace sqsproof::policy::smtlib {
namespace {

Claim fixed_text(const Operator& op, const Term& value, const std::string& text, Script& script) {
  if (op.name.ends_with("IgnoreCase")) return claim(within(value, ignoring_case(script, text)));
  if (op.wildcards && text.find_first_of("*?") != std::string::npos) {
    return claim(within(value, glob(script, text)));
  }
  return claim(equal(value, script.quoted(text)));
}

/// Wildcards that a value brings may act as such, and then match more.
Claim made_of(const Term& value, const Expanded& text, Script& script) {
  const auto exact = is_made_of(value, text.pieces, script);
  if (!exact) return script.leave_open("a wildcard beside a policy variable");
  if (text.wild == kFalse) return claim(*exact);
  static_cast<void>(script.leave_open("a wildcard in the value of a policy variable"));
  return {*exact, any_true({*exact, text.wild})};
}

}  // namespace

Claim string_matches(const Operator& op, const Term& value, const Text& pattern,
                     Requests& requests) {
  Script& script = requests.script();
  if (!pattern.variables) return fixed_text(op, value, pattern.text, script);
  const auto text = expanded(pattern.text, op.wildcards, requests);
  if (!text) return script.leave_open("a policy variable that is no text");
  const bool any_case = op.name.ends_with("IgnoreCase");
  const Truth nothing = op.polarity == Polarity::negated ? Truth::unknown : Truth::no;
  const Claim match = any_case && text->uncertain != kTrue
                          ? script.leave_open("a policy variable without regard to case")
                          : made_of(value, *text, script);
  return chosen(text->uncertain, claim(Truth::unknown),
                chosen(text->absent, claim(nothing), match));
}

Claim boolean_matches(const Term& value, const Text& pattern, Requests& requests) {
  if (pattern.variables) return claim(Truth::unknown);
  if (pattern.text != "true" && pattern.text != "false") return claim(Truth::unknown);
  Script& script = requests.script();
  const std::string_view other = pattern.text == "true" ? "false" : "true";
  return {equal(value, script.quoted(pattern.text)),
          opposite(within(value, ignoring_case(script, other)))};
}

}  // namespace sqsproof::policy::smtlib
