// `check --against` and `--baseline`: only what is new counts.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/inputs.h"
#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

Json checked(std::vector<std::string> arguments, int expected_exit_code) {
  arguments.insert(arguments.begin(), "check");
  arguments.insert(arguments.end(), {"--output", "json"});
  const Outcome outcome = run_program(arguments);
  EXPECT_EQ(outcome.exit_code, expected_exit_code) << outcome.err << outcome.out;
  return Json::parse(outcome.out);
}

std::string with(const std::string& policy, const std::string& element, const Json& value) {
  Json changed = Json::parse(policy);
  changed["Statement"][0][element] = value;
  return changed.dump();
}

const Json* finding_of(const Json& report, const std::string& rule, const std::string& state) {
  for (const Json& finding : report.at("findings")) {
    if (finding.at("rule") == rule && finding.at("state") == state) return &finding;
  }
  return nullptr;
}

}  // namespace

TEST(Against, WhatTheOlderPolicyLetsInIsExisting) {
  const std::string older = temporary_file("older.json", attributes_of("q", open_policy()));
  const std::string newer =
      temporary_file("newer.json", attributes_of("q", with(open_policy(), "Sid", "renamed")));
  EXPECT_EQ(run_program({"check", newer}).exit_code, 1);
  const Json report = checked({newer, "--against", older}, 0);
  EXPECT_EQ(report.at("verdict"), "holds");
  EXPECT_EQ(report.at("stats").at("new"), 0);
  const Json* finding = finding_of(report, "access/public", "existing");
  ASSERT_NE(finding, nullptr) << report.dump(2);
  EXPECT_EQ(finding->at("severity"), "info");
  const Outcome text = run_program({"check", newer, "--against", older});
  EXPECT_NE(text.out.find("holds: 1 queue, 0 new findings, "), std::string::npos) << text.out;
}

TEST(Against, NewAccessIsFoundBesideTheOld) {
  const std::string older = temporary_file("older.json", attributes_of("q", open_policy()));
  const std::string wider = temporary_file(
      "wider.json",
      attributes_of("q", with(open_policy(), "Action", {"sqs:SendMessage", "sqs:ReceiveMessage"})));
  const Json report = checked({wider, "--against", older}, 1);
  const Json* finding = finding_of(report, "access/public", "new");
  ASSERT_NE(finding, nullptr) << report.dump(2);
  EXPECT_EQ(finding->at("witness").at("action"), "sqs:ReceiveMessage");
  EXPECT_EQ(finding->at("message").get<std::string>().find("SendMessage"), std::string::npos);
}

TEST(Against, WidthOfTextIsNotWidthOfAccess) {
  const std::string older = temporary_file("older.json", attributes_of("q", open_policy()));
  const std::string named = temporary_file("named.json", attributes_of("q", guest_policy()));
  EXPECT_EQ(run_program({"check", named}).exit_code, 1);
  checked({named, "--against", older}, 0);
  checked({older, "--against", named}, 1);
}

TEST(Against, QueuesAreMatchedByArnAndPoliciesByPath) {
  const std::string older = folder_of(
      {{"queues.jsonl", line_of("one", open_policy()) + line_of("two", own_policy("two"))},
       {"raw/a.json", open_policy()}});
  const std::string newer =
      folder_of({{"renamed.jsonl", line_of("two", open_policy()) + line_of("one", open_policy())},
                 {"raw/a.json", open_policy()},
                 {"raw/b.json", open_policy()}});
  const Json report = checked({newer, "--against", older, "--select", "access/public"}, 1);
  std::vector<std::string> fresh;
  for (const Json& finding : report.at("findings")) {
    if (finding.at("state") == "new") fresh.push_back(finding.at("location").at("file"));
  }
  EXPECT_EQ(fresh, (std::vector<std::string>{newer + "/raw/b.json", newer + "/renamed.jsonl"}));
  EXPECT_NE(report.at("assumptions").dump().find("does not have it"), std::string::npos);
}

TEST(Against, AQueueThatHadNoPolicyHasNothingOld) {
  const std::string older = temporary_file("older.json", attributes_of("q", ""));
  const std::string newer = temporary_file("newer.json", attributes_of("q", open_policy()));
  EXPECT_NE(finding_of(checked({newer, "--against", older}, 1), "access/public", "new"), nullptr);
}

TEST(Against, WhatIsNotDecidedAndUnchangedIsExisting) {
  const Json org = {{"StringLike", {{"aws:PrincipalOrgPaths", "*"}}}};
  const std::string undecided = with(open_policy(), "Condition", org);
  const std::string older = temporary_file("older.json", undecided);
  const std::string same = temporary_file("same.json", undecided);
  EXPECT_EQ(run_program({"check", same}).exit_code, 3);
  checked({same, "--against", older}, 0);
  const std::string renamed = temporary_file("renamed.json", with(undecided, "Sid", "renamed"));
  checked({renamed, "--against", older}, 0);
  checked({renamed, "--against", temporary_file("own.json", own_policy("q"))}, 3);
}

TEST(Against, LintFindingsAreComparedOneByOne) {
  Json old_policy = Json::parse(own_policy("q"));
  old_policy["Statement"][0]["Action"] = "sqs:Nope";
  Json new_policy = old_policy;
  new_policy["Statement"][0]["Action"] = {"sqs:Nope", "sqs:Nope2"};
  const std::string older = temporary_file("older.json", old_policy.dump());
  const std::string newer = temporary_file("newer.json", new_policy.dump());
  const Json report = checked({newer, "--against", older, "--select", "lint/unknown-action"}, 1);
  EXPECT_NE(finding_of(report, "lint/unknown-action", "existing"), nullptr) << report.dump(2);
  EXPECT_NE(finding_of(report, "lint/unknown-action", "new"), nullptr);
  checked({older, "--against", older}, 0);
}

TEST(Against, AnOlderVersionThatCannotBeReadIsAMistake) {
  const std::string newer = temporary_file("newer.json", own_policy("q"));
  EXPECT_EQ(run_program({"check", newer, "--against", "/no/such/file"}).exit_code, 2);
  EXPECT_EQ(run_program({"check", newer, "--against", temporary_file("x.json", "{")}).exit_code, 2);
  const std::string twice =
      temporary_file("twice.jsonl", line_of("q", open_policy()) + line_of("q", own_policy("q")));
  const Outcome outcome = run_program({"check", newer, "--against", twice});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("[input/queue-twice]"), std::string::npos) << outcome.err;
}

TEST(Baseline, WhatAnEarlierReportHasIsKnown) {
  const std::string file = temporary_file("q.json", attributes_of("q", open_policy()));
  const std::string baseline = temporary_file("baseline.json", "");
  EXPECT_EQ(run_program({"check", file, "--output", "json=" + baseline}).exit_code, 1);
  const Json report = checked({file, "--baseline", baseline}, 0);
  EXPECT_NE(finding_of(report, "access/public", "known"), nullptr);
  EXPECT_TRUE(report.at("baseline").at("unused").empty());
  const std::string twice =
      temporary_file("two.jsonl", line_of("q", open_policy()) + line_of("p", open_policy()));
  const Json other = checked({twice, "--baseline", baseline}, 1);
  EXPECT_EQ(finding_of(other, "access/public", "new")->at("queue"), arn_of("p"));
}

TEST(Baseline, AnEntryCoversOneFinding) {
  const std::string one = folder_of({{"a.json", open_policy()}});
  const std::string two = folder_of({{"a.json", open_policy()}, {"b.json", open_policy()}});
  const std::string baseline = temporary_file("baseline.json", "");
  const std::string select = "access/public";
  EXPECT_EQ(
      run_program({"check", one, "--select", select, "--output", "json=" + baseline}).exit_code, 1);
  checked({one, "--select", select, "--baseline", baseline}, 0);
  checked({two, "--select", select, "--baseline", baseline}, 1);
}

TEST(Baseline, EntriesThatCoverNothingAreListed) {
  const std::string open = temporary_file("q.json", attributes_of("q", open_policy()));
  const std::string closed = temporary_file("r.json", attributes_of("q", own_policy("q")));
  const std::string baseline = temporary_file("baseline.json", "");
  EXPECT_EQ(run_program({"check", open, "--output", "json=" + baseline}).exit_code, 1);
  const Json report = checked({closed, "--baseline", baseline}, 0);
  EXPECT_GE(report.at("baseline").at("unused").size(), 1U);
  const Outcome text = run_program({"check", closed, "--baseline", baseline});
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_NE(text.out.find("note: " + baseline + ": not found any more: access/public"),
            std::string::npos)
      << text.out;
  const Json asked = checked({closed, "--baseline", baseline, "--select", "lint"}, 0);
  for (const Json& entry : asked.at("baseline").at("unused")) {
    EXPECT_EQ(entry.at("rule").get<std::string>().rfind("lint/", 0), 0U);
  }
}

TEST(Baseline, WhatIsNoReportIsRefused) {
  const std::string file = temporary_file("q.json", own_policy("q"));
  for (const char* text :
       {"", "{}", "[]", R"({"findings": 3})", R"({"findings": [{"rule": "x"}]})"}) {
    const std::string baseline = temporary_file("baseline.json", text);
    const Outcome outcome = run_program({"check", file, "--baseline", baseline});
    EXPECT_EQ(outcome.exit_code, 2) << text;
    EXPECT_NE(outcome.err.find(baseline + ":1:"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("help: "), std::string::npos) << outcome.err;
  }
  EXPECT_EQ(run_program({"check", file, "--baseline", "/no/such/file"}).exit_code, 2);
}

}  // namespace sqsproof::tests
