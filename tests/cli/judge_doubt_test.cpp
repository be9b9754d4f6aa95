// What `judge` leaves open: what others may have done, and what is nearly too early.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

/// A message is received for 30 s, and again.
const char* const kTrace = R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true},)"
                           R"("queues":{"q1":{"name":"q","fifo":false,"V":30}}})"
                           "\n"
                           R"({"t":"inv","id":0,"op":"Send","q":"q1","ts":-9,"a":{"u":"a"}})"
                           "\n"
                           R"({"t":"ret","id":0,"ts":-8,"r":{"m":"m1"}})"
                           "\n"
                           R"({"t":"inv","id":1,"op":"Receive","q":"q1","ts":0,"a":{"max":1}})"
                           "\n"
                           R"({"t":"ret","id":1,"ts":10,"r":{"ms":[{"m":"m1","h":"r#1"}]}})"
                           "\n"
                           R"({"t":"inv","id":2,"op":"Receive","q":"q1","ts":20,"a":{"max":1}})"
                           "\n"
                           R"({"t":"ret","id":2,"ts":30,"r":{"ms":[{"m":"m1","h":"r#2"}]}})"
                           "\n";

}  // namespace

TEST(Judge, ATraceHoldsAllCallsOnlyIfThatIsSaid) {
  std::string trace = kTrace;
  const std::size_t closed = trace.find("\"closed\"");
  trace.erase(closed, trace.find("\"queues\"") - closed);
  for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--stream"}}) {
    std::vector<std::string> judge = {"judge", "-"};
    judge.insert(judge.end(), more.begin(), more.end());
    const Outcome open = run_program(judge, trace);
    EXPECT_EQ(open.exit_code, 3) << open.out << "another client may have made it visible";
    EXPECT_NE(open.out.find("open world: the trace does not say"), std::string::npos) << open.out;
    judge.push_back("--closed");
    const Outcome said = run_program(judge, trace);
    EXPECT_EQ(said.exit_code, 1) << said.out;
    EXPECT_EQ(said.out.find("open world"), std::string::npos) << said.out;
    // What the head says counts.
    std::string one = trace;
    one.insert(closed, R"("closed":{"send":true,"recv":true,"del":false},)");
    EXPECT_EQ(run_program(judge, one).exit_code, 3);
  }
}

TEST(Judge, WhatNeedsMostOfTheToleranceIsUndecided) {
  // Hidden for 30 s from 0.00001 s at most; received again 10 ms before that ends.
  std::string trace = kTrace;
  const auto replace = [&](const std::string& from, const std::string& to) {
    trace.replace(trace.find(from), from.size(), to);
  };
  replace("\"ts\":20,", "\"ts\":29989000,");
  replace("\"ts\":30,", "\"ts\":29990000,");
  const auto judged = [&](const std::string& early) {
    return run_program({"judge", "-", "--early", early}, trace);
  };
  EXPECT_EQ(judged("0.005").exit_code, 1) << judged("0.005").out;
  EXPECT_EQ(judged("0.015").exit_code, 3) << judged("0.015").out;
  EXPECT_NE(judged("0.015").out.find("more than half of the tolerance"), std::string::npos);
  EXPECT_EQ(judged("0.025").exit_code, 0) << judged("0.025").out;
}

}  // namespace sqsproof::tests
