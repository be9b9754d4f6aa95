// The fingerprint of an endpoint: what is switched on in it is what the search finds.
#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

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
  FreedomsNeeded needed;
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
  const auto requirements = *select_requirements({});
  const auto outcomes = explore(requirements, venues->open, options);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    // How often they take their freedoms is chosen: nothing that a limit could be held against.
    if (requirements[i]->is_rate()) {
      search.count(*requirements[i]->promise, outcomes[i].share);
    } else {
      found.broken += outcomes[i].verdict == policy::Verdict::violated ? 1 : 0;
    }
  }
  found.needed = search.result();
  for (const auto& need : found.needed.freedoms) found.freedoms.emplace_back(need.row->id);
  return found;
}

}  // namespace

TEST(Freedoms, EachIsFoundAlone) {
  for (const char* id : {"W1", "W2", "W3", "W4", "W6", "W7", "W8", "W13", "W15"}) {
    const Found found = look_at({id}, 40);
    EXPECT_EQ(found.freedoms, Ids{id});
    EXPECT_GT(found.needed.histories, 0U) << id << " breaks no strict promise";
    EXPECT_EQ(found.broken, 0U) << id;
    const auto& unexplained = found.needed.unexplained;
    EXPECT_TRUE(unexplained.empty()) << id << ": " << unexplained.front();
    EXPECT_FALSE(found.needed.excusable.empty()) << id;
  }
}

// No strict promise is about them, and nothing counts them, so nobody can name them: whether old
// receipts act (W9), when changes come that come late (W10), when a dead letter moves (W11),
// whether a queue answers while it is deleted (W12). A task may be as slow as it likes (W14); at
// the limit of messages in flight (W16) no program arrives, it takes 120,000 of them (an example
// does at the embedded endpoint, whose limit it can lower); and which of two sends at one time is
// the duplicate (W17) is free in the strict model, too.
TEST(Freedoms, SomeCannotBeSeen) {
  for (const char* id : {"W9", "W10", "W11", "W12", "W14", "W16", "W17"}) {
    const Found found = look_at({id}, 8);
    EXPECT_TRUE(found.freedoms.empty()) << id << " and " << found.freedoms.front();
    EXPECT_EQ(found.needed.histories, 0U) << id;
    EXPECT_EQ(found.broken, 0U) << id;
  }
}

// No strict promise is about the order of a standard queue, either, but the suite counts.
TEST(Freedoms, AnotherOrderIsNamedByItsShare) {
  const Found found = look_at({"W5"}, 8);
  EXPECT_EQ(found.freedoms, Ids{"W5"});
  EXPECT_EQ(found.needed.histories, 0U);
  const semantics::Share share = found.needed.freedoms.at(0).share;
  EXPECT_GT(share.value(), 0.02);
  EXPECT_LT(share.value(), 0.5);
  const std::string text = describe(found.needed);
  EXPECT_NE(text.find("(W5, " + std::to_string(share.happened) + " of "), std::string::npos)
      << text;
}

TEST(Freedoms, PairsAreFoundTogether) {
  for (const Ids& pair : {Ids{"W1", "W6"}, Ids{"W3", "W7"}, Ids{"W4", "W13"}, Ids{"W1", "W5"},
                          Ids{"W3", "W4"}, Ids{"W2", "W15"}}) {
    const Found found = look_at(pair, 15);
    EXPECT_EQ(found.freedoms, pair);
    EXPECT_EQ(found.broken, 0U);
  }
}

// An endpoint like AWS's, as far as single calls show it: it passes where that is granted, fails
// where it is not, and what it does is told exactly, with how often where that is counted.
TEST(Freedoms, TheNoiseOfAWeakEndpointIsNamed) {
  const Ids noise{"W1", "W2", "W3", "W4", "W5"};
  const Found found = look_at(noise, 40);
  EXPECT_EQ(found.freedoms, noise) << describe(found.needed);
  EXPECT_EQ(found.broken, 0U);
  EXPECT_GT(found.needed.histories, 40U) << "strictly, they break promises";
  EXPECT_TRUE(found.needed.unexplained.empty()) << found.needed.unexplained.front();
  for (const std::size_t counted : {0, 3, 4}) {
    const auto& need = found.needed.freedoms.at(counted);
    EXPECT_GT(need.share.happened, 10U) << need.row->id;
    EXPECT_LT(need.share.value(), 0.5) << need.row->id;
  }
}

TEST(Freedoms, TheStrictEndpointNeedsNone) {
  const Found found = look_at({}, 5);
  EXPECT_TRUE(found.freedoms.empty());
  EXPECT_TRUE(found.needed.unexplained.empty());
  EXPECT_TRUE(found.needed.excusable.empty());
}

// Each failure by itself: a bug beside it does not make it less of a freedom.
TEST(Freedoms, AreToldOfEachFailureByItself) {
  FreedomsNeeded needed;
  needed.excusable.push_back({"purge/takes-everything", {&semantics::all_freedoms()[6]}});
  const auto json = nlohmann::json::parse(to_json(needed));
  EXPECT_EQ(json.at("excusable").at(0).at("id"), "purge/takes-everything");
  EXPECT_EQ(json.at("excusable").at(0).at("by").at(0).at("id"), semantics::all_freedoms()[6].id);
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
    if (!semantics::left_free_by(id, options.granted)) {  // it takes another one, too
      options.granted.grant(semantics::Freedom::sampling);
    }
    EXPECT_EQ(semantics::left_free_by(id, options.granted), row) << id;
    EXPECT_EQ(explore(requirement, embedded_venues("")->open, options).instances, 0U) << id;
  }
}

}  // namespace sqsproof::properties
