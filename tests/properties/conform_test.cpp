// The suite against the embedded endpoint: the judge and the model were written apart, so that
// every program compares two definitions of the same promises. The endpoint passes, each mutant is
// killed by its requirement, and the reports say so.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "policy/support/json.h"
#include "properties/explore/venues.h"
#include "properties/report/conform_report.h"
#include "properties/report/judge_report.h"
#include "semantics/judge/freedoms.h"
#include "semantics/model/weakness.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

Outcome test(const Requirement& requirement, const std::string& mutant, std::uint64_t seed,
             std::size_t cases) {
  static const fixtures::VirtualClock kStopwatch;  // stands still: no deadline
  ExploreOptions options;
  options.seed = seed;
  options.cases = cases;
  options.stopwatch = &kStopwatch;
  return explore(requirement, embedded_venues(mutant)->open, options);
}

const Requirement& requirement_named(std::string_view id) {
  for (const Requirement& requirement : all_requirements()) {
    if (requirement.words.id == id) return requirement;
  }
  return canary();
}

std::string story_of(const semantics::History& history) {
  std::string text;
  for (const std::string& line : semantics::describe_operations(history)) text += line + "\n";
  return text;
}

ConformReport report_with_failure() {
  const Requirement& failing = requirement_named("fifo/dedup/window-holds");
  ConformReport report{"1", "embedded", 1, {}};
  for (const Requirement* requirement : {&all_requirements()[0], &failing}) {
    RequirementResult result;
    result.requirement = requirement;
    result.outcome = test(*requirement, "dedup-forgets-early", 1, 100);
    result.verdict = verdict_of(result.outcome, false);
    report.results.push_back(std::move(result));
  }
  return report;
}

}  // namespace

/// More than 100,000 programs in all, in shares that run side by side.
constexpr std::size_t kShares = 4;
constexpr std::size_t kProgramsOfAll = 100'000;

class SoundEndpoint : public testing::TestWithParam<std::size_t> {};

// Every program is judged by all requirements, whichever it was made for.
TEST_P(SoundEndpoint, Passes) {
  static const fixtures::VirtualClock kStopwatch;
  const auto requirements = *select_requirements({});
  ExploreOptions options;
  options.seed = 11 + GetParam();
  options.cases = kProgramsOfAll / kShares / requirements.size() + 1;
  options.stopwatch = &kStopwatch;
  const auto outcomes = explore(requirements, embedded_venues("")->open, options);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Outcome& outcome = outcomes[i];
    EXPECT_EQ(outcome.verdict, Verdict::holds)
        << requirements[i]->words.id << ": " << outcome.why
        << (outcome.counterexample ? story_of(outcome.counterexample->history) +
                                         outcome.counterexample->violation.explanation
                                   : "");
    EXPECT_EQ(outcome.cases, options.cases * requirements.size());
    EXPECT_GE(outcome.instances, 3U) << requirements[i]->words.id;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, SoundEndpoint, testing::Range<std::size_t>(0, kShares));

TEST(Conform, RequirementsNameMutantsThatThereAre) {
  for (const Requirement& requirement : all_requirements()) {
    if (requirement.mutant.empty()) continue;
    EXPECT_NE(fixtures::find_mutant(requirement.mutant), nullptr)
        << requirement.words.id << " names no mutant";
  }
}

TEST(Conform, TheCanaryFails) { EXPECT_EQ(test(canary(), "", 1, 100).verdict, Verdict::violated); }

TEST(Conform, AMisspeltMutantGetsASuggestion) {
  const auto venues = embedded_venues("dedup-forget-early");
  ASSERT_FALSE(venues);
  EXPECT_EQ(venues.error().front().help, "did you mean `dedup-forgets-early`?");
}

TEST(ConformReport, JsonHoldsToTheContract) {
  const ConformReport report = report_with_failure();
  const auto json = nlohmann::json::parse(to_json(report));
  EXPECT_EQ(json.at("verdict"), "violated");
  EXPECT_EQ(json.at("seed"), 1);
  EXPECT_EQ(json.at("summary").at("must"), (nlohmann::json{{"pass", 1},
                                                           {"xpass", 0},
                                                           {"fail", 1},
                                                           {"xfail", 0},
                                                           {"undecided", 0},
                                                           {"error", 0},
                                                           {"skipped", 0}}));
  const auto& failed = json.at("requirements").at(1);
  EXPECT_EQ(failed.at("id"), "fifo/dedup/window-holds");
  EXPECT_EQ(failed.at("level"), "must");
  EXPECT_EQ(failed.at("verdict"), "fail");
  const auto& example = failed.at("counterexample");
  EXPECT_TRUE(example.at("program").is_array());
  EXPECT_TRUE(example.at("explanation").is_string());
  EXPECT_TRUE(example.at("replay").is_string());
  auto source = std::make_shared<policy::SourceText>();
  source->text = example.at("replay_program").dump();
  const auto replay = read_replay(source);
  ASSERT_TRUE(replay) << replay.error().front().message;
  EXPECT_EQ(replay->program, report.results[1].outcome.counterexample->program);
}

TEST(ConformReport, TextShowsProgramHistoryAndReason) {
  const std::string text = to_text(report_with_failure(), {}, true);
  for (const char* part :
       {"PASS       delivery/nothing-lost", "FAIL       fifo/dedup/window-holds",
        "1. send group=", "*   2 [", "because  operations 2 and",
        "the deduplication window is 300 s", "shrunk from", "embedded: violated"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
  }
}

TEST(ConformReport, UnknownNeverPasses) {
  Outcome outcome;
  EXPECT_EQ(verdict_of(outcome, false), RequirementResult::Verdict::undecided);
  outcome.endpoint_dead = true;
  EXPECT_EQ(verdict_of(outcome, false), RequirementResult::Verdict::error);
  outcome.verdict = Verdict::violated;
  EXPECT_EQ(verdict_of(outcome, true), RequirementResult::Verdict::xfail);
  EXPECT_EQ(verdict_of(ConformReport{}), Verdict::unknown);
}

TEST(ConformReport, JUnitCountsFailures) {
  const std::string xml = to_junit(report_with_failure());
  EXPECT_NE(xml.find("tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""), std::string::npos);
}

TEST(ConformReport, AKnownFailureIsNoPassAnywhere) {
  ConformReport report = report_with_failure();
  report.results[0].verdict = RequirementResult::Verdict::xpass;
  report.results[0].why = kPassesThoughKnown;
  report.results[1].verdict = RequirementResult::Verdict::xfail;
  const std::string score = "1 of 2 MUST, 1 known failure, 1 passes though known to fail";
  for (const std::string& page : {to_badge(report), to_markdown(report), to_html(report)}) {
    EXPECT_NE(page.find(score), std::string::npos) << page.substr(0, 2'000);
  }
  const auto must = nlohmann::json::parse(to_json(report)).at("summary").at("must");
  EXPECT_EQ(must.at("pass"), 0);
  EXPECT_EQ(must.at("fail"), 0);
  EXPECT_EQ(must.at("xfail"), 1);
  EXPECT_EQ(must.at("xpass"), 1);
  const std::string xml = to_junit(report);
  EXPECT_NE(xml.find("failures=\"1\" errors=\"0\" skipped=\"1\""), std::string::npos) << xml;
  EXPECT_NE(xml.find("<skipped message=\"known failure: "), std::string::npos) << xml;
  EXPECT_NE(xml.find("remove its entry"), std::string::npos) << xml;
  const std::string text = to_text(report, {}, true);
  EXPECT_NE(text.find("\nXFAIL  fifo/dedup/window-holds (must): "), std::string::npos) << text;
  EXPECT_EQ(text.find("\nFAIL"), std::string::npos) << text;
  EXPECT_EQ(verdict_of(report), Verdict::violated) << "the list is out of date";
  report.results[0].verdict = RequirementResult::Verdict::pass;
  EXPECT_EQ(verdict_of(report), Verdict::holds);
}

TEST(ConformReport, TheHeadOfAFailureSaysLevelSourceAndMargin) {
  const std::string page = to_html(report_with_failure());
  const std::size_t head = page.find("<h2 id=\"fifo-dedup-window-holds\">");
  ASSERT_NE(head, std::string::npos);
  const std::string part = page.substr(head, page.find("<svg", head) - head);
  for (const char* said : {">must</small>", "AWS: <a href=\"https://docs.aws.amazon.com/",
                           "more tolerance would excuse it"}) {
    EXPECT_NE(part.find(said), std::string::npos) << said << " is not in\n" << part;
  }
}

// Whichever form somebody reads, it says all there is.
TEST(ConformReport, EachFormTellsAllOfAFailure) {
  ConformReport report = report_with_failure();
  report.seed = 4711;
  RequirementResult& failing = report.results[1];
  failing.replay_file = "dir/window.json";
  const Counterexample& example = *failing.outcome.counterexample;
  const auto& lines = semantics::describe_operations(example.history);
  const auto xml = [](std::string text) {
    for (std::size_t at = 0; (at = text.find('>', at)) != text.npos;) text.replace(at, 1, "&gt;");
    return text;
  };
  const std::string call = lines[example.violation.because.front() - 1];
  for (const std::string& form :
       {to_text(report, {}, true), to_junit(report), to_markdown(report), to_html(report)}) {
    for (const std::string& field :
         {std::string("fifo/dedup/window-holds"), std::string("must"),
          std::string(failing.requirement->words.title), describe(example.program)[1],
          std::string("sent one deduplication id and made two messages, m1 and m2"),
          semantics::describe_duration(*example.violation.margin_us) + " more tolerance would",
          std::string("granted were 0 s early"), std::string("SQS/using-messagededuplicationid"),
          std::string("https://docs.aws.amazon.com/AWSSimpleQueueService/"),
          std::string("seed 4711"), std::string("sqsproof conform replay dir/window.json")}) {
      EXPECT_NE(form.find(field), form.npos) << field << " is not in\n" << form;
    }
    const bool told = form.find(call) != form.npos || form.find(xml(call)) != form.npos;
    EXPECT_TRUE(told) << call << " is not in\n" << form;
  }
}

TEST(ConformReport, JsonTellsAllOfAFailure) {
  const ConformReport report = report_with_failure();
  const Counterexample& example = *report.results[1].outcome.counterexample;
  const auto failed = nlohmann::json::parse(to_json(report)).at("requirements").at(1);
  const auto& told = failed.at("counterexample");
  EXPECT_EQ(failed.at("level"), "must");
  EXPECT_EQ(told.at("statement"), report.results[1].requirement->words.title);
  EXPECT_EQ(told.at("margin_us"), *example.violation.margin_us);
  EXPECT_EQ(told.at("tolerance_us"), (nlohmann::json{{"early", 0}, {"late", 0}}));
  EXPECT_EQ(told.at("reference"), report.results[1].requirement->words.reference);
  EXPECT_TRUE(told.at("reference_url").get<std::string>().starts_with("https://docs.aws."));
  EXPECT_EQ(told.at("seed"), 1);
}

// What contradicts itself in no time at all has no margin.
TEST(ConformReport, AMarginIsToldWhereThereIsOne) {
  ConformReport report = report_with_failure();
  report.results[1].outcome.counterexample->violation.margin_us.reset();
  for (const std::string& form : {to_text(report, {}, true), to_junit(report), to_markdown(report),
                                  to_html(report), to_json(report)}) {
    EXPECT_EQ(form.find("more tolerance"), form.npos) << form;
    EXPECT_EQ(form.find("margin_us"), form.npos) << form;
  }
}

TEST(ConformReport, WhatFailedIsLinkedAboveTheTable) {
  const std::string page = to_html(report_with_failure());
  const std::size_t link = page.find("<a href=\"#fifo-dedup-window-holds\">");
  EXPECT_LT(link, page.find("<th>requirement</th>"));
}

TEST(ConformReport, MarkdownShowsWordsOfTheEndpointAsTheyAre) {
  ConformReport report = report_with_failure();
  report.endpoint = "a|b <img src=x>\x1b[31m & \xE2\x80\xAE";
  const std::string page = to_markdown(report);
  EXPECT_NE(page.find("a\\|b &lt;img src=x>"), std::string::npos) << page;
  EXPECT_EQ(page.find('\x1b'), std::string::npos);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
}

TEST(ConformReport, SharesOfTimeAddUpToWhatPassed) {
  std::vector<Outcome> outcomes(3);
  for (Outcome& outcome : outcomes) outcome.seconds = 100;
  share_time(outcomes, 30);
  EXPECT_DOUBLE_EQ(outcomes[0].seconds, 10);
  share_time(outcomes, 90);
  EXPECT_DOUBLE_EQ(outcomes[0].seconds, 10) << "one after the other";
}

TEST(Replay, SaysWhereItFailed) {
  ReplayTarget target;
  EXPECT_EQ(replay_command("a b.json", target), "sqsproof conform replay 'a b.json'");
  EXPECT_TRUE(target.is_plain());
  target.endpoint = "http://127.0.0.1:9324";
  target.weak = {"W1", "W3=0.2"};
  target.protocol = "query";
  target.profile = "aws";
  target.virtual_clock = true;
  const std::string options =
      " --endpoint http://127.0.0.1:9324 --protocol query --profile aws --weak W1,W3=0.2 "
      "--control-token TOKEN";
  EXPECT_EQ(target.options(), options);
  auto source = std::make_shared<policy::SourceText>();
  source->text = with_target(to_json(Replay{"fifo/dedup/window-holds", {}}), target);
  ASSERT_TRUE(read_replay(source)) << source->text;
  const auto read = read_target(source);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->options(), options);
  source->text = R"({"target":{"endpoint":3}})";
  EXPECT_FALSE(read_target(source));
}

TEST(Replay, BadFilesAreRefusedWithACure) {
  const char* const head = R"({"format":"sqsproof-program","version":1,"queue":{},"commands":)";
  for (const std::string& text :
       {std::string("nonsense"), std::string("[]"), std::string(R"({"format":"other"})"),
        head + std::string("3}"), head + std::string(R"([{"do":"fly"}]})"),
        head + std::string(R"([{"do":"send","after_ms":1e18}]})"),
        head + std::string(R"([{"do":"receive","max_messages":11}]})"),
        std::string(2 << 20, ' ')}) {
    auto source = std::make_shared<policy::SourceText>();
    source->text = text;
    const auto read = read_replay(source);
    ASSERT_FALSE(read) << text.substr(0, 80);
    EXPECT_FALSE(read.error().front().help.empty());
  }
}

// The line and column of the part that is wrong, and its JSON pointer.
TEST(Replay, WhatIsWrongIsSaidWhereItStands) {
  struct Row {
    std::string text;
    std::size_t line, column;
    std::string pointer;
  };
  const std::string head = "{\"format\":\"sqsproof-program\",\"version\":2,\n\"queue\":{},\n";
  const Row rows[] = {
      {"{\n \"format\":", 2, 11, ""},
      {"{\"format\":\"sqsproof-program\",\n\"version\":1}", 2, 11, "/version"},
      {head + "\"commands\":3}", 3, 12, "/commands"},
      {head + "\"commands\":[\n{\"do\":\"fly\"}]}", 4, 7, "/commands/0/do"},
      {head + "\"commands\":[{\"do\":\"receive\",\n\"max_messages\":11}]}", 4, 16,
       "/commands/0/max_messages"},
  };
  for (const Row& row : rows) {
    auto source = std::make_shared<policy::SourceText>();
    source->text = row.text;
    const auto read = read_replay(source);
    ASSERT_FALSE(read) << row.text;
    const policy::Diagnostic& first = read.error().front();
    const auto at = policy::line_column(*source, first.place.begin);
    EXPECT_EQ(at.line, row.line) << row.text;
    EXPECT_EQ(at.column, row.column) << row.text;
    EXPECT_EQ(policy::json_pointer_at(source, first.place.begin), row.pointer) << row.text;
  }
}

}  // namespace sqsproof::properties
