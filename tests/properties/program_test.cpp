// Programs as values: they survive a file, and what they are made of is within its bounds.
#include "properties/explore/program.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "properties/explore/generate.h"
#include "properties/explore/members.h"
#include "properties/explore/scenarios/scenario.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {
namespace {

std::vector<Program> many_programs() {
  std::vector<Program> programs;
  for (const Timing timing : {Timing::full, Timing::fast}) {
    for (const Requirement& requirement : all_requirements()) {
      for (std::uint64_t i = 0; i < 30; ++i) {
        programs.push_back(generate_program_for(requirement.words.id, requirement.bias, timing,
                                                mix_seed(1, requirement.words.id, i)));
      }
    }
  }
  return programs;
}

Program read_again(const Program& program) {
  auto source = std::make_shared<policy::SourceText>();
  source->text = to_json(Replay{"a/b", program});
  const auto replay = read_replay(source);
  EXPECT_TRUE(replay) << source->text;
  return replay ? replay->program : Program{};
}

}  // namespace

TEST(Programs, SurviveAFile) {
  for (const Program& program : many_programs()) {
    const Program again = read_again(program);
    EXPECT_EQ(again, program) << describe(program).size();
    EXPECT_EQ(describe(again), describe(program));
  }
}

TEST(Programs, HaveEveryKindOfCommandAndEverySetting) {
  std::set<Command::Kind> kinds;
  std::set<int> settings, clients;
  for (const Program& program : many_programs()) {
    clients.insert(client_count(program));
    for (const Command& command : program.commands) {
      kinds.insert(command.kind);
      if (command.kind == Command::Kind::set) settings.insert(command.setting);
    }
  }
  EXPECT_EQ(kinds.size(), command_names().size());
  EXPECT_EQ(settings.size(), 5U);
  EXPECT_EQ(clients, (std::set<int>{1, 2, 3}));
}

TEST(Programs, OfTwoSecondsTakeSeconds) {
  for (const Requirement& requirement : all_requirements()) {
    for (std::uint64_t i = 0; i < 30; ++i) {
      const Program program = generate_program_for(requirement.words.id, requirement.bias,
                                                   Timing::fast, mix_seed(1, "fast", i));
      int think_ms = 0;
      for (const Command& command : program.commands) think_ms += command.think_ms;
      EXPECT_LE(think_ms, 60'000) << requirement.words.id;
    }
  }
}

TEST(Scenarios, HaveNamesOfTheirOwnAndARequirementEach) {
  std::set<std::string_view> ids, used;
  for (const Requirement& requirement : all_requirements()) {
    for (const Scenario* scenario : scenarios_for(requirement.words.id, Timing::days)) {
      used.insert(scenario->id);
    }
  }
  for (const Scenario& scenario : all_scenarios()) {
    EXPECT_TRUE(ids.insert(scenario.id).second) << scenario.id;
    EXPECT_TRUE(used.contains(scenario.id)) << scenario.id << " is for no requirement";
    EXPECT_FALSE(scenario.story.empty());
  }
}

TEST(Scenarios, AreProgramsWithinTheBounds) {
  for (const Scenario& scenario : all_scenarios()) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
      Program program;
      draw(seed, [&] { program = scenario.make(Timing::full); });
      EXPECT_FALSE(program.commands.empty()) << scenario.id;
      EXPECT_EQ(read_again(program), program) << scenario.id;
    }
  }
}

}  // namespace sqsproof::properties
