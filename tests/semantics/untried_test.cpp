// Overlapping calls have too many orders to try them all. What was not tried counts as possible,
// and is said, so that nobody takes the verdict for more than it is.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "semantics/judge/judge.h"
#include "tests/semantics/trace_text.h"

namespace sqsproof::semantics {
namespace {

/// So many receives of one message, all of them under way at once, each for 0 s.
std::string at_once(int receives) {
  std::string trace =
      R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},"queues":{"q1":{"name":"q"}}})"
      "\n"
      R"({"t":"inv","id":0,"op":"Send","q":"q1","ts":0,"a":{"u":"x"}})"
      "\n"
      R"({"t":"ret","id":0,"ts":10,"r":{"m":"m1"}})"
      "\n";
  for (int i = 1; i <= receives; ++i) {
    trace += fmt::format(
        R"({{"t":"inv","id":{0},"op":"Receive","q":"q1","ts":{1},"a":{{"max":1,"vis":0}}}})"
        "\n"
        R"({{"t":"ret","id":{0},"ts":{2},"r":{{"ms":[{{"m":"m1","u":"x","h":"r#{0}"}}]}}}})"
        "\n",
        i, 100 + i, 1'000 + i);
  }
  return trace;
}

std::size_t untried_of(int receives) {
  const auto history = read_history(source_of(at_once(receives)));
  EXPECT_TRUE(history.has_value());
  if (!history) return 0;
  const Promise* const promise = find_promise("visibility/hidden-until-timeout");
  const Judgement judgement = judge_one(*promise, *history);
  EXPECT_NE(judgement.verdict, policy::Verdict::violated);
  return judgement.untried;
}

}  // namespace

TEST(Untried, IsSaidOfMessagesWithTooManyCallsAtOnce) {
  EXPECT_EQ(untried_of(5), 0U);
  EXPECT_EQ(untried_of(40), 1U);
}

}  // namespace sqsproof::semantics
