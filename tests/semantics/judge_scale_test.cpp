// What it costs to judge a long history grows with its length, not with its square.
#include <algorithm>
#include <ctime>
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "semantics/judge/judge.h"
#include "tests/semantics/trace_text.h"

namespace sqsproof::semantics {
namespace {

/// Each message is sent, received and deleted before the next one comes.
std::string one_after_another(int messages) {
  std::string trace =
      R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},"queues":{"q1":{"name":"q"}}})"
      "\n";
  for (int i = 0; i < messages; ++i) {
    const auto call = [&](int nth, std::string_view what, std::string_view result) {
      const long at = 10'000L * i + 1'000L * nth;
      trace += fmt::format("{{\"t\":\"inv\",\"id\":{0},{1},\"q\":\"q1\",\"ts\":{2}}}\n",
                           3 * i + nth, what, at);
      trace += fmt::format("{{\"t\":\"ret\",\"id\":{0},\"ts\":{1},\"r\":{{{2}}}}}\n", 3 * i + nth,
                           at + 500, result);
    };
    call(0, fmt::format(R"("op":"Send","a":{{"u":"b{}"}})", i), fmt::format(R"("m":"m{}")", i));
    call(1, R"("op":"Receive","a":{"max":1})",
         fmt::format(R"("ms":[{{"m":"m{0}","u":"b{0}","h":"r#{0}"}}])", i));
    call(2, fmt::format(R"("op":"Delete","a":{{"h":"r#{}"}})", i), "");
  }
  return trace;
}

/// Processor time of this process, so that others on the machine do not count.
double seconds_of_judging(int messages) {
  const auto history = read_history(source_of(one_after_another(messages)));
  EXPECT_TRUE(history.has_value());
  if (!history) return 0;
  const std::clock_t begin = std::clock();
  const auto judgements = judge_all(*history);
  EXPECT_FALSE(judgements.empty());
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

TEST(Judge, CostsInProportionToTheHistory) {
  constexpr int kMessages = 5'000;
  constexpr int kTimes = 8;  // a square would cost 64 times as much
  const double few = std::max(seconds_of_judging(kMessages), 0.02);
  EXPECT_LT(seconds_of_judging(kTimes * kMessages), 3 * kTimes * few);
}

}  // namespace
}  // namespace sqsproof::semantics
