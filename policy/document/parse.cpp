#include "policy/document/parse.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/document/elements.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 3> kTopElements = {"Version", "Id", "Statement"};
constexpr std::array<std::string_view, 9> kStatementElements = {
    "Sid",       "Effect",   "Principal",   "NotPrincipal", "Action",
    "NotAction", "Resource", "NotResource", "Condition"};

/// Elements are spelt in one way only. IAM/reference_policies_grammar
void check_names(const JsonValue& object, std::span<const std::string_view> known,
                 std::string_view where, Report& report) {
  for (const JsonMember& member : object.members) {
    if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
    report.error("grammar/unknown-element",
                 fmt::format("`{}` is not an element of {}", member.name, where), member.name_place,
                 suggestion(member.name, known, "remove it"));
  }
}

std::optional<Text> read_string(const JsonValue& value, std::string_view element, Report& report) {
  if (value.kind == Kind::string) return Text{value.text, value.place};
  report.error("grammar/type", fmt::format("{} is {}, not a string", element, name_of(value.kind)),
               value.place, "write a string");
  return std::nullopt;
}

Version read_version(const JsonValue& root, Report& report) {
  const JsonValue* value = member_of(root, "Version");
  if (value == nullptr) return Version::absent;
  if (value->kind == Kind::string && value->text == "2012-10-17") return Version::v2012_10_17;
  if (value->kind == Kind::string && value->text == "2008-10-17") return Version::v2008_10_17;
  report.error("grammar/version", "there is no such version of the policy language", value->place,
               "write `2012-10-17`", "only 2012-10-17 and 2008-10-17 exist");
  return Version::absent;
}

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

/// Bytes that no text holds (IAM/reference_iam-quotas), and that patterns use as marks:
/// values/glob.h, values/language.h. The depth is bounded by the JSON reader.
void refuse_control_characters(const JsonValue& value, Report& report) {
  const auto look = [&](const std::string& text, Place place) {
    if (std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < '\t'; })) return;
    report.error("syntax/control-character", "a control character, U+0000 to U+0008, in a string",
                 place, "remove it; policies hold text");
  };
  look(value.text, value.place);
  for (const JsonValue& item : value.items) refuse_control_characters(item, report);
  for (const JsonMember& member : value.members) {
    look(member.name, member.name_place);
    refuse_control_characters(member.value, report);
  }
}

Parsed read_policy(const Source& source, const JsonValue& value, PolicyKind kind,
                   bool may_hold_control_characters) {
  Report report(source);
  Document document;
  document.kind = kind;
  document.source = source;
  document.place = value.place;
  if (value.kind != Kind::object) {
    report.error("grammar/not-an-object",
                 fmt::format("the policy is {}, not an object", name_of(value.kind)), value.place,
                 "a policy is an object: {\"Version\": \"2012-10-17\", \"Statement\": [ … ]}");
    return {std::nullopt, report.take()};
  }
  if (may_hold_control_characters) refuse_control_characters(value, report);
  check_names(value, kTopElements, "a policy", report);
  document.version = read_version(value, report);
  if (const JsonValue* version = member_of(value, "Version")) {
    document.version_place = version->place;
  }
  if (const JsonValue* id = member_of(value, "Id")) document.id = read_string(*id, "Id", report);
  read_statements(value, document, report);
  Diagnostics diagnostics = report.take();
  if (has_errors(diagnostics)) return {std::nullopt, std::move(diagnostics)};
  return {std::move(document), std::move(diagnostics)};
}

Diagnostic bare_error(const Source& source, std::string id, std::string message, std::string help) {
  return {std::move(id), Severity::error, std::move(message), source, {}, {}, std::move(help)};
}

}  // namespace

Parsed parse_policy(const Source& source, PolicyKind kind) {
  const std::string& text = source->text;
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return {std::nullopt,
            {bare_error(source, "syntax/empty", "the input is empty",
                        kind == PolicyKind::queue ? "pass the JSON text of a queue policy"
                                                  : "pass the JSON text of a policy")}};
  }
  if (text.size() > kPolicyBytesLimit) {
    return {
        std::nullopt,
        {bare_error(source, "syntax/too-large",
                    fmt::format("{} bytes are more than any policy has", text.size()),
                    fmt::format("pass one policy; at most {} bytes are read", kPolicyBytesLimit))}};
  }
  const auto root = read_json(source);
  if (!root) return {std::nullopt, root.error()};
  // JSON writes them as escapes only.
  return read_policy(source, *root, kind, text.find('\\') != std::string::npos);
}

Parsed parse_policy(const Source& source, const JsonValue& value, PolicyKind kind) {
  return read_policy(source, value, kind, true);
}

}  // namespace sqsproof::policy
