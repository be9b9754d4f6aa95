// Action and Resource elements against a request.
#include <algorithm>

#include "policy/decide/expand.h"
#include "policy/decide/match.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

/// Most patterns name another action, which mostly shows in the first letter.
bool may_begin_alike(std::string_view pattern, std::string_view text) {
  if (pattern.empty() || text.empty() || pattern[0] == '*' || pattern[0] == '?') return true;
  return to_lower(pattern[0]) == to_lower(text[0]);
}

/// `service:name` against a pattern; `colon` is that of the action. Only the name has wildcards.
bool one_action_matches(std::string_view pattern, std::string_view action, std::size_t colon) {
  if (pattern == "*" || pattern == action) return true;
  if (colon >= pattern.size() || pattern[colon] != ':') return false;
  const std::string_view name = pattern.substr(colon + 1);
  const std::string_view wanted = action.substr(colon + 1);
  if (!may_begin_alike(name, wanted)) return false;
  return equal_ignoring_case(pattern.substr(0, colon), action.substr(0, colon)) &&
         (name == "*" || glob_matches_ignoring_case(wanted, name));
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

/// The parts of a pattern against those of a queue ARN, one to one, except that behind the service
/// a part that ends with `*` may go on over later parts.
bool stretched_match(std::string_view pattern, std::string_view queue, int index = 0) {
  const std::size_t end = pattern.find(':');
  const std::string_view part = pattern.substr(0, end);
  std::size_t colon = queue.find(':');
  if (!glob_matches(queue.substr(0, colon), part)) return false;
  if (index == 2 && has_wildcard(part)) return false;
  const bool stretches = index > 2 && part.ends_with('*');
  if (end == std::string_view::npos) return stretches || colon == std::string_view::npos;
  for (; colon != std::string_view::npos; colon = queue.find(':', colon + 1)) {
    if (stretched_match(pattern.substr(end + 1), queue.substr(colon + 1), index + 1)) return true;
    if (!stretches) return false;
  }
  return false;
}

/// Wildcards stand for anything, and the case of what leads up to the name does not matter.
bool loose_match(std::string_view pattern, std::string_view queue_arn) {
  const std::size_t name = queue_arn.rfind(':') + 1;
  for (std::size_t i = 0; i <= pattern.size(); ++i) {
    if (!glob_matches(queue_arn.substr(name), pattern.substr(i))) continue;
    // A `*` at the border may belong to both sides.
    const std::size_t head = i + (i < pattern.size() && pattern[i] == '*' ? 1 : 0);
    if (glob_matches_ignoring_case(queue_arn.substr(0, name), pattern.substr(0, head))) return true;
  }
  return false;
}

/// Fewer than five colons: a `*` that stands last in its part stretches over later colons; that
/// any other wildcard stands for a colon, or one for the service, is not documented.
Truth short_pattern_matches(std::string_view pattern, std::string_view queue_arn) {
  if (stretched_match(pattern, queue_arn)) return Truth::yes;
  return loose_match(pattern, queue_arn) ? Truth::unknown : Truth::no;
}

/// `/account/name`, as the first guide of SQS (2009) wrote a queue.
bool is_old_form_of(std::string_view pattern, const ArnParts& queue) {
  return pattern.size() == queue.account().size() + queue.resource().size() + 2 &&
         pattern.starts_with("/") && pattern.substr(1).starts_with(queue.account()) &&
         pattern[queue.account().size() + 1] == '/' && pattern.ends_with(queue.resource());
}

/// `old_form` is what the form of 2009 comes to where it names the queue.
Truth one_resource_matches(std::string_view pattern, Truth old_form, std::string_view queue_arn) {
  if (pattern == "*" || pattern == queue_arn) return Truth::yes;
  const auto queue = split_arn(queue_arn);
  if (!queue) return Truth::unknown;
  if (const auto parts = split_arn(pattern)) return parts_match(*parts, *queue);
  if (is_old_form_of(pattern, *queue)) return old_form;
  return short_pattern_matches(pattern, queue_arn);
}

}  // namespace

/// What a misplaced one does is not documented: it may be replaced, or stay the text that no ARN
/// has.
bool has_misplaced_variable(std::string_view pattern) {
  const std::string_view before = pattern.substr(0, pattern.find("${"));
  return std::count(before.begin(), before.end(), ':') < 5;
}

/// As of a queue, but that names hold colons, and nobody writes of other services' old forms. That
/// a `*` before the fifth colon stretches over later ones of a longer ARN is left out.
Truth pattern_names(std::string_view pattern, std::string_view resource) {
  if (pattern == "*" || pattern == resource) return Truth::yes;
  const auto parts = split_arn(pattern);
  const auto arn = split_arn(resource);
  if (parts) return arn ? parts_match(*parts, *arn) : Truth::no;
  if (arn && stretched_match(pattern, resource)) return Truth::yes;
  return glob_matches_ignoring_case(resource, pattern) ? Truth::unknown : Truth::no;
}

Truth action_matches(const Patterns& actions, std::string_view action) {
  if (actions.entries.empty()) return nothing_listed(actions.negated);
  const std::size_t colon = action.find(':');  // npos: no pattern but `*` matches
  const bool any = std::any_of(
      actions.entries.begin(), actions.entries.end(),
      [&](const Text& pattern) { return one_action_matches(pattern.text, action, colon); });
  return truth(any != actions.negated);
}

Truth resource_matches(const Patterns& resources, Effect effect, const Request& request,
                       PolicyKind kind) {
  if (resources.entries.empty()) return nothing_listed(resources.negated);
  // Whether such a policy is still in force is not documented: no access rests on its failing.
  const bool grants = effect == Effect::allow && !resources.negated;
  const auto matches = [&](std::string_view pattern) {
    if (kind != PolicyKind::queue) return pattern_names(pattern, request.resource);
    return one_resource_matches(pattern, grants ? Truth::yes : Truth::unknown, request.resource);
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
