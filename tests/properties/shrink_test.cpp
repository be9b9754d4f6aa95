// Making programs small.
#include "properties/explore/shrink.h"

#include <algorithm>
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

// What a client that is gone waited for keeps no other client waiting.
TEST(Shrink, TheTimeOfACommandStaysWithItsClient) {
  Program program;
  Command idle;
  idle.kind = Command::Kind::receive;
  idle.think_ms = 20'000;
  Command beside, last;
  beside.client = 1;
  program.commands = {idle, beside, last};
  const auto has = [&](int of_other, int of_same) {
    const auto simpler = simpler_programs(program);
    return std::any_of(simpler.begin(), simpler.end(), [&](const Program& p) {
      return p.commands.size() == 2 && p.commands[0].client == 1 &&
             p.commands[0].think_ms == of_other && p.commands[1].think_ms == of_same;
    });
  };
  EXPECT_TRUE(has(0, 20'000));
  EXPECT_FALSE(has(20'000, 0));
  program.commands[2].client = 1;  // nobody is left to wait
  EXPECT_FALSE(has(20'000, 0));
  EXPECT_FALSE(has(0, 20'000));
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
