// Traces that were cut off, and numbers that no queue shows: both judges say the same.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

constexpr const char* kBegin = R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},)"
                               R"("queues":{"q1":{"name":"jobs","fifo":false,"V":30}}}
{"t":"inv","id":1,"op":"Send","q":"q1","ts":0,"a":{"u":"job-1"}}
{"t":"ret","id":1,"ts":2000,"r":{"m":"message-1"}}
{"t":"inv","id":2,"op":"Receive","q":"q1","ts":1000000,"a":{"max":1}}
)";

std::string received(const std::string& count) {
  return R"({"t":"ret","id":2,"ts":1005000,"r":{"ms":[{"m":"message-1","u":"job-1","h":"r#1","rc":)" +
         count + "}]}}\n";
}

/// What both judges exit with, or -1 when they differ.
int exit_code_of(const std::string& trace) {
  const std::string file = temporary_file("trace.jsonl", trace);
  const Outcome whole = run_program({"judge", file});
  const Outcome stream = run_program({"judge", "--stream", file});
  EXPECT_EQ(whole.exit_code, stream.exit_code) << trace << whole.out << whole.err << stream.out;
  return whole.exit_code == stream.exit_code ? whole.exit_code : -1;
}

}  // namespace

TEST(TraceEnd, ALineThatEndsTooEarlyIsLeftOut) {
  const std::string line = received("1");
  const int without = exit_code_of(kBegin);  // the receive may have got anything
  EXPECT_NE(without, exit_code_of(kBegin + line));
  for (std::size_t size = 1; size + 1 < line.size(); size += 7) {
    EXPECT_EQ(exit_code_of(kBegin + line.substr(0, size)), without) << size;
  }
}

// A whole line that is wrong is wrong, whether the file ends with a newline or not.
TEST(TraceEnd, AWrongLineIsRefused) {
  for (const char* line :
       {R"({"t":"ret","id":2,"ts":1005000,"r":{"ms":[]},"x":1,"x":2})", "garbage", "[1]",
        R"([{"t":"ret","id":2,"ts":1005000,"r":{"ms":[]}}])",
        R"({"t":"ret","id":2,"ts":"now","r":{"ms":[]}})", R"({"t":"ret"} and more)"}) {
    EXPECT_EQ(exit_code_of(std::string(kBegin) + line), 2) << line;
    EXPECT_EQ(exit_code_of(std::string(kBegin) + line + "\n"), 2) << line;
  }
}

TEST(TraceEnd, AReceiveCountThatNoQueueShowsIsWrong) {
  EXPECT_EQ(exit_code_of(kBegin + received("1")), 0);
  for (const char* count : {"0", "-1", "2", "3000000000", "4294967297"}) {
    EXPECT_EQ(exit_code_of(kBegin + received(count)), 1) << count;
  }
}

}  // namespace sqsproof::tests
