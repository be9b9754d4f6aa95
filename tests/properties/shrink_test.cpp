// Making programs small.
#include "properties/explore/shrink.h"

#include <gtest/gtest.h>

namespace sqsproof::properties {

TEST(Shrink, GivesTheTimeOfARemovedCommandToTheNext) {
  Program program;
  Command idle;
  idle.kind = Command::Kind::receive;
  idle.think_ms = 20'000;
  Command last;
  last.think_ms = 15'000;
  program.commands = {Command{}, idle, last};
  // Fails when two sends lie more than 30 s apart.
  const auto fails = [](const Program& p) {
    int sends = 0, apart_ms = 0;
    for (const Command& c : p.commands) {
      if (sends > 0) apart_ms += c.think_ms;
      sends += c.kind == Command::Kind::send;
    }
    return sends >= 2 && apart_ms > 30'000;
  };
  const Shrunk shrunk = shrink(program, fails, [] { return true; });
  EXPECT_EQ(shrunk.program.commands.size(), 2U);
  EXPECT_TRUE(fails(shrunk.program));
}

TEST(Shrink, StopsWhenTold) {
  Program program;
  program.commands.resize(20);
  int left = 3;
  const auto shrunk = shrink(
      program, [](const Program&) { return false; }, [&left] { return left-- > 0; });
  EXPECT_EQ(shrunk.runs, 3U);
  EXPECT_EQ(shrunk.program.commands.size(), 20U);
}

}  // namespace sqsproof::properties
