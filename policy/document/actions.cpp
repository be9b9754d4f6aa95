// Action, NotAction, Resource, NotResource.
#include <fmt/format.h>

#include "policy/document/elements.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kActionHelp = "write `service:Name`, for example `sqs:SendMessage`";

/// `service:Name` with wildcards in the name only, or `*`. IAM/reference_policies_elements_action
void check_action(const Text& action, Report& report) {
  const std::size_t colon = action.text.find(':');
  if (action.text == "*") return;
  if (colon == std::string::npos || colon == 0 || colon + 1 == action.text.size()) {
    report.error("grammar/action", fmt::format("`{}` is not an action", action.text), action.place,
                 std::string(kActionHelp));
  } else if (has_wildcard(std::string_view(action.text).substr(0, colon))) {
    report.error("grammar/action",
                 fmt::format("`{}` has a wildcard in the service prefix", action.text),
                 action.place, "name the service: `sqs:` before the wildcard",
                 "wildcards are honoured only behind the colon");
  }
}

}  // namespace

Patterns read_actions(const JsonValue& value, bool negated, Report& report) {
  Patterns actions{negated, read_texts(value, negated ? "NotAction" : "Action", report),
                   value.place};
  for (const Text& action : actions.entries) check_action(action, report);
  return actions;
}

Patterns read_resources(const JsonValue& value, bool negated, Version version, Report& report) {
  Patterns resources{negated, read_texts(value, negated ? "NotResource" : "Resource", report),
                     value.place};
  for (Text& resource : resources.entries) mark_variables(resource, version, report);
  return resources;
}

}  // namespace sqsproof::policy
