// `conform` as scripts see it: exit codes, JSON, replay files.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

#include "properties/examples/example.h"
#include "semantics/judge/judge.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

}  // namespace

TEST(Conform, TheEmbeddedEndpointHolds) {
  const Outcome outcome = run_program({"conform", "run", "--output", "json"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err << outcome.out;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("verdict"), "holds");
  const Json& summary = report.at("summary");
  std::size_t passed = 0;
  for (const char* level : {"must", "should", "may"}) {
    passed += summary.at(level).at("pass").get<std::size_t>();
  }
  std::set<std::string> examples;  // one that is told in two protocols counts once
  for (const Json& example : report.at("examples")) examples.insert(example.at("id"));
  const std::size_t told = 1;  // and not judged: the order of standard queues
  EXPECT_EQ(passed + told, report.at("requirements").size() + examples.size());
  EXPECT_EQ(outcome.err, "");
}

TEST(Conform, WithoutProgramsNoneAreCounted) {
  const Outcome outcome = run_program({"conform", "run", "purge", "--only", "examples"});
  EXPECT_NE(outcome.out.find(": holds (seed 1)\n"), std::string::npos) << outcome.out;
}

TEST(Conform, AFailureIsWrittenAndFailsAgain) {
  const std::string dir = std::filesystem::path(temporary_file("x", "")).parent_path().string();
  const Outcome failed =
      run_program({"conform", "run", "fifo/dedup", "--mutant", "dedup-forgets-early",
                   "--replay-dir", dir, "--output", "json"});
  ASSERT_EQ(failed.exit_code, 1) << failed.err;
  const Json example = Json::parse(failed.out).at("requirements").at(0).at("counterexample");
  const std::string file = dir + "/fifo-dedup-window-holds-1.json";
  EXPECT_EQ(example.at("replay"),
            "sqsproof conform replay " + file + " --mutant dedup-forgets-early");
  EXPECT_EQ(run_program({"conform", "replay", file, "--mutant", "dedup-forgets-early"}).exit_code,
            1);
  const std::string page = read_file(dir + "/fifo-dedup-window-holds-1.html");
  EXPECT_NE(page.find("<svg"), std::string::npos);
  EXPECT_NE(page.find("sqsproof conform replay " + file), std::string::npos) << page;
  EXPECT_EQ(run_program({"conform", "replay", file, "--embedded"}).exit_code, 0);
  const Outcome nowhere = run_program({"conform", "replay", file});
  EXPECT_EQ(nowhere.exit_code, 2) << "it failed elsewhere";
  EXPECT_NE(nowhere.err.find("add --mutant dedup-forgets-early"), std::string::npos) << nowhere.err;
  const Outcome read =
      run_program({"conform", "replay", "-", "--embedded"}, example.at("replay_program").dump());
  EXPECT_EQ(read.exit_code, 0) << read.err;
}

TEST(Conform, TheCanaryFails) {
  EXPECT_EQ(run_program({"conform", "run", "--canary"}).exit_code, 1);
}

TEST(Conform, UsageErrorsComeWithACure) {
  EXPECT_NE(run_program({"conform", "run", "fifoo"}).err.find("did you mean `fifo`?"),
            std::string::npos);
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"conform"},
        {"conform", "run", "fifoo"},
        {"conform", "run", "--mutant", "none-such"},
        {"conform", "run", "--endpoint", "http://sqs.example.com"},
        {"conform", "run", "--cases", "0"},
        {"conform", "run", "--known-failures", "/no/such"},
        {"conform", "run", "--endpoint", "", "purge"},
        {"conform", "run", "--control-token", "", "purge"},
        {"conform", "run", "--target-profile", "", "purge"},
        {"conform", "run", "--mutant", "", "purge"},
        {"conform", "run", ""},
        {"conform", "run", "--seed", "-1"},
        {"conform", "clean", "--endpoint", ""},
        {"conform", "record", "--endpoint", ""},
        {"conform", "replay", ""},
        {"conform", "replay", "x.json", "--endpoint", ""},
        {"judge", "x.jsonl", "--early", "nan"},
        {"judge", "x.jsonl", "--late", "inf"},
        {"check", "x.json", "--timeout", "nan"},
        {"serve", "--data", ""},
        {"conform", "replay", "/no/such"}}) {
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << arguments.back();
    EXPECT_NE(outcome.err.find("help"), std::string::npos) << arguments.back();
  }
}

TEST(Conform, WhatIsNoUrlIsNoMachine) {
  for (const char* url : {"127.0.0.1:9", "ftp://x", "http://", "x"}) {
    const Outcome outcome = run_program({"conform", "run", "purge", "--endpoint", url});
    EXPECT_EQ(outcome.exit_code, 2) << url;
    EXPECT_NE(outcome.err.find("is no http or https URL"), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.err.find("--allow-remote"), std::string::npos) << outcome.err;
  }
}

TEST(Conform, AMistakeInTheKnownFailuresIsSaidWhereItStands) {
  const std::string known = temporary_file("known.txt", "purge # all\n\n  fifoo\nno/such\n");
  const Outcome outcome = run_program({"conform", "run", "purge", "--known-failures", known});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find(known + ":3:3"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find(known + ":4:1"), std::string::npos) << outcome.err;
}

TEST(Conform, AReportThatCannotBeReadIsRefusedWithItsPlace) {
  const std::string report = temporary_file("report.json", R"({"tool":"sqsproof","requirements":[
{"id":"x","level":"must","verdict":"passed"}]})");
  const Outcome outcome = run_program({"conform", "diff", report, report});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("there is no verdict `passed`"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find(report + ":2:"), std::string::npos) << outcome.err;
}

TEST(Conform, KnownFailuresDoNotFailTheRun) {
  const std::string known = temporary_file("known.txt", "# why\nfifo/dedup/window-holds\n");
  const std::vector<std::string> run = {"conform", "run", "fifo/dedup/window-holds",
                                        "--known-failures", known};
  auto with_mutant = run;
  with_mutant.insert(with_mutant.end(), {"--mutant", "dedup-forgets-early"});
  EXPECT_EQ(run_program(with_mutant).exit_code, 0);
  EXPECT_EQ(run_program(run).exit_code, 1) << "a known failure that passes is out of date";
}

TEST(Conform, KnownFailuresThatWereNotJudgedAreRemarkedOn) {
  const std::string known =
      temporary_file("unjudged.txt", "fifo/dedup/window-holds\npurge/takes-everything\n");
  const std::vector<std::string> run = {
      "conform", "run",      "fifo/dedup/window-holds", "--known-failures",
      known,     "--mutant", "dedup-forgets-early"};
  const Outcome outcome = run_program(run);
  EXPECT_EQ(outcome.exit_code, 0) << "a remark is no failure";
  EXPECT_NE(
      outcome.err.find("known failures that this run did not judge: `purge/takes-everything`\n"),
      std::string::npos)
      << outcome.err;
  auto quietly = run;
  quietly.emplace_back("--quiet");
  EXPECT_EQ(run_program(quietly).err, "");
}

TEST(Conform, LimitsOfATargetAreReadAndRefusedWhereTheyStand) {
  const auto words = [](const std::string& limits) {
    const std::string file =
        temporary_file("limited.toml", "url = \"http://127.0.0.1:1\"\n" + limits);
    return run_program({"conform", "run", "queue/tags", "--target-profile", file}).err;
  };
  EXPECT_EQ(words("[limits]\nrequests_per_second = 5\nprograms_at_once = 2\n").find("error"),
            std::string::npos);
  EXPECT_NE(words("[limits]\nrequests_per_second = 0\n").find("1 or more"), std::string::npos);
  EXPECT_NE(words("[limits]\nqueues = 3\n").find("there is no limit `queues`"), std::string::npos);
  EXPECT_NE(words("limits = 3\n").find("`limits` is no table"), std::string::npos);
}

TEST(Conform, ListsItsRequirements) {
  const Outcome outcome = run_program({"conform", "list"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(
      std::count(outcome.out.begin(), outcome.out.end(), '\n'),
      static_cast<std::ptrdiff_t>(semantics::all_promises().size() + semantics::all_rates().size() +
                                  properties::all_examples().size()));
}

TEST(Conform, LimitsAreSetInPercent) {
  const auto told = run_program({"conform", "run", "delivery/inversions-rare", "--quiet"});
  EXPECT_NE(told.out.find("`--at-most delivery/inversions-rare=PERCENT` sets a limit"),
            std::string::npos)
      << told.out;
  const auto judged = run_program({"conform", "run", "delivery/inversions-rare", "--quiet",
                                   "--at-most", "delivery/inversions-rare=0.5"});
  EXPECT_EQ(judged.exit_code, 0) << judged.err;
  EXPECT_NE(judged.out.find("at most 0.5 %"), std::string::npos) << judged.out;
  for (const auto& [wrong, help] : std::map<std::string, std::string>{
           {"delivery/inversion-rare=1", "did you mean `delivery/inversions-rare`?"},
           {"delivery/inversions-rare", "write a number from 0 to 100"},
           {"delivery/inversions-rare=nan", "write a number from 0 to 100"},
           {"delivery/inversions-rare=101", "write a number from 0 to 100"}}) {
    const auto refused = run_program({"conform", "run", "--at-most", wrong});
    EXPECT_EQ(refused.exit_code, 2) << wrong;
    EXPECT_NE(refused.err.find(help), std::string::npos) << refused.err;
  }
}

// What AWS leaves free is no gap of a run that grants it.
TEST(Conform, TheEmbeddedEndpointHoldsUnderTheProfileOfAws) {
  const Outcome outcome = run_program({"conform", "run", "--only", "programs", "--profile", "aws",
                                       "--cases", "60", "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("AWS may, and it is granted (W15"), std::string::npos);
}

}  // namespace sqsproof::tests
