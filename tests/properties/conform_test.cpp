// The suite against the embedded endpoint: the judge and the model were written apart, so that
// every program compares two definitions of the same promises. The endpoint passes, each mutant is
// killed by its requirement, and the reports say so.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>

#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
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

const Requirement* killer_of(std::string_view mutant) {
  const auto all = all_requirements();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Requirement& r) { return r.mutant == mutant; });
  return found == all.end() ? nullptr : &*found;
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

// Every program is judged by all promises, whichever requirement it was made for.
TEST(Conform, TheEmbeddedEndpointPasses) {
  const auto venues = embedded_venues("");
  const auto promises = semantics::all_promises();
  std::map<std::string_view, std::size_t> instances;
  for (const Requirement& requirement : all_requirements()) {
    if (!requirement.searched) continue;
    for (std::uint64_t i = 0; i < 200; ++i) {
      const auto seed = mix_seed(1, requirement.words.id, i);
      const Program program = generate_program(requirement.bias, Timing::full, seed);
      const OpenVenue place = venues->open();
      const ProgramRun run = run_program(program, place.venue);
      const auto judgements = semantics::judge_all(run.history);
      for (std::size_t k = 0; k < judgements.size(); ++k) {
        instances[promises[k].id] += judgements[k].instances;
        ASSERT_NE(judgements[k].verdict, Verdict::violated)
            << promises[k].id << ", seed " << seed << "\n"
            << story_of(run.history) << judgements[k].violations.front().explanation;
      }
    }
  }
  for (const Requirement& requirement : all_requirements()) {
    const std::size_t tested = instances[requirement.words.id];
    if (!requirement.searched) continue;
    EXPECT_GE(tested, 100U) << requirement.words.id;
  }
}

// An endpoint that takes one of AWS's freedoms breaks nothing else.
TEST(Conform, AWeakEndpointKeepsWhatItIsHeldTo) {
  const auto promises = semantics::all_promises();
  for (const semantics::WeaknessRow& row : semantics::all_weaknesses()) {
    semantics::Weaknesses weak;
    weak.add(row.weakness);
    semantics::JudgeOptions options;
    ASSERT_TRUE(options.granted.grant(row.id)) << row.id;
    const auto venues = embedded_venues("", weak);
    for (std::uint64_t i = 0; i < 300; ++i) {
      const Bias bias{.fifo_percent = 50,
                      .send = 4,
                      .receive = 4,
                      .remove = 2,
                      .change = 1,
                      .groups = 2,
                      .keys = i % 2 == 0 ? 2 : 0};
      const Program program = generate_program(bias, Timing::full, mix_seed(2, row.id, i));
      const OpenVenue place = venues->open();
      const ProgramRun run = run_program(program, place.venue);
      const auto judgements = semantics::judge_all(run.history, options);
      for (std::size_t k = 0; k < judgements.size(); ++k) {
        ASSERT_NE(judgements[k].verdict, Verdict::violated)
            << promises[k].id << ", " << row.id << "\n"
            << story_of(run.history) << judgements[k].violations.front().explanation;
      }
    }
  }
}

TEST(Conform, EveryMutantIsKilledByItsRequirement) {
  std::vector<std::size_t> sizes;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.promise.empty()) continue;  // none with a name
    const Requirement* requirement = killer_of(mutant.name);
    ASSERT_NE(requirement, nullptr) << "nothing kills " << mutant.name;
    EXPECT_EQ(requirement->words.id, mutant.promise);
    for (const std::uint64_t seed : {1, 2}) {
      const Outcome outcome = test(*requirement, std::string(mutant.name), seed, 1'000);
      ASSERT_TRUE(outcome.counterexample) << mutant.name << " survives " << requirement->words.id;
      const Counterexample& example = *outcome.counterexample;
      sizes.push_back(example.program.commands.size());
      std::printf("%-20s killed by %-38s programs %4zu, commands %2zu of %2zu, shrink runs %3zu\n",
                  mutant.name.data(), requirement->words.id.data(), outcome.cases, sizes.back(),
                  example.commands_found, example.shrink_runs);
    }
  }
  ASSERT_FALSE(sizes.empty());
  std::sort(sizes.begin(), sizes.end());
  EXPECT_LE(sizes[sizes.size() / 2], 5U) << "shrunk programs are too long";
  EXPECT_LE(sizes.back(), 7U);
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
  EXPECT_EQ(json.at("summary").at("must"),
            (nlohmann::json{{"pass", 1}, {"fail", 1}, {"undecided", 0}, {"skipped", 0}}));
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

}  // namespace sqsproof::properties
