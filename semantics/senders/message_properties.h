// What a filter policy is held against: the names of a message and the values under each.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "semantics/actions/action.h"
#include "semantics/senders/filter_rule.h"

namespace sqsproof::semantics {

/// A list of a message counts as all of its values. A name without values is there, but empty.
using MessageProperties = std::map<std::string, std::vector<FilterValue>>;

/// Attributes of the types String, Number, String.Array and Number.Array; SNS does not look at
/// others. SNS/subscription-filter-policy-constraints
[[nodiscard]] MessageProperties properties_of(const MessageAttributes& attributes);

/// A JSON object with the names of nested members joined by dots, lists of objects included;
/// nullopt for anything else, which no policy on the body accepts. Names with dots in them and
/// nested names are the same (recorded: test_filter_policy_on_message_body_dot_attribute).
[[nodiscard]] std::optional<MessageProperties> properties_of_body(const std::string& body);

}  // namespace sqsproof::semantics
