#include "policy/smtlib/open_resources.h"

#include "policy/decide/match.h"
#include "policy/smtlib/regular.h"
#include "policy/smtlib/variables.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy::smtlib {
namespace {

constexpr std::size_t kService = 2;

/// The five first parts of a pattern that has six.
Claim heads_match(const ArnParts& pattern, const OpenTerms& open, Script& script) {
  std::vector<Claim> parts = {claim(open.is_arn())};
  for (std::size_t i = 0; i < 5; ++i) parts.push_back(open.heads(i, pattern.part[i], script));
  return all_of(parts);
}

Claim six_parts(const ArnParts& pattern, const OpenTerms& open, Script& script) {
  const Claim name = claim(is_like(open.name(), pattern.resource(), script));
  return all_of({heads_match(pattern, open, script), name});
}

/// A part stands for a part; behind the service one that ends with `*` goes on over later colons.
/// Empty when there is no such ARN.
Term stretching(std::string_view pattern, Script& script) {
  std::vector<Term> items;
  for (std::size_t index = 0;; ++index) {
    const std::size_t end = pattern.find(':');
    const std::string_view part = pattern.substr(0, end);
    if (index == kService && has_wildcard(part)) return {};
    items.push_back(glob(script, part, false));
    if (index > kService && part.ends_with('*')) {
      items.push_back(either({word("\"\""), sequence({word("\":\""), anything()})}));
    }
    if (end == std::string_view::npos) return sequence(items);
    items.push_back(word("\":\""));
    pattern.remove_prefix(end + 1);
  }
}

/// Fewer than five colons. What else a wildcard may stand for is not documented, nor whether case
/// matters.
Claim few_parts(std::string_view pattern, const OpenTerms& open, Script& script) {
  const Term arn = open.arn(script);
  const Term stretched = stretching(pattern, script);
  const Term surely = stretched.empty() ? kFalse : within(arn, stretched);
  const Term loosely = within(arn, glob_ignoring_case(script, pattern));
  const Truth of_none = glob_matches_ignoring_case("*", pattern) ? Truth::unknown : Truth::no;
  return chosen(open.is_arn(), Claim{surely, any_true({surely, loosely})}, claim(of_none));
}

Claim fixed_names(std::string_view pattern, const OpenTerms& open, Script& script) {
  if (pattern == "*") return claim(Truth::yes);
  if (const auto parts = split_arn(pattern)) return six_parts(*parts, open, script);
  return few_parts(pattern, open, script);
}

/// An ordinary place of a variable is behind the fifth colon.
Claim expanded_names(const Text& entry, const Expanded& text, const OpenTerms& open,
                     Script& script) {
  const auto pattern = split_arn(entry.text);
  const auto parts = split_at_colons(text.pieces);
  if (has_misplaced_variable(entry.text) || !pattern || !parts || parts->size() < 6) {
    return script.leave_open("a policy variable in an unusual place of a resource");
  }
  const auto name = is_made_of(open.name(), parts->back(), script);
  if (!name) return script.leave_open("a wildcard beside a policy variable in a resource");
  Claim match = claim(*name);
  if (text.wild != kFalse) {
    static_cast<void>(script.leave_open("a wildcard in the value of a policy variable"));
    match.perhaps = any_true({match.perhaps, text.wild});
  }
  return all_of({heads_match(*pattern, open, script), match});
}

Claim names_with_variables(const Text& entry, bool negated, Requests& requests) {
  Script& script = requests.script();
  const auto text = expanded(entry.text, true, requests);
  if (!text) return script.leave_open("a policy variable that is no text");
  if (text->uncertain == kTrue) return claim(Truth::unknown);
  return chosen(text->uncertain, claim(Truth::unknown),
                chosen(text->absent, claim(negated ? Truth::unknown : Truth::no),
                       expanded_names(entry, *text, *requests.open(), script)));
}

}  // namespace

Claim names_resource(const Patterns& resources, Requests& requests) {
  if (resources.entries.empty()) return claim(nothing_listed(resources.negated));
  std::vector<Claim> any;
  for (const Text& entry : resources.entries) {
    any.push_back(entry.variables ? names_with_variables(entry, resources.negated, requests)
                                  : fixed_names(entry.text, *requests.open(), requests.script()));
  }
  return resources.negated ? negate(any_of(any)) : any_of(any);
}

}  // namespace sqsproof::policy::smtlib
