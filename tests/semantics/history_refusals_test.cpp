// What cannot be read as a history is refused with its line and a cure.
#include <gtest/gtest.h>

#include "semantics/history.h"
#include "tests/semantics/trace_text.h"

namespace sqsproof::semantics {
namespace {

struct Bad {
  const char* what;
  std::string text;
  const char* id;
  std::size_t line;
};

std::vector<Bad> bad_lines() {
  const std::string head = kHead;
  return {
      {"empty", "", "trace/no-head", 1},
      {"not JSON", head + "hello\n", "trace/not-json", 2},
      {"cut off", head + R"({"t":"inv","id":1,"c")" + "\n", "trace/not-json", 2},
      {"an array", head + "[]\n", "trace/wrong-type", 2},
      {"no head", kInv, "trace/no-head", 1},
      {"wrong version", R"({"t":"head","v":2})", "trace/version", 1},
      {"two heads", head + head, "trace/two-heads", 2},
      {"unknown operation", head + R"({"t":"inv","id":1,"op":"Publish","q":"q1","ts":1,"a":{}})",
       "trace/unknown-operation", 2},
      {"no id", head + R"({"t":"inv","op":"Send","q":"q1","ts":1})", "trace/missing-member", 2},
      {"no queue", head + R"({"t":"inv","id":1,"op":"Send","ts":1})", "trace/missing-member", 2},
      {"negative id", head + R"({"t":"inv","id":-1,"op":"Send","q":"q1","ts":1})",
       "trace/wrong-type", 2},
      {"a number too large", head + R"({"t":"inv","id":1,"op":"Send","q":"q1","ts":1e30})",
       "trace/wrong-type", 2},
      {"a time beyond all clocks",
       head + R"({"t":"inv","id":1,"op":"Send","q":"q1","ts":9000000000000000000})", "trace/time",
       2},
      {"a delay beyond all delays",
       head + R"({"t":"inv","id":1,"op":"Send","q":"q1","ts":1,"a":{"delay":2000000000}})",
       "trace/number", 2},
      {"a line of 10 MB", head + R"({"t":"x","y":")" + std::string(10 << 20, 'a') + "\"}\n",
       "trace/line-too-long", 2},
      {"nested without end", head + R"({"t":"x","y":)" + std::string(100'000, '[') + "\n",
       "trace/not-json", 2},
      {"ill-formed UTF-8", head + "{\"t\":\"\xff\"}\n", "trace/not-json", 2},
  };
}

/// Each line is one by itself, and they do not go together.
std::vector<Bad> bad_calls() {
  const std::string head = kHead;
  const std::string begun = head + kInv;
  return {
      {"a return without a call", head + R"({"t":"ret","id":9,"ts":1,"r":{}})",
       "trace/return-without-invocation", 2},
      {"the same call twice", begun + kInv, "trace/two-invocations", 3},
      {"two returns",
       begun +
           R"({"t":"ret","id":1,"ts":9,"r":{"m":"a"}})"
           "\n" +
           R"({"t":"ret","id":1,"ts":9,"r":{"m":"a"}})",
       "trace/two-returns", 4},
      {"a return before its call", begun + R"({"t":"ret","id":1,"ts":4,"r":{"m":"a"}})",
       "trace/time", 3},
      {"a reply without its message id", begun + R"({"t":"ret","id":1,"ts":9,"r":{}})",
       "trace/missing-member", 3},
      {"no outcome", begun + R"({"t":"ret","id":1,"ts":9})", "trace/missing-member", 3},
  };
}

void expect_refused(const Bad& bad) {
  const auto read = read_history(source_of(bad.text));
  ASSERT_FALSE(read) << bad.what;
  const policy::Diagnostic& problem = read.error().front();
  EXPECT_EQ(problem.id, bad.id) << bad.what << ": " << problem.message;
  EXPECT_EQ(policy::line_column(*problem.source, problem.place.begin).line, bad.line) << bad.what;
  EXPECT_FALSE(problem.help.empty()) << bad.what;
}

}  // namespace

TEST(History, RefusesWhatItCannotReadWithLineAndCure) {
  for (const Bad& bad : bad_lines()) expect_refused(bad);
  for (const Bad& bad : bad_calls()) expect_refused(bad);
}

// A trace has no conditions, and is no policy.
TEST(History, AdvisesAboutTraces) {
  for (const std::string& value : {std::string("1e999"), std::string(100, '[')}) {
    const auto read = read_history(source_of(R"({"t":"head","v":1,"x":)" + value + "\n"));
    ASSERT_FALSE(read) << value;
    const std::string& help = read.error().front().help;
    EXPECT_EQ(help.find("condition"), std::string::npos) << help;
    EXPECT_EQ(help.find("policy"), std::string::npos) << help;
  }
}

}  // namespace sqsproof::semantics
