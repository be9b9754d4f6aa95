#include "policy/decide/opaque.h"

#include "policy/document/condition_keys.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"
#include "policy/values/variables.h"

namespace sqsproof::policy {
namespace {

/// Account ids have twelve digits; unique ids are longer.
bool names_somebody(std::string_view pattern) {
  constexpr std::size_t kAccountId = 12;
  std::size_t length = 0;
  for (const char c : pattern) {
    length = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? length + 1 : 0;
    if (length == kAccountId) return true;
  }
  return false;
}

/// A variable without a value or a default; one of whose value nothing is said.
struct Variables {
  bool missing = false;
  bool untold = false;
};

Variables variables_in(std::string_view text, const Request* request) {
  Variables result;
  const auto pieces = parse_variables(text);
  if (!pieces) return {false, true};
  for (const VariablePiece& piece : *pieces) {
    if (piece.kind != VariablePiece::Kind::variable) continue;
    if (request == nullptr) {
      result.untold = result.untold || find_unsure_key(piece.text) != nullptr;
    } else if (value_of(*request, piece.text) == nullptr) {
      const bool sure = absence_of(piece.text, request->caller) == Absence::sure;
      result.untold = result.untold || !sure;
      result.missing = result.missing || (sure && !piece.default_value);
    }
  }
  return result;
}

/// Whether a policy value matches a value that is nobody's account, ARN or id.
Truth matches_opaque(const Operator& op, const Text& pattern, const Request* request) {
  if (op.kind == ValueKind::boolean) return Truth::unknown;  // it may be no boolean at all
  // What a variable brings is somebody's, but for wildcards and for what is as unsure itself.
  if (pattern.variables) {
    const Variables variables = variables_in(pattern.text, request);
    if (variables.missing) return without_variable(op);
    return op.wildcards || variables.untold ? Truth::unknown : Truth::no;
  }
  const bool wild = op.wildcards && has_wildcard(pattern.text);
  if (wild && !names_somebody(pattern.text)) return Truth::unknown;
  const bool malformed = op.kind == ValueKind::arn && !split_arn(pattern.text);
  return malformed && op.polarity == Polarity::negated ? Truth::unknown : Truth::no;
}

}  // namespace

Truth holds_of_opaque(const Condition& condition, const Request* request) {
  if (!fits_type(condition)) return Truth::unknown;
  Truth any = Truth::no;
  for (const Text& pattern : condition.values) {
    any = any_of(any, matches_opaque(*condition.op, pattern, request));
  }
  return condition.op->polarity == Polarity::negated ? negate(any) : any;
}

}  // namespace sqsproof::policy
