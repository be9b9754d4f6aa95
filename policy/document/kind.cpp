#include "policy/document/kind.h"

#include <algorithm>

#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

template <class See>
void for_each_text(const JsonValue* value, See see) {
  if (value == nullptr) return;
  if (value->kind == Kind::string) see(value->text);
  for (const JsonValue& item : value->items) {
    if (item.kind == Kind::string) see(item.text);
  }
}

/// The service that an action or an ARN is of; empty for `*` and the like.
std::string_view service_of_action(std::string_view action) {
  const std::size_t colon = action.find(':');
  return colon == std::string_view::npos ? "" : action.substr(0, colon);
}
std::string_view service_of_resource(std::string_view resource) {
  const auto arn = split_arn(resource);
  return !arn || has_wildcard(arn->service()) ? "" : arn->service();
}

struct Seen {
  bool statements = false;
  bool principal = false;
  bool other_service = false;

  void service(std::string_view name) {
    other_service = other_service || (!name.empty() && !equal_ignoring_case(name, "sqs"));
  }
  void statement(const JsonValue& value) {
    if (value.kind != Kind::object) return;
    statements = true;
    principal = principal || member_of(value, "Principal") != nullptr ||
                member_of(value, "NotPrincipal") != nullptr;
    for_each_text(member_of(value, "Action"),
                  [&](std::string_view text) { service(service_of_action(text)); });
    for (const char* element : {"Resource", "NotResource"}) {
      for_each_text(member_of(value, element),
                    [&](std::string_view text) { service(service_of_resource(text)); });
    }
  }
};

}  // namespace

std::optional<PolicyKind> recognised_kind(const JsonValue& policy) {
  const JsonValue* statements = member_of(policy, "Statement");
  if (statements == nullptr) return std::nullopt;
  Seen seen;
  seen.statement(*statements);
  for (const JsonValue& item : statements->items) seen.statement(item);
  if (!seen.statements) return std::nullopt;
  if (!seen.principal) return PolicyKind::identity;
  return seen.other_service ? PolicyKind::resource : PolicyKind::queue;
}

}  // namespace sqsproof::policy
