// The fingerprint of an endpoint: what is switched on in it is what the search finds.
#include <algorithm>
#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/freedoms_needed.h"
#include "properties/explore/venues.h"
#include "properties/report/conform_report.h"
#include "properties/report/freedoms_text.h"
#include "properties/report/judge_report.h"
#include "semantics/judge/left_free.h"
#include "semantics/model/weakness.h"

namespace sqsproof::properties {
namespace {

using Ids = std::vector<std::string>;

struct Found {
  Ids freedoms;
  std::vector<std::string_view> unexplained;
  std::size_t broken = 0;  ///< requirements, though all of AWS's freedoms were granted
};

/// What programs see of an endpoint with these weaknesses.
Found look_at(const Ids& weak, std::size_t cases) {
  static const fixtures::VirtualClock kStopwatch;
  semantics::Weaknesses weaknesses;
  for (const std::string& id : weak) weaknesses.add(semantics::find_weakness(id)->weakness);
  FreedomSearch search;
  ExploreOptions options;
  options.seed = 3;
  options.cases = cases;
  options.stopwatch = &kStopwatch;
  options.granted = semantics::Freedoms::aws();
  options.observe = [&](const auto& history, const auto& tolerance) {
    search.judge(history, tolerance);
  };
  const auto venues = embedded_venues("", weaknesses);
  Found found;
  // How often they take their freedoms is chosen: nothing that a limit could be held against.
  auto requirements = *select_requirements({});
  std::erase_if(requirements, [](const Requirement* one) { return one->is_rate(); });
  for (const Outcome& outcome : explore(requirements, venues->open, options)) {
    found.broken += outcome.verdict == policy::Verdict::violated ? 1 : 0;
  }
  for (const auto& need : search.result().freedoms) found.freedoms.emplace_back(need.row->id);
  found.unexplained = search.result().unexplained;
  return found;
}

}  // namespace

TEST(Freedoms, EachIsFoundAlone) {
  for (const char* id : {"W1", "W2", "W3", "W4", "W6", "W7", "W8", "W13"}) {
    const Found found = look_at({id}, 40);
    EXPECT_EQ(found.freedoms, Ids{id});
    EXPECT_EQ(found.broken, 0U) << id;
    EXPECT_TRUE(found.unexplained.empty()) << id << ": " << found.unexplained.front();
  }
}

// No strict promise is about the order of a standard queue, old receipts, changes that come late,
// the time of a move to the dead-letter queue, or a queue that is deleted.
TEST(Freedoms, SomeBreakNoStrictPromise) {
  for (const char* id : {"W5", "W9", "W10", "W11", "W12"}) {
    const Found found = look_at({id}, 8);
    EXPECT_TRUE(found.freedoms.empty()) << id << " and " << found.freedoms.front();
    EXPECT_EQ(found.broken, 0U) << id;
  }
}

TEST(Freedoms, PairsAreFoundTogether) {
  for (const Ids& pair : {Ids{"W1", "W6"}, Ids{"W3", "W7"}, Ids{"W4", "W13"}}) {
    const Found found = look_at(pair, 15);
    EXPECT_EQ(found.freedoms, pair);
    EXPECT_EQ(found.broken, 0U);
  }
  EXPECT_EQ(look_at({"W1", "W5"}, 10).freedoms, Ids{"W1"});
}

TEST(Freedoms, TheStrictEndpointNeedsNone) {
  const Found found = look_at({}, 5);
  EXPECT_TRUE(found.freedoms.empty());
  EXPECT_TRUE(found.unexplained.empty());
}

TEST(Freedoms, AreInEveryReport) {
  ConformReport report{"1", "somewhere", 1, {}};
  report.freedoms.histories = 3;
  report.freedoms.freedoms.push_back({&semantics::all_freedoms()[0], 2});
  report.freedoms.unexplained = {"delivery/nothing-lost"};
  for (const std::string& text :
       {to_text(report, {}, true), to_json(report), to_markdown(report), to_html(report)}) {
    EXPECT_NE(text.find("W1"), std::string::npos) << text;
    EXPECT_NE(text.find("delivery/nothing-lost"), std::string::npos) << text;
  }
}

// What all of AWS's freedoms leave nothing of says so; all else is put to the test.
TEST(Freedoms, LeaveNothingUndecidedUnderAllOfThem) {
  static const fixtures::VirtualClock kStopwatch;
  ExploreOptions options;
  options.cases = 60;
  options.stopwatch = &kStopwatch;
  options.granted = semantics::Freedoms::aws();
  const auto requirements = *select_requirements({});
  auto outcomes = explore(requirements, embedded_venues("")->open, options);
  std::size_t skipped = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const auto result = result_of(*requirements[i], std::move(outcomes[i]), Timing::days, false);
    const bool free = !result.outcome.left_free.empty();
    skipped += free ? 1 : 0;
    EXPECT_NE(result.verdict, ConformVerdict::undecided) << result.requirement->words.id;
    EXPECT_TRUE(!free || result.verdict == ConformVerdict::skip) << result.requirement->words.id;
  }
  EXPECT_GT(skipped, 10U);
}

TEST(Freedoms, LeaveNothingOfAPromiseWhenGrantedAlone) {
  for (const Requirement& requirement : all_requirements()) {
    const std::string_view id = requirement.words.id;
    const auto* row = semantics::left_free_by(id, semantics::Freedoms::aws());
    EXPECT_EQ(semantics::left_free_by(id, {}), nullptr) << id;
    if (row == nullptr) continue;
    static const fixtures::VirtualClock kStopwatch;
    ExploreOptions options;
    options.cases = 60;
    options.stopwatch = &kStopwatch;
    EXPECT_GT(explore(requirement, embedded_venues("")->open, options).instances, 0U) << id;
    options.granted.grant(row->freedom);
    EXPECT_EQ(explore(requirement, embedded_venues("")->open, options).instances, 0U) << id;
  }
}

}  // namespace sqsproof::properties
