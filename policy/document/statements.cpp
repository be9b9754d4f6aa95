// The statements of a policy: which elements each has, and whether they are there.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/document/elements.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

/// As they are named below, in that order.
constexpr std::array<std::string_view, 9> kStatementElements = {
    "Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
    "NotAction", "Resource", "NotResource", "Condition"};
enum Element : std::size_t {
  kSid,
  kEffect,
  kPrincipal,
  kNotPrincipal,  ///< behind each element stands its negation
  kAction,
  kNotAction,
  kResource,
  kNotResource,
  kCondition
};

/// A statement with the values of its elements, each null where there is none.
struct Elements {
  const JsonValue& statement;
  std::array<const JsonMember*, kStatementElements.size()> members{};

  explicit Elements(const JsonValue& value) : statement(value) {
    for (const JsonMember& member : value.members) {
      const auto found =
          std::find(kStatementElements.begin(), kStatementElements.end(), member.name);
      if (found != kStatementElements.end()) {
        members[static_cast<std::size_t>(found - kStatementElements.begin())] = &member;
      }
    }
  }
  [[nodiscard]] bool all_known() const {
    const auto missing = std::count(members.begin(), members.end(), nullptr);
    return statement.members.size() == members.size() - static_cast<std::size_t>(missing);
  }
  [[nodiscard]] const JsonValue* of(Element element) const {
    return members[element] == nullptr ? nullptr : &members[element]->value;
  }
  /// The bracket that opens the statement.
  [[nodiscard]] Place begin() const { return {statement.place.begin, statement.place.begin + 1}; }
};

Effect read_effect(const Elements& elements, Report& report) {
  const JsonValue* value = elements.of(kEffect);
  if (value == nullptr) {
    report.error("grammar/missing-effect", "the statement has no Effect", elements.begin(),
                 "add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
    return Effect::deny;
  }
  if (value->kind == Kind::string && value->text == "Allow") return Effect::allow;
  if (value->kind == Kind::string && value->text == "Deny") return Effect::deny;
  report.error("grammar/effect", "Effect is neither `Allow` nor `Deny`", value->place,
               "write `Allow` or `Deny`, with a capital letter");
  return Effect::deny;
}

/// One of an element and its Not form; complains when there is none or both.
struct Choice {
  const JsonValue* value = nullptr;
  bool negated = false;
};
Choice choose(const Elements& elements, Element element, std::string_view id, std::string_view help,
              Report& report) {
  const auto negation = static_cast<Element>(element + 1);
  const JsonValue* plain = elements.of(element);
  const JsonValue* negated = elements.of(negation);
  const std::string_view name = kStatementElements[element];
  const std::string_view negated_name = kStatementElements[negation];
  if (plain != nullptr && negated != nullptr) {
    report.error("grammar/both-forms", fmt::format("both {} and {}", name, negated_name),
                 negated->place, fmt::format("keep one of {} and {}", name, negated_name));
  }
  if (plain == nullptr && negated == nullptr) {
    report.error(std::string(id), fmt::format("the statement has no {}", name), elements.begin(),
                 std::string(help));
  }
  return {plain != nullptr ? plain : negated, plain == nullptr};
}

/// The policies of an identity are about that identity, so nothing says who.
/// IAM/reference_policies_elements_principal
void refuse_principal(const Elements& elements, Report& report) {
  for (const Element element : {kPrincipal, kNotPrincipal}) {
    const JsonMember* member = elements.members[element];
    if (member == nullptr) continue;
    report.error("grammar/principal-of-identity",
                 fmt::format("an identity policy has a {}", member->name), member->name_place,
                 "remove it, or read the policy as that of a resource: --kind resource",
                 "an identity policy is about whom it is attached to");
  }
}

Principals read_who(const Elements& elements, PolicyKind kind, Report& report) {
  if (kind == PolicyKind::identity) {
    refuse_principal(elements, report);
    const Place place = elements.statement.place;
    return {false, {{PrincipalEntry::Kind::everyone, "*", {}, place}}, place};
  }
  const std::string_view help =
      kind == PolicyKind::queue
          ? "say who: `\"Principal\": {\"AWS\": \"111122223333\"}`"
          : "say who: `\"Principal\": {\"AWS\": \"111122223333\"}`; a policy of a user, group "
            "or role is read with --kind identity";
  const Choice choice = choose(elements, kPrincipal, "grammar/missing-principal", help, report);
  if (choice.value == nullptr) return {};
  return read_principals(*choice.value, choice.negated, kind, report);
}

/// Policies of some resources, such as roles and repositories, name none: they are about the one
/// they are attached to. IAM/reference_policies_elements_resource
Patterns read_what_on(const Elements& elements, PolicyKind kind, Version version, Report& report) {
  const bool none = elements.of(kResource) == nullptr && elements.of(kNotResource) == nullptr;
  if (none && kind == PolicyKind::resource) {
    const Place place = elements.statement.place;
    return {false, {Text{"*", place}}, place};
  }
  const std::string_view help = kind == PolicyKind::queue
                                    ? "name the queue: `\"Resource\": \"<queue ARN>\"`"
                                    : "say on what: `\"Resource\": \"<ARN>\"`, or `\"*\"`";
  const Choice choice = choose(elements, kResource, "grammar/missing-resource", help, report);
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
  const Elements elements(value);
  if (!elements.all_known()) check_names(value, kStatementElements, "a statement", report);
  if (const JsonValue* sid = elements.of(kSid)) statement.sid = read_string(*sid, "Sid", report);
  statement.effect = read_effect(elements, report);
  statement.principals = read_who(elements, document.kind, report);
  const Choice action = choose(elements, kAction, "grammar/missing-action",
                               "say what: `\"Action\": \"sqs:SendMessage\"`", report);
  if (action.value != nullptr) {
    statement.actions = read_actions(*action.value, action.negated, report);
  }
  statement.resources = read_what_on(elements, document.kind, document.version, report);
  if (const JsonValue* condition = elements.of(kCondition)) {
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
  for (const JsonValue& item : value->items) {
    document.statements.push_back(
        read_statement(item, document.statements.size(), document, report));
  }
}

}  // namespace sqsproof::policy
