// `sqsproof conform record` from outside: real clients through it, verdicts about their traces, and
// its end.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

const std::vector<std::string> kJudge = {"judge", "--early", "0.05", "--late", "1"};

/// A recorder in front of an endpoint, with a trace that is not there yet.
struct Recorded {
  std::string trace;
  Child child;
  std::string url;

  explicit Recorded(const std::string& endpoint, const std::string& name,
                    std::vector<std::string> options = {"--closed"})
      : trace(fresh(name)), child(command(endpoint, options)) {
    url = child.read_line();
    url.erase(0, std::string("listening on ").size());
  }

  static std::string fresh(const std::string& name) {
    const std::string path = temporary_file(name + ".jsonl", "");
    std::filesystem::remove(path);
    return path;
  }
  std::vector<std::string> command(const std::string& endpoint,
                                   const std::vector<std::string>& options) const {
    std::vector<std::string> words = {SQSPROOF_PROGRAM, "conform",     "record",
                                      "--listen",       "127.0.0.1:0", "--endpoint",
                                      endpoint,         "--trace",     trace};
    words.insert(words.end(), options.begin(), options.end());
    return words;
  }
  Outcome judge() const {
    std::vector<std::string> arguments = kJudge;
    arguments.push_back(trace);
    return run_program(arguments);
  }
};

std::string clients() { return std::string(SQSPROOF_SOURCE_DIR) + "/tests/clients"; }

Outcome explore(const std::string& url, const std::string& what, const std::string& cases,
                const std::string& request_budget = "100000") {
  return run_program({"conform", "run", what, "--endpoint", url, "--cases", cases, "--only",
                      "programs", "--protocol", "both", "--request-budget", request_budget});
}

}  // namespace

TEST(Record, WhatTheAwsSdkDoesIsJudged) {
  if (!has_program("node") || !std::filesystem::exists(clients() + "/node_modules")) {
    GTEST_SKIP() << "NOT TESTED: the AWS SDK is not installed; run `npm ci` in tests/clients";
  }
  const Served served;
  Recorded recorded(served.url, "sdk");
  Child tour({"node", clients() + "/tour.mjs", recorded.url});
  EXPECT_EQ(tour.read_all(), "the tour is complete\n");
  EXPECT_EQ(recorded.child.stop(), 0);
  const std::string words = recorded.child.read_all();
  EXPECT_NE(words.find("next: sqsproof judge --early 0.05 --late 1 " + recorded.trace),
            std::string::npos)
      << words;
  const Outcome judged = recorded.judge();
  EXPECT_EQ(judged.exit_code, 0) << judged.out << judged.err;
}

TEST(Record, WhatTheAwsCliOfDebianDoesIsJudged) {
  if (!std::filesystem::exists("/usr/bin/aws")) {
    GTEST_SKIP() << "NOT TESTED: the AWS CLI is not installed; run `apt-get install awscli`";
  }
  const Served served;
  Recorded recorded(served.url, "cli");
  Child tour({"bash", clients() + "/tour.sh", recorded.url, temporary_file("scratch", "")});
  EXPECT_EQ(tour.read_all(), "the tour is complete\n");
  EXPECT_EQ(recorded.child.stop(), 0);
  const Outcome judged = recorded.judge();
  EXPECT_EQ(judged.exit_code, 0) << judged.out << judged.err;
}

TEST(Record, ProgramsThroughTheRecorderAreJudgedAsTheyAre) {
  const Served served;
  Recorded recorded(served.url, "programs");
  EXPECT_EQ(explore(recorded.url, "delivery/nothing-lost", "4").exit_code, 0);
  EXPECT_EQ(recorded.child.stop(), 0);
  const Outcome judged = recorded.judge();
  EXPECT_EQ(judged.exit_code, 0) << judged.out << judged.err;
}

TEST(Record, AWrongEndpointIsFoundOut) {
  const Served served({"--mutant", "duplicate-gets-new-id"});
  Recorded recorded(served.url, "wrong");
  // What is found need not be shrunk, which takes half a minute in real time.
  EXPECT_EQ(explore(recorded.url, "fifo/dedup/original-named", "2", "40").exit_code, 1);
  EXPECT_EQ(recorded.child.stop(), 0);
  const Outcome judged = recorded.judge();
  EXPECT_EQ(judged.exit_code, 1) << judged.out << judged.err;
  EXPECT_NE(judged.out.find("fifo/dedup"), std::string::npos) << judged.out;
}

TEST(Record, AKilledRecorderLeavesATrace) {
  const Served served;
  Recorded recorded(served.url, "killed");
  const Outcome explored = explore(recorded.url, "delivery/nothing-lost", "1");
  EXPECT_EQ(explored.exit_code, 0) << explored.out;
  recorded.child.crash();
  EXPECT_EQ(recorded.judge().exit_code, 0);
  // However much of the last line was written.
  const std::string whole = read_file(recorded.trace);
  const std::size_t last = whole.rfind('\n', whole.size() - 2) + 1;
  for (std::size_t cut = last; cut < whole.size(); ++cut) {
    const Outcome judged =
        run_program({"judge", "--early", "0.05", "--late", "1", "-"}, whole.substr(0, cut));
    ASSERT_NE(judged.exit_code, 2) << whole.substr(last, cut - last) << judged.err;
    cut += 17;
  }
}

TEST(Record, WhatRestsOnSettingsThatNobodyToldIsUnknown) {
  const char* const kTrace =
      R"({"t":"head","v":1,"closed":{"send":true,"recv":true,"del":true}}
{"t":"queue","ts":0,"q":"q1","assumed":true,"settings":{"name":"orders","fifo":false,"V":30}}
{"t":"inv","id":0,"op":"Send","q":"q1","ts":1,"a":{"u":"a"}}
{"t":"ret","id":0,"ts":2,"r":{"m":"m1"}}
{"t":"inv","id":1,"op":"Receive","q":"q1","ts":3,"a":{"max":1}}
{"t":"ret","id":1,"ts":4,"r":{"ms":[{"m":"m1","h":"r#1"}]}}
{"t":"inv","id":2,"op":"Receive","q":"q1","ts":5,"a":{"max":1}}
{"t":"ret","id":2,"ts":6,"r":{"ms":[{"m":"m1","h":"r#2"}]}}
)";
  const Outcome judged = run_program({"judge", "-"}, kTrace);
  EXPECT_EQ(judged.exit_code, 3) << judged.out;
  EXPECT_NE(judged.out.find("queue orders"), std::string::npos) << judged.out;
  std::string told = kTrace;
  told.replace(told.find("\"assumed\":true,"), 15, "");
  EXPECT_EQ(run_program({"judge", "-"}, told).exit_code, 1);
}

TEST(Record, MistakesComeWithACure) {
  const std::string there = temporary_file("there.jsonl", "");
  struct Row {
    std::vector<std::string> options;
    const char* said;
  };
  const Row rows[] = {
      {{"--endpoint", "nowhere"}, "is no http or https URL"},
      {{"--endpoint", "http://127.0.0.1:1", "--listen", "9999"}, "write HOST:PORT"},
      {{"--endpoint", "http://127.0.0.1:1", "--listen", "127.0.0.1:0", "--trace", there},
       "File exists"},
      {{"--endpoint", "http://127.0.0.1:1", "--resign"}, "set AWS_ACCESS_KEY_ID"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = {"conform", "record"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << row.said;
    EXPECT_NE(outcome.err.find(row.said), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("help:"), std::string::npos) << outcome.err;
  }
}

}  // namespace sqsproof::tests
