// Operators on addresses, instants and counts.
#include "policy/smtlib/lines.h"
#include "policy/smtlib/operators.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {

Claim line_matches(const Operator& op, const KeyTerms& key, const Text& pattern,
                   Requests& requests) {
  Script& script = requests.script();
  switch (op.kind) {
    case ValueKind::ip:
      return pattern.variables ? claim(Truth::unknown) : in_address_range(key, pattern.text);
    case ValueKind::date:
      return pattern.variables ? claim(Truth::unknown)
                               : compared_as_date(key, op.name, pattern.text);
    case ValueKind::number:
      return pattern.variables ? claim(Truth::unknown)
                               : compared_as_number(script, key, op.name, pattern.text);
    case ValueKind::boolean:
      return claim(Truth::unknown);  // neither `true` nor `false`
    case ValueKind::string:
    case ValueKind::arn:
    case ValueKind::binary:
    case ValueKind::presence:
      return script.leave_open("an operator that does not suit the type of its key");
  }
  return claim(Truth::unknown);
}

}  // namespace sqsproof::policy::smtlib
