#include "policy/document/parse.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/document/elements.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 3> kTopElements = {"Version", "Id", "Statement"};

Version read_version(const JsonValue& root, Report& report) {
  const JsonValue* value = member_of(root, "Version");
  if (value == nullptr) return Version::absent;
  if (value->kind == Kind::string && value->text == "2012-10-17") return Version::v2012_10_17;
  if (value->kind == Kind::string && value->text == "2008-10-17") return Version::v2008_10_17;
  report.error("grammar/version", "there is no such version of the policy language", value->place,
               "write `2012-10-17`", "only 2012-10-17 and 2008-10-17 exist");
  return Version::absent;
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
