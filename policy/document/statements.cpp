// The statements of a policy: which elements each has, and whether they are there.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/document/elements.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 9> kStatementElements = {
    "Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
    "NotAction", "Resource", "NotResource", "Condition"};

Effect read_effect(const JsonValue& statement, Report& report) {
  const JsonValue* value = member_of(statement, "Effect");
  if (value == nullptr) {
    report.error("grammar/missing-effect", "the statement has no Effect",
                 {statement.place.begin, statement.place.begin + 1},
                 "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
    return Effect::deny;
  }
  if (value->kind == Kind::string && value->text == "Allow") return Effect::allow;
  if (value->kind == Kind::string && value->text == "Deny") return Effect::deny;
  report.error("grammar/effect", "Effect is neither `Allow` nor `Deny`", value->place,
               "write `Allow` or `Deny`, with a capital letter");
  return Effect::deny;
}

/// One of an element and its Not form, which is named; complains when there is none or both.
struct Choice {
  const JsonValue* value = nullptr;
  bool negated = false;
};
Choice choose(const JsonValue& statement, std::string_view negation, std::string_view id,
              std::string_view help, Report& report) {
  const std::string_view element = negation.substr(std::string_view("Not").size());
  const JsonValue* plain = member_of(statement, element);
  const JsonValue* negated = member_of(statement, negation);
  if (plain != nullptr && negated != nullptr) {
    report.error("grammar/both-forms", fmt::format("both {} and {}", element, negation),
                 negated->place, fmt::format("keep one of {} and {}", element, negation));
  }
  if (plain == nullptr && negated == nullptr) {
    report.error(std::string(id), fmt::format("the statement has no {}", element),
                 {statement.place.begin, statement.place.begin + 1}, std::string(help));
  }
  return {plain != nullptr ? plain : negated, plain == nullptr};
}

/// The policies of an identity are about that identity, so nothing says who.
/// IAM/reference_policies_elements_principal
void refuse_principal(const JsonValue& statement, Report& report) {
  for (const char* element : {"Principal", "NotPrincipal"}) {
    for (const JsonMember& member : statement.members) {
      if (member.name != element) continue;
      report.error("grammar/principal-of-identity",
                   fmt::format("an identity policy has a {}", element), member.name_place,
                   "remove it, or read the policy as that of a resource: --kind resource",
                   "an identity policy is about whom it is attached to");
    }
  }
}

Principals read_who(const JsonValue& statement, PolicyKind kind, Report& report) {
  if (kind == PolicyKind::identity) {
    refuse_principal(statement, report);
    return {false, {{PrincipalEntry::Kind::everyone, "*", {}, statement.place}}, statement.place};
  }
  const std::string_view help =
      kind == PolicyKind::queue
          ? "say who: `\"Principal\": {\"AWS\": \"111122223333\"}`"
          : "say who: `\"Principal\": {\"AWS\": \"111122223333\"}`; a policy of a user, group "
            "or role is read with --kind identity";
  const Choice choice =
      choose(statement, "NotPrincipal", "grammar/missing-principal", help, report);
  if (choice.value == nullptr) return {};
  return read_principals(*choice.value, choice.negated, kind, report);
}

/// Policies of some resources, such as roles and repositories, name none: they are about the one
/// they are attached to. IAM/reference_policies_elements_resource
Patterns read_what_on(const JsonValue& statement, PolicyKind kind, Version version,
                      Report& report) {
  const bool none =
      member_of(statement, "Resource") == nullptr && member_of(statement, "NotResource") == nullptr;
  if (none && kind == PolicyKind::resource) {
    return {false, {Text{"*", statement.place}}, statement.place};
  }
  const std::string_view help = kind == PolicyKind::queue
                                    ? "name the queue: `\"Resource\": \"<queue ARN>\"`"
                                    : "say on what: `\"Resource\": \"<ARN>\"`, or `\"*\"`";
  const Choice choice = choose(statement, "NotResource", "grammar/missing-resource", help, report);
  if (choice.value == nullptr) return {};
  return read_resources(*choice.value, choice.negated, version, report);
}

Statement read_statement(const JsonValue& value, std::size_t index, const Document& document,
                         Report& report) {
  Statement statement;
  statement.index = index;
  statement.place = value.place;
  if (value.kind != Kind::object) {
    report.error("grammar/type",
                 fmt::format("a statement is {}, not an object", name_of(value.kind)), value.place,
                 "write an object with Effect, Principal, Action and Resource");
    return statement;
  }
  check_names(value, kStatementElements, "a statement", report);
  if (const JsonValue* sid = member_of(value, "Sid")) {
    statement.sid = read_string(*sid, "Sid", report);
  }
  statement.effect = read_effect(value, report);
  statement.principals = read_who(value, document.kind, report);
  const Choice action = choose(value, "NotAction", "grammar/missing-action",
                               "say what: `\"Action\": \"sqs:SendMessage\"`", report);
  if (action.value != nullptr) {
    statement.actions = read_actions(*action.value, action.negated, report);
  }
  statement.resources = read_what_on(value, document.kind, document.version, report);
  if (const JsonValue* condition = member_of(value, "Condition")) {
    statement.conditions = read_conditions(*condition, document.version, report);
  }
  return statement;
}

}  // namespace

/// An object stands for an array of one. IAM/reference_policies_elements_statement
void read_statements(const JsonValue& root, Document& document, Report& report) {
  const JsonValue* value = member_of(root, "Statement");
  if (value == nullptr) {
    report.error("grammar/missing-statement", "the policy has no Statement",
                 {root.place.begin, root.place.begin + 1}, "add `\"Statement\": [ … ]`");
    return;
  }
  if (value->kind == Kind::object) {
    document.statements.push_back(read_statement(*value, 0, document, report));
    return;
  }
  if (value->kind != Kind::array || value->items.empty()) {
    report.error("grammar/statement",
                 value->kind == Kind::array ? "the list of statements is empty"
                                            : fmt::format("Statement is {}", name_of(value->kind)),
                 value->place,
                 document.kind == PolicyKind::queue
                     ? "write at least one statement; to remove a policy, set it to \"\""
                     : "write at least one statement",
                 document.kind == PolicyKind::queue
                     ? "SQS refuses such a policy with InvalidAttributeValue"
                     : "");
    return;
  }
  document.statements.reserve(value->items.size());
  document.statements.reserve(value->items.size());
  for (const JsonValue& item : value->items) {
    document.statements.push_back(
        read_statement(item, document.statements.size(), document, report));
  }
}

}  // namespace sqsproof::policy
