// tests/cases/document: what the parser says about a text. `lines` is the text, a line each;
// `expect` lists every diagnostic with id, line, column and a piece of its help, in order; an empty
// list says that the text is a policy without remarks.
#include <gtest/gtest.h>

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

}  // namespace

void run_document_case(const std::filesystem::path& file) {
  const auto root = read_case(file, {"lines", "expect"});
  ASSERT_TRUE(root);
  const JsonValue* lines = policy::member_of(*root, "lines");
  const JsonValue* expect = policy::member_of(*root, "expect");
  ASSERT_TRUE(lines != nullptr && !lines->items.empty() && expect != nullptr);
  std::string text;
  for (const JsonValue& line : lines->items) text += line.text + "\n";
  const policy::Parsed parsed = policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{"case", text}));
  ASSERT_EQ(parsed.diagnostics.size(), expect->items.size())
      << (parsed.diagnostics.empty() ? "" : parsed.diagnostics.back().message);
  for (std::size_t i = 0; i < expect->items.size(); ++i) {
    expect_diagnostic(parsed.diagnostics[i], expect->items[i]);
  }
  EXPECT_EQ(parsed.document.has_value(), !policy::has_errors(parsed.diagnostics));
}

}  // namespace sqsproof::tests
