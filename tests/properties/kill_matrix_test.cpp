// The power of the suite, measured: which requirement finds which mutant first, after how many
// programs, and how small the counterexample gets. Mutants that take a server to be seen are the
// business of the examples.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>

#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

/// Mutants that programs of calls cannot show, and why.
const std::map<std::string_view, std::string_view> kUnseen = {
    {"receive-count-saturates", "it takes 256 receives"},
    {"batch-all-or-nothing", "the judge does not know which entries are valid"},
    {"digest-of-all-attributes", "programs ask for all attributes"},
    {"filter-exact-only", "programs ask for all attributes"},
    {"size-without-attributes", "no program comes near the limits of size"},
    {"size-in-characters", "no program comes near the limits of size"},
    {"noncharacters-accepted", "the judge does not know which characters are refused"},
    {"digest-ignores-case", "names of attributes are in lower case"},
    {"queue-comes-back", "no program deletes a queue"},
    {"dead-letters-of-none-lost", "no program deletes a queue"},
    {"redrive-change-ignored", "the judge does not count across changes of maxReceiveCount"},
    {"move-to-one-source", "no program has two sources of one dead-letter queue"},
    {"move-beside-another", "the judge does not know how long a task runs"},
    {"move-takes-in-flight", "the judge does not know what a task took"},
};

std::vector<const Requirement*> everything() {
  std::vector<const Requirement*> all;
  for (const Requirement& requirement : all_requirements()) all.push_back(&requirement);
  return all;
}

struct Kill {
  const Requirement* requirement = nullptr;
  std::size_t programs = 0;
  std::size_t commands = 0;
};

Kill first_kill(const fixtures::Mutant& mutant) {
  static const fixtures::VirtualClock kStopwatch;  // stands still: no deadline
  static const auto requirements = everything();
  ExploreOptions options;
  options.cases = kUnseen.contains(mutant.name) ? 10 : 200;
  options.enough_failures = 1;
  options.stopwatch = &kStopwatch;
  const auto outcomes =
      explore(requirements, embedded_venues(std::string(mutant.name))->open, options);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (!outcomes[i].counterexample) continue;
    return {requirements[i], outcomes[i].cases,
            outcomes[i].counterexample->program.commands.size()};
  }
  return {};
}

}  // namespace

TEST(KillMatrix, EveryMutantIsFound) {
  std::vector<std::size_t> sizes, programs;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    const Kill kill = first_kill(mutant);
    if (kUnseen.contains(mutant.name)) {
      EXPECT_EQ(kill.requirement, nullptr) << mutant.name << " is found; take it off the list";
      continue;
    }
    EXPECT_NE(kill.requirement, nullptr) << mutant.name << " survives";
    if (!kill.requirement) continue;
    std::printf("%-34s %-42s program %5zu, %zu commands\n", mutant.name.data(),
                kill.requirement->words.id.data(), kill.programs, kill.commands);
    sizes.push_back(kill.commands);
    programs.push_back(kill.programs);
  }
  ASSERT_GT(sizes.size(), 50U);
  std::sort(sizes.begin(), sizes.end());
  std::sort(programs.begin(), programs.end());
  const auto at = [](const std::vector<std::size_t>& values, std::size_t percent) {
    return values[(values.size() - 1) * percent / 100];
  };
  std::printf("%zu mutants; programs p50 %zu, p90 %zu; commands p50 %zu, p90 %zu, max %zu\n",
              sizes.size(), at(programs, 50), at(programs, 90), at(sizes, 50), at(sizes, 90),
              sizes.back());
  EXPECT_LE(at(sizes, 90), 5U);
  EXPECT_LE(sizes.back(), 9U);
}

}  // namespace sqsproof::properties
