// Rates: counted over all programs of a search, and held against a limit.
#include <gtest/gtest.h>

#include "fixtures/virtual_clock.h"
#include "properties/explore/explore.h"
#include "properties/explore/venues.h"
#include "properties/report/conform_report.h"
#include "semantics/model/weakness.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {
namespace {

using fixtures::VirtualClock;
using policy::Verdict;

ExploreOptions options_of(std::map<std::string, double, std::less<>> limits = {}) {
  static const VirtualClock kStopwatch;
  ExploreOptions options;
  options.cases = 300;
  options.stopwatch = &kStopwatch;
  options.granted = semantics::Freedoms::aws();
  options.limits = std::move(limits);
  return options;
}

Outcome search(std::string_view id, std::string_view weak,
               std::map<std::string, double, std::less<>> limits = {}) {
  semantics::Weaknesses weaknesses;
  if (!weak.empty()) weaknesses.add(semantics::find_weakness(weak)->weakness);
  const auto selected = *select_requirements({std::string(id)});
  EXPECT_EQ(selected.size(), 1U);
  return explore(*selected.front(), embedded_venues("", weaknesses)->open,
                 options_of(std::move(limits)));
}

const Requirement& requirement(const char* id) { return *select_requirements({id})->front(); }

}  // namespace

TEST(Rates, NothingHappensAtASoundEndpoint) {
  for (const char* id : {"delivery/duplicates-rare", "delivery/inversions-rare",
                         "long-poll/false-empties-rare", "calls/errors-rare"}) {
    const Outcome outcome = search(id, "");
    EXPECT_EQ(outcome.verdict, Verdict::holds) << id << ": " << outcome.why;
    EXPECT_EQ(outcome.share.happened, 0U) << id;
    EXPECT_GT(outcome.share.of, 150U) << id;
  }
}

TEST(Rates, DuplicatesOfAWeakEndpointAreTooMany) {
  const Outcome outcome = search("delivery/duplicates-rare", "W1");
  EXPECT_EQ(outcome.verdict, Verdict::violated) << outcome.why;
  EXPECT_GT(outcome.share.happened, 10U);
  EXPECT_NE(outcome.why.find("at most 0.1 % may be"), std::string::npos) << outcome.why;
  EXPECT_EQ(search("delivery/duplicates-rare", "W1", {{"delivery/duplicates-rare", 0.99}}).verdict,
            Verdict::holds);
}

TEST(Rates, InversionsAreCountedAndJudgedByAGivenLimitOnly) {
  const Outcome free = search("delivery/inversions-rare", "W5");
  EXPECT_EQ(free.verdict, Verdict::holds) << free.why;
  EXPECT_GT(free.share.happened, 10U);
  const auto told = result_of(requirement("delivery/inversions-rare"), free, Timing::days, false);
  EXPECT_EQ(told.verdict, ConformVerdict::skip);
  EXPECT_NE(told.why.find("--at-most"), std::string::npos) << told.why;
  const Outcome judged =
      search("delivery/inversions-rare", "W5", {{"delivery/inversions-rare", 0.001}});
  EXPECT_EQ(judged.verdict, Verdict::violated);
}

// A poll of eight misses something; then few do, as AWS's may: those of one program in twelve.
TEST(Rates, FalseEmptiesAreTooManyWhenTheyAreUsual) {
  constexpr const char* kId = "long-poll/false-empties-rare";
  const Outcome often = search(kId, "W4");
  EXPECT_EQ(often.verdict, Verdict::violated) << often.why;
  EXPECT_GT(often.share.value(), 0.01);
  EXPECT_NE(often.why.find("at most 1 % may be"), std::string::npos) << often.why;
  EXPECT_EQ(search(kId, "W4", {{kId, 0.99}}).verdict, Verdict::holds);
  semantics::Weaknesses misses;
  misses.add(semantics::Weakness::long_poll_misses);
  const auto sound = embedded_venues(""), weak = embedded_venues("", misses);
  int programs = 0;
  const auto open = [&] { return ++programs % 12 == 0 ? weak->open() : sound->open(); };
  const Outcome seldom = explore(requirement(kId), open, options_of());
  EXPECT_EQ(seldom.verdict, Verdict::holds) << seldom.why;
  EXPECT_GT(seldom.share.happened, 0U) << "often: " << describe(often.share);
}

// What samples is no long poll.
TEST(Rates, ShortPollsAreNoFalseEmpties) {
  EXPECT_EQ(search("long-poll/false-empties-rare", "W3").share.happened, 0U);
}

// One answer of fifty is lost: its calls are judged as calls whose effect is not known, and
// counted.
TEST(Rates, LostAnswersAreCounted) {
  struct ToyVenue {
    VirtualClock clock{semantics::seconds(1'000)};
    tests::ToyEndpoint endpoint{clock, ""};
  };
  int calls = 0;
  const auto open = [&calls] {
    auto toy = std::make_shared<ToyVenue>();
    toy->endpoint.loses_answer = [&calls](int) { return ++calls % 50 == 0; };
    return OpenVenue{{&toy->endpoint, &toy->clock, true, {}, "q", true}, toy};
  };
  const Outcome outcome = explore(requirement("calls/errors-rare"), open, options_of());
  EXPECT_EQ(outcome.verdict, Verdict::violated) << outcome.why;
  EXPECT_NEAR(outcome.share.value(), 0.02, 0.01);
}

TEST(Rates, AreToldWithTheirLimit) {
  const auto told = result_of(requirement("delivery/duplicates-rare"),
                              search("delivery/duplicates-rare", ""), Timing::days, false);
  EXPECT_EQ(told.verdict, ConformVerdict::pass);
  EXPECT_NE(told.note.find("; at most 0.1 %"), std::string::npos) << told.note;
}

}  // namespace sqsproof::properties
