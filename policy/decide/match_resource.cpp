// Action and Resource elements against a request.
#include <algorithm>

#include "policy/decide/expand.h"
#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

/// `service:name` against a pattern; `colon` is that of the action. Only the name has wildcards.
bool one_action_matches(std::string_view pattern, std::string_view action, std::size_t colon) {
  if (pattern == "*") return true;
  if (colon >= pattern.size() || pattern[colon] != ':') return false;
  return equal_ignoring_case(pattern.substr(0, colon), action.substr(0, colon)) &&
         glob_matches_ignoring_case(action.substr(colon + 1), pattern.substr(colon + 1));
}

/// Six parts against six parts. The first five may be compared without regard to case by the
/// service (not documented); a wildcard for the service is not permitted, its effect unknown.
Truth parts_match(const ArnParts& pattern, const ArnParts& queue) {
  Truth result = truth(glob_matches(queue.part[5], pattern.part[5]));
  for (std::size_t i = 0; i < 5; ++i) {
    if (glob_matches(queue.part[i], pattern.part[i])) continue;
    const bool ignoring_case = glob_matches_ignoring_case(queue.part[i], pattern.part[i]);
    result = all_of(result, ignoring_case ? Truth::unknown : Truth::no);
  }
  return has_wildcard(pattern.service()) ? all_of(result, Truth::unknown) : result;
}

/// Fewer than five colons: a `*` that stands last in its segment stretches over later colons;
/// any other wildcard that would have to stand for a colon is not documented.
Truth short_pattern_matches(std::string_view pattern, std::string_view queue_arn) {
  if (!glob_matches(queue_arn, pattern)) return Truth::no;
  const bool plain = pattern.find('?') == std::string_view::npos &&
                     std::count(pattern.begin(), pattern.end(), '*') == 1;
  const std::size_t star = pattern.find('*');
  const bool last = star + 1 == pattern.size() || pattern[star + 1] == ':';
  const bool after_service = pattern.substr(0, star).find(":sqs:") != std::string_view::npos;
  return plain && last && after_service ? Truth::yes : Truth::unknown;
}

/// `/account/name`, as the first guide of SQS (2009) wrote a queue.
bool is_old_form_of(std::string_view pattern, const ArnParts& queue) {
  return pattern.size() == queue.account().size() + queue.resource().size() + 2 &&
         pattern.starts_with("/") && pattern.substr(1).starts_with(queue.account()) &&
         pattern[queue.account().size() + 1] == '/' && pattern.ends_with(queue.resource());
}

Truth one_resource_matches(std::string_view pattern, Effect effect, std::string_view queue_arn) {
  if (pattern == "*" || pattern == queue_arn) return Truth::yes;
  const auto queue = split_arn(queue_arn);
  if (!queue) return Truth::unknown;
  if (const auto parts = split_arn(pattern)) return parts_match(*parts, *queue);
  if (is_old_form_of(pattern, *queue)) {
    return effect == Effect::allow ? Truth::yes : Truth::unknown;
  }
  return short_pattern_matches(pattern, queue_arn);
}

/// Variables have their place after the fifth colon. What one before it does is not documented:
/// it may be replaced, or stay the text that no queue's ARN has.
bool has_misplaced_variable(std::string_view pattern) {
  const std::string_view before = pattern.substr(0, pattern.find("${"));
  return std::count(before.begin(), before.end(), ':') < 5;
}

}  // namespace

Truth action_matches(const Patterns& actions, std::string_view action) {
  const std::size_t colon = action.find(':');  // npos: no pattern but `*` matches
  const bool any = std::any_of(
      actions.entries.begin(), actions.entries.end(),
      [&](const Text& pattern) { return one_action_matches(pattern.text, action, colon); });
  return truth(any != actions.negated);
}

Truth resource_matches(const Patterns& resources, Effect effect, const Request& request) {
  const auto matches = [&](std::string_view pattern) {
    return one_resource_matches(pattern, effect, request.resource);
  };
  // An entry whose variable has no value matches nothing; what NotResource makes of it is open.
  const Truth when_absent = resources.negated ? Truth::unknown : Truth::no;
  Truth any = Truth::no;
  for (const Text& pattern : resources.entries) {
    if (!pattern.variables) {
      any = any_of(any, matches(pattern.text));
      continue;
    }
    const Truth replaced = with_variables(pattern.text, request, true, when_absent, matches);
    any = any_of(
        any, has_misplaced_variable(pattern.text) ? both_readings(replaced, Truth::no) : replaced);
  }
  return resources.negated ? negate(any) : any;
}

}  // namespace sqsproof::policy
