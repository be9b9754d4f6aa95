// semantics/TRACE.md: its example is judged as it says, and it names whatever a trace can hold.
#include <gtest/gtest.h>

#include "semantics/history_fields.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

std::string page() { return read_file(std::string(SQSPROOF_SOURCE_DIR) + "/semantics/TRACE.md"); }

std::string example() {
  const std::string text = page(), fence = "```jsonl\n";
  const std::size_t begin = text.find(fence);
  if (begin == std::string::npos) return "";
  const std::size_t first = begin + fence.size();
  return text.substr(first, text.find("```", first) - first);
}

bool names(const std::string& text, std::string_view name) {
  return text.find(name) != std::string::npos;
}

}  // namespace

TEST(TracePage, ItsExampleIsJudged) {
  const std::string trace = example();
  ASSERT_FALSE(trace.empty());
  for (const std::vector<std::string>& judge :
       {std::vector<std::string>{"judge", "-"}, {"judge", "--stream", "-"}}) {
    const Outcome outcome = run_program(judge, trace);
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_NE(outcome.out.find("visibility/hidden-until-timeout at operation 3"), std::string::npos)
        << outcome.out;
  }
}

TEST(TracePage, NamesWhateverATraceHolds) {
  const std::string text = page();
  for (const auto& operation : semantics::kTraceOperations) {
    EXPECT_TRUE(names(text, "| `" + std::string(operation.name) + "` |")) << operation.name;
  }
  for (const auto& [key, name, number] : semantics::kSystemAttributes) {
    EXPECT_TRUE(names(text, "`" + std::string(key) + "`")) << key;
    EXPECT_TRUE(names(text, name)) << name;
  }
  for (const std::string_view name : semantics::kKeptAttributes) {
    EXPECT_TRUE(names(text, name)) << name;
  }
}

TEST(TracePage, IsNamedByErrorsAndHelp) {
  const Outcome wrong = run_program({"judge", "-"}, R"({"t":"head","v":1})"
                                                    "\n"
                                                    R"({"t":"inv"})"
                                                    "\n");
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("semantics/TRACE.md"), std::string::npos) << wrong.err;
  EXPECT_NE(run_program({"judge", "--help"}).out.find("semantics/TRACE.md"), std::string::npos);
}

}  // namespace sqsproof::tests
