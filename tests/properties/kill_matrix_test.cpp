// The power of the suite, measured: which requirement finds which mutant first, after how many
// programs, and how small the counterexample gets; for the others, which example does (that it does
// is tested beside the examples). properties/MUTANTS.md is that table; UPDATE_GOLDEN=1 writes it.
#include "tests/properties/kill_matrix.h"

#include <algorithm>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <map>

#include "fixtures/virtual_clock.h"
#include "properties/explore/venues.h"

namespace sqsproof::tests {
namespace {

using fixtures::Mutant;
using properties::Level;
using properties::Requirement;

/// Legal mutants that the strict model does not find either, and why.
const std::map<std::string_view, std::string_view> kEither = {
    {"old-receipts-ignored", "AWS says both of old receipts, and so does the strict model"}};

using Kills = std::map<std::string_view, Kill>;  // by mutant

/// What programs find. The others get a few programs only, to see that they find nothing.
Kills measure() {
  Kills kills;
  for (const Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client) continue;
    Meeting meeting;
    if (!programs_show(mutant)) meeting.cases = 10;
    kills[mutant.name] = first_kill(mutant.name, meeting);
  }
  return kills;
}

std::string row_of(const Mutant& mutant, const std::string& by, const Kill* kill) {
  const bool counted = kill && kill->commands > 0;
  const std::string numbers =
      counted ? fmt::format("{} | {}", kill->programs, kill->commands) : std::string("|");
  return fmt::format("| `{}` | {} | {} | {} |\n", mutant.name, mutant.what, by, numbers);
}

/// Who kills it, as the page says it.
std::string killer_of(const Mutant& mutant, const Kill* kill) {
  const std::string_view example = example_against(mutant);
  if (kill && kill->requirement) {
    const std::string rate = kill->requirement->is_rate() ? ", over all programs" : "";
    const std::string legal =
        mutant.within.empty() ? "" : fmt::format("; right with {} granted", mutant.within);
    return fmt::format("`{}`{}{}", kill->requirement->words.id, rate, legal);
  }
  if (!mutant.within.empty()) return fmt::format("nothing: {}", kEither.at(mutant.name));
  if (!example.empty()) return fmt::format("example `{}`", example);
  if (mutant.needs == fixtures::Needs::several_clients) {
    return "programs of several clients, over HTTP";
  }
  return "a run in real time beside one in virtual time";
}

struct Numbers {
  std::vector<std::size_t> programs, commands;  ///< sorted
  std::size_t by_rate = 0;
};

Numbers numbers_of(const Kills& kills) {
  Numbers numbers;
  for (const auto& [name, kill] : kills) {
    const bool legal = !fixtures::find_mutant(name)->within.empty();
    if (!kill.requirement || legal) continue;
    if (kill.requirement->is_rate()) {
      ++numbers.by_rate;
      continue;
    }
    numbers.programs.push_back(kill.programs);
    numbers.commands.push_back(kill.commands);
  }
  std::sort(numbers.programs.begin(), numbers.programs.end());
  std::sort(numbers.commands.begin(), numbers.commands.end());
  return numbers;
}

std::size_t at(const std::vector<std::size_t>& values, std::size_t percent) {
  return values[(values.size() - 1) * percent / 100];
}

std::string summary_of(const Kills& kills) {
  const auto all = fixtures::all_mutants();
  const auto count = [&](auto has) { return std::count_if(all.begin(), all.end(), has); };
  const auto legal = count([](const Mutant& one) { return !one.within.empty(); });
  const auto served = count([](const Mutant& one) {
    return needs_a_server_of_its_own(one) && example_against(one).empty();
  });
  const Numbers numbers = numbers_of(kills);
  const std::size_t programs = numbers.programs.size() + numbers.by_rate;
  const std::size_t killed = all.size() - static_cast<std::size_t>(legal);
  return fmt::format(
      "{} ways to be wrong. {} are legal where AWS's freedom to do so is granted; of the other "
      "{},\n"
      "100 % are killed: {} by programs of calls ({} of them by a rate over all programs), {} by\n"
      "programs that need a server of their own, and {} by examples. Programs until the first "
      "that\n"
      "fails: half of the mutants at most {}, 90 % at most {}, all at most {}. Commands of the "
      "shrunk\n"
      "counterexample: {}, {} and {}.\n",
      all.size(), legal, killed, programs, numbers.by_rate, served,
      killed - programs - static_cast<std::size_t>(served), at(numbers.programs, 50),
      at(numbers.programs, 90), numbers.programs.back(), at(numbers.commands, 50),
      at(numbers.commands, 90), numbers.commands.back());
}

std::string page_of(const Kills& kills) {
  std::string text =
      "# Mutants\n\n"
      "What the suite is measured with: ways in which the embedded endpoint can be wrong "
      "(`sqsproof\n"
      "serve --mutant NAME`), and what of `conform run` finds each first, with the seed of the "
      "tests.\n"
      "Written by `UPDATE_GOLDEN=1 properties_tests --gtest_filter=KillMatrix.*`, which fails "
      "when\n"
      "anything is not found or this page is out of date.\n\n" +
      summary_of(kills) +
      "\n| mutant | what it does wrong | killed first by | programs | commands |\n"
      "| --- | --- | --- | ---: | ---: |\n";
  for (const Mutant& mutant : fixtures::all_mutants()) {
    const auto found = kills.find(mutant.name);
    const Kill* kill = found == kills.end() ? nullptr : &found->second;
    text += row_of(mutant, killer_of(mutant, kill), kill);
  }
  return text;
}

/// What must hold fails the first program that finds some mutant, which is wrong in any case. (That
/// each finds its own mutant, if not always first, is a test below.)
void expect_all_first(const Kills& kills) {
  for (const Requirement& requirement : properties::all_requirements()) {
    if (requirement.level != Level::must) continue;
    const Mutant* mutant = fixtures::find_mutant(requirement.mutant);
    if (mutant && needs_a_server_of_its_own(*mutant)) continue;  // served_test.cpp
    const bool first = std::any_of(kills.begin(), kills.end(), [&](const auto& named) {
      const bool legal = !fixtures::find_mutant(named.first)->within.empty();
      return !legal && named.second.is_by(requirement);
    });
    EXPECT_TRUE(first) << requirement.words.id << " is the first for none";
  }
}

}  // namespace

TEST(KillMatrix, EveryMutantIsFound) {
  const Kills kills = measure();
  for (const Mutant& mutant : fixtures::all_mutants()) {
    if (needs_a_server_of_its_own(mutant) || !mutant.within.empty()) continue;
    const auto found = kills.find(mutant.name);
    const bool by_program = found != kills.end() && found->second.requirement != nullptr;
    if (programs_show(mutant)) {
      EXPECT_TRUE(by_program) << mutant.name << " survives";
    } else {
      EXPECT_FALSE(by_program) << mutant.name << " is found; take it off the list";
      EXPECT_NE(example_against(mutant), "") << mutant.name << " survives";
    }
  }
  expect_all_first(kills);
  const Numbers numbers = numbers_of(kills);
  ASSERT_GT(numbers.commands.size(), 50U);
  EXPECT_LE(at(numbers.commands, 90), 5U);
  EXPECT_LE(numbers.commands.back(), 9U);
  std::printf("%s", summary_of(kills).c_str());
  expect_on_page("", page_of(kills));
}

// A mutant within a freedom does nothing wrong where that is granted, and is found where it is not.
TEST(KillMatrix, LegalMutantsAreWrongWithoutTheirFreedomOnly) {
  std::size_t legal = 0;
  for (const Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.within.empty()) continue;
    ++legal;
    Meeting granted;
    granted.cases = 60;
    ASSERT_TRUE(granted.granted.grant(mutant.within)) << mutant.within;
    const Kill in_vain = first_kill(mutant.name, granted);
    EXPECT_EQ(in_vain.requirement, nullptr)
        << mutant.name << " fails " << in_vain.requirement->words.id << " under " << mutant.within;
    Meeting strict;
    strict.shrinks = false;
    if (kEither.contains(mutant.name)) strict.cases = 60;
    EXPECT_EQ(first_kill(mutant.name, strict).requirement == nullptr, kEither.contains(mutant.name))
        << mutant.name;
  }
  EXPECT_GE(legal, 2U);
}

TEST(KillMatrix, EachRequirementFindsItsOwnMutant) {
  static const fixtures::VirtualClock kStopwatch;
  for (const Requirement& requirement : properties::all_requirements()) {
    const Mutant* mutant = fixtures::find_mutant(requirement.mutant);
    if (!mutant || needs_a_server_of_its_own(*mutant)) continue;
    properties::ExploreOptions options;
    options.cases = 2'000;
    options.stopwatch = &kStopwatch;
    const auto venues = properties::embedded_venues(std::string(mutant->name));
    EXPECT_EQ(properties::explore(requirement, venues->open, options).verdict,
              policy::Verdict::violated)
        << requirement.words.id << " does not find " << mutant->name;
  }
}

}  // namespace sqsproof::tests
