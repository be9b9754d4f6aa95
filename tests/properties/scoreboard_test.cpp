// Reports side by side, and as pages.
#include "properties/report/scoreboard.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "fixtures/virtual_clock.h"
#include "properties/explore/venues.h"
#include "properties/report/conform_report.h"
#include "properties/report/timeline/svg.h"

namespace sqsproof::properties {
namespace {

ConformReport report_of(const std::string& mutant) {
  static const fixtures::VirtualClock kStopwatch;
  ExploreOptions options;
  options.cases = 60;
  options.stopwatch = &kStopwatch;
  const auto requirements = *select_requirements({"visibility", "fifo/dedup"});
  const auto venues = *embedded_venues(mutant);
  ConformReport report{"1", "<" + venues.endpoint + ">", 1, {}};
  auto outcomes = explore(requirements, venues.open, options);
  for (std::size_t i = 0; i < requirements.size(); ++i) {
    RequirementResult& result = report.results.emplace_back();
    result.requirement = requirements[i];
    result.verdict = verdict_of(outcomes[i], false);
    result.outcome = std::move(outcomes[i]);
  }
  return report;
}

policy::Source text(std::string content) {
  auto source = std::make_shared<policy::SourceText>();
  source->name = "r.json";
  source->text = std::move(content);
  return source;
}

RunSummary summary_of(const ConformReport& report) { return *read_run(text(to_json(report))); }

}  // namespace

TEST(Scoreboard, ShowsWhatBecameWorse) {
  const std::vector<RunSummary> runs = {summary_of(report_of("")),
                                        summary_of(report_of("visible-too-early"))};
  const auto changes = changes_of(runs);
  const auto worse = [&](const char* id) {
    return std::any_of(changes.begin(), changes.end(), [&](const Change& c) {
      return c.requirement == id && c.trend == Trend::worse;
    });
  };
  EXPECT_TRUE(worse("visibility/hidden-until-timeout"));
  EXPECT_FALSE(worse("fifo/dedup/window-holds"));
  EXPECT_TRUE(changes_of({runs[0], runs[0]}).empty());
  const std::string shown = to_text(runs, {});
  EXPECT_NE(shown.find("worse: visibility/hidden-until-timeout was pass, is fail"), shown.npos)
      << shown;
  EXPECT_EQ(nlohmann::json::parse(to_json(runs)).at("runs").size(), 2U);
  EXPECT_NE(
      to_markdown(runs).find("| `visibility/hidden-until-timeout` | must | pass | **fail** |"),
      std::string::npos);
  EXPECT_NE(to_html(runs).find("&lt;embedded endpoint"), std::string::npos);
}

TEST(Scoreboard, KnownFailuresAreNoPasses) {
  const auto run = [](const std::string& verdict) {
    return *read_run(
        text(R"({"tool":"sqsproof","requirements":[{"id":"x","level":"must","verdict":")" +
             verdict + "\"}]}"));
  };
  struct Row {
    const char* before;
    const char* after;
    Trend trend;
  };
  for (const Row& row : {Row{"pass", "xfail", Trend::worse}, Row{"xfail", "pass", Trend::better},
                         Row{"pass", "xpass", Trend::same}, Row{"fail", "xfail", Trend::same},
                         Row{"xpass", "fail", Trend::worse}, Row{"pass", "error", Trend::worse},
                         Row{"skip", "undecided", Trend::other}}) {
    const auto changes = changes_of({run(row.before), run(row.after)});
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(name_of(changes[0].trend), name_of(row.trend)) << row.before << " " << row.after;
  }
  const std::string shown = to_text({run("pass"), run("xfail")}, {});
  EXPECT_NE(shown.find("1 of 1 MUST\n"), shown.npos) << shown;
  EXPECT_NE(shown.find("0 of 1 MUST, 1 known failure"), shown.npos) << shown;
}

TEST(Scoreboard, CountsAsTheReportOfARunDoes) {
  ConformReport report{"1", "e", 1, {}};
  for (const Example& example : all_examples()) {
    for (const auto protocol : {fixtures::Protocol::json, fixtures::Protocol::query}) {
      report.examples.push_back({&example, protocol, ConformVerdict::pass, "", {}});
    }
  }
  report.examples.front().verdict = ConformVerdict::fail;
  const auto musts = std::count_if(all_examples().begin(), all_examples().end(),
                                   [](const Example& e) { return e.level == Level::must; });
  ASSERT_EQ(all_examples().front().level, Level::must);
  const std::string score = std::to_string(musts - 1) + " of " + std::to_string(musts) + " MUST";
  EXPECT_NE(to_badge(report).find(score), std::string::npos) << score;
  EXPECT_NE(to_text({summary_of(report)}, {}).find(score), std::string::npos) << score;
  const auto must = nlohmann::json::parse(to_json(report)).at("summary").at("must");
  EXPECT_EQ(must.at("pass"), musts - 1);
  EXPECT_EQ(must.at("fail"), 1);
}

TEST(Scoreboard, RefusesVerdictsThatThereAreNot) {
  const auto run =
      read_run(text("{\"tool\":\"sqsproof\",\n\"requirements\":[{\"id\":\"x\","
                    "\"level\":\"must\",\n\"verdict\":\"passed\"}]}"));
  ASSERT_FALSE(run);
  const auto& refused = run.error().front();
  EXPECT_NE(refused.message.find("`passed`"), std::string::npos) << refused.message;
  EXPECT_EQ(policy::line_column(*refused.source, refused.place.begin).line, 3U);
  EXPECT_NE(refused.help.find("xfail"), std::string::npos) << refused.help;
}

TEST(Scoreboard, RefusesWhatIsNoReport) {
  for (const char* content :
       {"", "[]", "{}", R"({"tool":"sqsproof","requirements":3})",
        R"({"tool":"sqsproof","requirements":[3]})", R"({"tool":"other","requirements":[]})"}) {
    const auto run = read_run(text(content));
    ASSERT_FALSE(run) << content;
    EXPECT_FALSE(run.error().front().help.empty());
  }
}

TEST(Pages, ArePicturesOfWhatWentWrong) {
  const ConformReport report = report_of("visible-too-early");
  const std::string page = to_html(report);
  for (const char* part : {"<svg", "hidden until", "id=\"visibility-hidden-until-timeout\"",
                           "&lt;embedded endpoint", "url(#amber)"}) {
    EXPECT_NE(page.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(page.find("<script"), std::string::npos);
  for (const char* loaded : {"src=", "<link", "@import", "url(h"}) {
    EXPECT_EQ(page.find(loaded), std::string::npos) << loaded;
  }
  for (const RequirementResult& result : report.results) {
    if (!result.outcome.counterexample) continue;
    const auto& example = *result.outcome.counterexample;
    pugi::xml_document picture;
    EXPECT_TRUE(picture.load_string(timeline::to_svg(example.history, example.violation).c_str()));
  }
  EXPECT_NE(to_markdown(report).find("### `visibility/hidden-until-timeout`"), std::string::npos);
}

TEST(Badge, SaysHowMuchHolds) {
  const std::string badge = to_badge(report_of(""));
  pugi::xml_document picture;
  ASSERT_TRUE(picture.load_string(badge.c_str()));
  EXPECT_NE(badge.find("MUST</text>"), std::string::npos) << badge;
  EXPECT_NE(to_badge({}).find("nothing tested"), std::string::npos);
}

}  // namespace sqsproof::properties
