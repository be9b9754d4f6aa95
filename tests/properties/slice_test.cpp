// The calls that matter: of what mutants do to random programs, a part that shows the same, and not
// much more.
#include "semantics/judge/slice.h"

#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/generate.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

struct Tally {
  std::size_t violations = 0, calls = 0, kept = 0, premises = 0;
};

bool holds(const std::vector<std::size_t>& ids, std::size_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

History part_of(const History& history, const std::vector<std::size_t>& ids) {
  History part = history;
  part.operations.clear();
  part.drained_from = 0;
  for (std::size_t i = 0; i < history.operations.size(); ++i) {
    if (!holds(ids, history.operations[i].id)) continue;
    part.drained_from += i < history.drained_from ? 1 : 0;
    part.operations.push_back(history.operations[i]);
  }
  return part;
}

void check(const History& history, const Violation& violation, const std::string& where,
           Tally& tally) {
  const auto ids = calls_that_matter(history, violation, {});
  for (const std::size_t premise : violation.because) {
    EXPECT_TRUE(holds(ids, premise)) << where << " lacks operation " << premise;
  }
  const History part = part_of(history, ids);
  const auto again = judge_one(*find_promise(violation.promise), part, {});
  const bool same =
      std::any_of(again.violations.begin(), again.violations.end(), [&](const Violation& one) {
        return one.at == violation.at && one.because == violation.because;
      });
  EXPECT_TRUE(same) << where << ": " << violation.promise << "@" << violation.at;
  ++tally.violations;
  tally.calls += history.operations.size();
  tally.kept += part.operations.size();
  tally.premises += violation.because.size();
}

void check_mutant(const std::string& mutant, std::string_view promise, Tally& tally) {
  const auto venues = embedded_venues(mutant);
  ASSERT_TRUE(venues);
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Bias bias;
    bias.clients = 30;
    const Program program = generate_program_for(promise, bias, Timing::full, seed * 7919);
    const OpenVenue place = venues->open();
    const History history = run_program(program, place.venue).history;
    for (const Judgement& judgement : judge_all(history)) {
      if (judgement.violations.empty()) continue;
      check(history, judgement.violations.front(), mutant + " " + std::to_string(seed), tally);
    }
  }
}

}  // namespace

TEST(Slice, ShowsTheSameViolationInFewerCalls) {
  Tally tally;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    check_mutant(std::string(mutant.name), mutant.promise, tally);
  }
  std::printf("%zu violations: %zu of %zu calls kept, %zu of them premises\n", tally.violations,
              tally.kept, tally.calls, tally.premises);
  EXPECT_GT(tally.violations, 100U);
  EXPECT_LT(tally.kept * 3, tally.calls);
}

}  // namespace sqsproof::properties
