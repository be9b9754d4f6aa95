// What `check` reads: policies by themselves, the attributes of a queue, JSON Lines, folders.
#include "tests/cli/inputs.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

Json checked(std::vector<std::string> arguments, int expected_exit_code,
             const std::string& input = {}) {
  arguments.insert(arguments.begin(), "check");
  arguments.insert(arguments.end(), {"--output", "json"});
  const Outcome outcome = run_program(arguments, input);
  EXPECT_EQ(outcome.exit_code, expected_exit_code) << outcome.err << outcome.out;
  return Json::parse(outcome.out);
}

std::string text_of(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST(Inputs, AFindingPointsIntoTheFileOfTheAttributes) {
  const std::string file = temporary_file("queue.json", attributes_of("orders", open_policy()));
  const Json finding = checked({file}, 1).at("findings").at(0);
  EXPECT_EQ(finding.at("rule"), "access/public");
  EXPECT_EQ(finding.at("queue"), arn_of("orders"));
  EXPECT_EQ(finding.at("location").at("file"), file);
  EXPECT_EQ(finding.at("location").at("pointer"), "/Attributes/Policy/Statement/0/Principal");
  const std::string text = text_of(file);
  const std::size_t line = text.rfind('\n', text.find("\\\"*\\\"")) + 1;
  EXPECT_EQ(finding.at("location").at("column"), text.find("\\\"*\\\"") - line + 1);
  const Outcome shown = run_program({"check", file});
  EXPECT_NE(shown.out.find("  (/Attributes/Policy/Statement/0/Principal)"), std::string::npos);
  const std::size_t underline = shown.out.find("^^^^^ let in");
  ASSERT_NE(underline, std::string::npos) << shown.out;
  const std::size_t begin = shown.out.rfind('\n', underline) + 1;
  const std::size_t above = shown.out.rfind('\n', begin - 2) + 1;
  const std::string around = shown.out.substr(above, begin - above);
  const std::size_t cut = around.find("…") == std::string::npos ? 0 : 2;  // one column, three bytes
  EXPECT_EQ(around.substr(underline - begin + cut, 5), "\\\"*\\\"") << shown.out;
}

TEST(Inputs, EveryQueueOfJsonLinesHasItsOwnVerdict) {
  const std::string lines =
      line_of("open", open_policy()) + line_of("closed", "") + line_of("own", own_policy("own"));
  const Json report = checked({"-"}, 1, lines);
  EXPECT_EQ(report.at("stats").at("queues"), 3);
  EXPECT_EQ(report.at("stats").at("policies"), 2);
  for (const Json& finding : report.at("findings")) {
    EXPECT_TRUE(finding.at("severity") != "error" || finding.at("queue") == arn_of("open"));
    EXPECT_EQ(finding.at("location").at("file"), "<stdin>");
  }
  const Outcome text = run_program({"check", "-"}, lines);
  EXPECT_NE(text.out.find("holds: <stdin>:2: " + arn_of("closed") + " has no policy"),
            std::string::npos)
      << text.out;
  EXPECT_NE(text.out.find("violated: 3 queues, "), std::string::npos) << text.out;
}

TEST(Inputs, OneBadLineIsReportedAndTheOthersAreChecked) {
  const std::string lines =
      line_of("open", open_policy()) + "{\"attributes\": {\n" + line_of("more", open_policy());
  const std::string file = temporary_file("queues.jsonl", lines);
  const Outcome outcome = run_program({"check", file, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find(file + ":2:"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("help: "), std::string::npos);
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("stats").at("queues"), 2);
  EXPECT_EQ(report.at("diagnostics").size(), 1U);
  EXPECT_EQ(report.at("diagnostics").at(0).at("location").at("line"), 2);
  EXPECT_EQ(report.at("findings").back().at("queue"), arn_of("more"));
  EXPECT_EQ(report.at("findings").back().at("location").at("line"), 3);
}

TEST(Inputs, ManyBadLinesAreCountedAndBounded) {
  std::string lines = line_of("open", open_policy());
  for (int i = 0; i < 50'000; ++i) lines += "{\"attributes\": {\"Policy\": \"{}\n";
  const Outcome outcome = run_program({"check", "-", "--output", "json"}, lines);
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_LT(outcome.seconds, 20);
  EXPECT_LT(outcome.err.size() + outcome.out.size(), 1'000'000U);
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("truncated"), true);
  EXPECT_EQ(report.at("diagnostics").size(), 100U);
  EXPECT_EQ(report.at("findings").at(0).at("queue"), arn_of("open"));
}

TEST(Inputs, AnEqualPolicyIsProvedOnce) {
  std::string lines;
  for (const char* name : {"a", "b", "c"}) lines += line_of(name, own_policy(name));
  const Json three = checked({"-"}, 0, lines);
  const Json one = checked({"-"}, 0, line_of("a", own_policy("a")));
  EXPECT_EQ(three.at("stats").at("questions"), one.at("stats").at("questions"));
  const std::string folder = temporary_file("log", "");
  std::filesystem::remove(folder);
  const Json logged = checked({"-", "--proof-log", folder}, 0, lines);
  EXPECT_EQ(logged.at("stats").at("questions"), 3 * one.at("stats").at("questions").get<int>());
}

TEST(Inputs, APatternOfNamesIsProvedForEachName) {
  Json policy = Json::parse(open_policy());
  policy["Statement"][0]["Resource"] = "arn:aws:sqs:us-east-1:555566667777:ord*";
  const std::string lines = line_of("billing", policy.dump()) + line_of("orders", policy.dump());
  const Json report = checked({"-", "--select", "access"}, 1, lines);
  EXPECT_EQ(report.at("findings").at(0).at("queue"), arn_of("orders"));
  const Json audit = Json::parse(run_program({"audit", "-", "--output", "json"}, lines).out);
  EXPECT_EQ(audit.at("queues").at(0).at("queue"), arn_of("orders"));
  EXPECT_FALSE(audit.at("queues").at(0).at("grants").empty());
  EXPECT_TRUE(audit.at("queues").at(1).at("grants").empty());
}

TEST(Inputs, AFolderIsReadInOrderAndSaysWhatItSkips) {
  const std::string folder = folder_of({{"b.json", own_policy("b")},
                                        {"a/one.json", attributes_of("one", open_policy())},
                                        {"a/two.ndjson", line_of("two", open_policy())},
                                        {"README.md", "# queues"},
                                        {"a/notes.txt", ""}});
  const Json report = checked({folder, "--ignore", "lint,statement,condition"}, 1);
  EXPECT_EQ(report.at("stats").at("queues"), 3);
  EXPECT_EQ(report.at("stats").at("inputs"), 3);
  EXPECT_EQ(report.at("findings").front().at("location").at("file"), folder + "/a/one.json");
  EXPECT_EQ(report.at("findings").back().at("location").at("file"), folder + "/a/two.ndjson");
  const Outcome text = run_program({"check", folder});
  EXPECT_NE(text.out.find("note: " + folder + ": 2 files skipped"), std::string::npos) << text.out;
}

TEST(Inputs, WhatIsNoPolicyInAFolderIsSaid) {
  const std::string folder =
      folder_of({{"package.json", R"({"name": "x"})"}, {"own.json", own_policy("own")}});
  const Outcome outcome = run_program({"check", folder});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("error[input/form]"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("package.json:1:1"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.out.find("own.json: no stranger"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("1 input with mistakes"), std::string::npos) << outcome.out;
  const Outcome empty = run_program({"check", folder_of({{"x.txt", ""}})});
  EXPECT_EQ(empty.exit_code, 2) << "nothing was checked";
}

TEST(Inputs, OptionsFillInOnlyWhatTheInputDoesNotSay) {
  const std::string other = "arn:aws:sqs:us-east-1:444455556666:other";
  const Json named = checked({"-", "--queue-arn", other, "--account", "444455556666"}, 0,
                             attributes_of("own", own_policy("own")));
  for (const Json& finding : named.at("findings")) EXPECT_EQ(finding.at("queue"), arn_of("own"));
  Json nameless = Json::parse(attributes_of("own", open_policy()));
  nameless["Attributes"].erase("QueueArn");
  const Json filled = checked({"-", "--queue-arn", other}, 1, nameless.dump());
  EXPECT_EQ(filled.at("findings").at(0).at("queue"), other);
}

TEST(Inputs, TheFormCanBeNamed) {
  const std::string queue = attributes_of("open", open_policy());
  EXPECT_EQ(run_program({"check", "-", "--input-format", "attributes"}, queue).exit_code, 1);
  EXPECT_EQ(run_program({"check", "-", "--input-format", "jsonl"}, line_of("own", "")).exit_code,
            0);
  const Outcome wrong = run_program({"check", "-", "--input-format", "policy"}, queue);
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("help: "), std::string::npos) << wrong.err;
  EXPECT_EQ(run_program({"check", "-", "--input-format", "yaml"}, queue).exit_code, 2);
}

TEST(Inputs, AFixEditsTheStringInTheFile) {
  Json policy = Json::parse(own_policy("own"));
  policy.erase("Version");
  policy["Id"] = "é";
  const std::string before = line_of("other", open_policy()) + line_of("own", policy.dump());
  const std::string file = temporary_file("fix.jsonl", before);
  const Outcome diff = run_program({"check", "--diff", file, "--select", "lint"});
  EXPECT_NE(diff.out.find("\n-{"), std::string::npos) << diff.out << diff.err;
  EXPECT_EQ(text_of(file), before);
  const Outcome fixed = run_program({"check", "--fix", file, "--output", "json"});
  const std::string after = text_of(file);
  EXPECT_NE(after, before) << fixed.err;
  EXPECT_EQ(after.substr(0, after.find('\n')), before.substr(0, before.find('\n')));
  const Json queue = Json::parse(after.substr(after.find('\n') + 1));
  Json now = Json::parse(queue.at("attributes").at("Policy").get<std::string>());
  EXPECT_TRUE(now.contains("Version"));
  now.erase("Version");
  EXPECT_EQ(now, policy) << "nothing else changed";
}

TEST(Inputs, TheEditsOfAReportFitTheFile) {
  Json policy = Json::parse(own_policy("own"));
  policy.erase("Version");
  const std::string text = line_of("closed", "") + line_of("own", policy.dump());
  const std::string file = temporary_file("edits.jsonl", text);
  const Json report = checked({file, "--select", "lint/missing-version"}, 0);
  const Json& edit = report.at("findings").at(0).at("fix").at("edits").at(0);
  std::string edited = text;
  edited.replace(edit.at("begin").get<std::size_t>(),
                 edit.at("end").get<std::size_t>() - edit.at("begin").get<std::size_t>(),
                 edit.at("text").get<std::string>());
  const Json queue = Json::parse(edited.substr(edited.find('\n') + 1));
  EXPECT_TRUE(
      Json::parse(queue.at("attributes").at("Policy").get<std::string>()).contains("Version"));
}

}  // namespace sqsproof::tests
