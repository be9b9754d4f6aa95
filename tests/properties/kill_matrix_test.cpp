// The power of the suite, measured: which requirement finds which mutant first, after how many
// programs, and how small the counterexample gets; for the others, which example does (that it does
// is tested beside the examples).
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "properties/examples/example.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

/// Mutants that programs cannot show.
const std::set<std::string_view> kByExample = {
    "receive-count-saturates",    // programs have fewer than 255 receives
    "in-flight-unlimited",        // and fewer than 120,000 messages
    "digest-of-all-attributes",   // they receive all attributes
    "filter-exact-only",          // likewise
    "digest-ignores-case",        // names and types of theirs do not differ in case only
    "size-without-attributes",    // their messages are small
    "size-in-characters",         // likewise
    "noncharacters-accepted",     // what they send that is refused is another character
    "groupless-entry-alone",      // all entries of a batch of theirs have a group, or none
    "queue-comes-back",           // they delete no queue
    "dead-letters-of-none-lost",  // likewise
    "move-takes-in-flight"};      // no promise says that a task waits: the page says nothing of it

std::vector<const Requirement*> everything() {
  std::vector<const Requirement*> all;
  for (const Requirement& requirement : all_requirements()) all.push_back(&requirement);
  return all;
}

/// By the first program that any requirement fails.
struct Kill {
  const Requirement* requirement = nullptr;  ///< the first one in the order of the list
  std::vector<const Requirement*> all;       ///< that this program fails
  std::size_t programs = 0;
  std::size_t commands = 0;
};

Kill first_kill(const fixtures::Mutant& mutant) {
  static const fixtures::VirtualClock kStopwatch;  // stands still: no deadline
  static const auto requirements = everything();
  ExploreOptions options;
  options.cases = kByExample.contains(mutant.name) ? 10 : 200;
  options.enough_failures = 1;
  options.stopwatch = &kStopwatch;
  const auto outcomes =
      explore(requirements, embedded_venues(std::string(mutant.name))->open, options);
  Kill kill;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bool too_often =
        requirements[i]->is_rate() && outcomes[i].verdict == policy::Verdict::violated;
    const auto& found = outcomes[i].counterexample;
    if (!too_often && !found) continue;
    kill.all.push_back(requirements[i]);
    if (kill.requirement) continue;
    kill.requirement = requirements[i];
    kill.programs = outcomes[i].cases;
    kill.commands = found ? found->program.commands.size() : 0;
  }
  return kill;
}

/// Those of several clients and of real time: served_test.cpp, dilation_test.cpp.
bool needs_a_server_of_its_own(const fixtures::Mutant& mutant) {
  return mutant.needs == fixtures::Needs::several_clients ||
         mutant.needs == fixtures::Needs::real_time;
}

void expect_example(const fixtures::Mutant& mutant) {
  for (const Example& example : all_examples()) {
    const auto& names = example.mutants;
    if (std::find(names.begin(), names.end(), mutant.name) == names.end()) continue;
    std::printf("%-34s %-42s example\n", mutant.name.data(), example.words.id.data());
    return;
  }
  ADD_FAILURE() << mutant.name << " survives";
}

/// What must hold is the first to find some mutant, unless programs of several clients at once are.
void expect_all_first(const std::set<const Requirement*>& first) {
  for (const Requirement& requirement : all_requirements()) {
    const fixtures::Mutant* mutant = fixtures::find_mutant(requirement.mutant);
    if (requirement.level != Level::must || (mutant && needs_a_server_of_its_own(*mutant)))
      continue;
    EXPECT_TRUE(first.contains(&requirement)) << requirement.words.id << " is the first for none";
  }
}

}  // namespace

TEST(KillMatrix, EveryMutantIsFound) {
  std::vector<std::size_t> sizes, programs;
  std::set<const Requirement*> first;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (needs_a_server_of_its_own(mutant)) continue;
    const bool programs_can = mutant.needs == fixtures::Needs::one_client;
    const Kill kill = programs_can ? first_kill(mutant) : Kill{};
    if (!mutant.within.empty()) {  // not wrong where that is granted
      first.insert(kill.all.begin(), kill.all.end());
      continue;
    }
    if (!programs_can || kByExample.contains(mutant.name)) {
      EXPECT_EQ(kill.requirement, nullptr) << mutant.name << " is found; take it off the list";
      expect_example(mutant);
      continue;
    }
    EXPECT_NE(kill.requirement, nullptr) << mutant.name << " survives";
    if (!kill.requirement) continue;
    first.insert(kill.all.begin(), kill.all.end());
    if (kill.requirement->is_rate()) {
      std::printf("%-34s %-42s over all programs\n", mutant.name.data(),
                  kill.requirement->words.id.data());
      continue;
    }
    std::printf("%-34s %-42s program %5zu, %zu commands\n", mutant.name.data(),
                kill.requirement->words.id.data(), kill.programs, kill.commands);
    sizes.push_back(kill.commands);
    programs.push_back(kill.programs);
  }
  expect_all_first(first);
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

TEST(KillMatrix, EachRequirementFindsItsOwnMutant) {
  static const fixtures::VirtualClock kStopwatch;
  for (const Requirement& requirement : all_requirements()) {
    const fixtures::Mutant* mutant = fixtures::find_mutant(requirement.mutant);
    if (!mutant || needs_a_server_of_its_own(*mutant)) continue;
    ExploreOptions options;
    options.cases = 2'000;
    options.stopwatch = &kStopwatch;
    const auto venues = embedded_venues(std::string(mutant->name));
    EXPECT_EQ(explore(requirement, venues->open, options).verdict, policy::Verdict::violated)
        << requirement.words.id << " does not find " << mutant->name;
  }
}

}  // namespace sqsproof::properties
