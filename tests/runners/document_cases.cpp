// tests/cases/document and tests/cases/requests: what is said about a text that should be a policy,
// or a request. `lines` is the text, a line each; `expect` lists every diagnostic with id, line,
// column and a piece of its help, in order; an empty list says that the text is taken. `padding`
// puts that many blanks behind the text; `kind` is the kind of the policy, a queue's if none.
#include <gtest/gtest.h>

#include "policy/decide/request.h"
#include "policy/document/parse.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using policy::JsonValue;

void expect_diagnostic(const policy::Diagnostic& found, const JsonValue& expected) {
  const auto at = policy::line_column(*found.source, found.place.begin);
  EXPECT_EQ(found.id, text_of(expected, "id")) << found.message;
  EXPECT_EQ(std::to_string(at.line) + ":" + std::to_string(at.column), text_of(expected, "at"))
      << found.message;
  EXPECT_NE(found.help.find(text_of(expected, "help")), std::string::npos) << found.help;
  EXPECT_FALSE(found.help.empty());
}

/// Reads the case and compares what `read` finds wrong with its text.
template <class Read>
void run(const std::filesystem::path& file, Read read) {
  const auto root = read_case(file, {"lines", "expect", "padding", "kind"});
  ASSERT_TRUE(root);
  const JsonValue* lines = policy::member_of(*root, "lines");
  const JsonValue* expect = policy::member_of(*root, "expect");
  ASSERT_TRUE(lines != nullptr && !lines->items.empty() && expect != nullptr);
  std::string text;
  for (const JsonValue& line : lines->items) text += line.text + "\n";
  const JsonValue* padding = policy::member_of(*root, "padding");
  if (padding != nullptr) text.append(std::stoul(padding->text), ' ');
  const auto kind = policy::member_of(*root, "kind") == nullptr
                        ? std::optional(policy::PolicyKind::queue)
                        : policy::policy_kind_named(text_of(*root, "kind"));
  ASSERT_TRUE(kind);
  const policy::Diagnostics found =
      read(std::make_shared<const policy::SourceText>(policy::SourceText{"case", text}), *kind);
  ASSERT_EQ(found.size(), expect->items.size()) << (found.empty() ? "" : found.back().message);
  for (std::size_t i = 0; i < expect->items.size(); ++i) {
    expect_diagnostic(found[i], expect->items[i]);
  }
}

}  // namespace

void run_document_case(const std::filesystem::path& file) {
  run(file, [](const policy::Source& source, policy::PolicyKind kind) {
    const policy::Parsed parsed = policy::parse_policy(source, kind);
    EXPECT_EQ(parsed.document.has_value(), !policy::has_errors(parsed.diagnostics));
    return parsed.diagnostics;
  });
}

void run_request_case(const std::filesystem::path& file) {
  run(file, [](const policy::Source& source, policy::PolicyKind kind) {
    const auto request = policy::read_request(source, kind);
    return request ? policy::Diagnostics{} : request.error();
  });
}

}  // namespace sqsproof::tests
