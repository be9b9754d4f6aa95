// `who-can`, `audit` and `diff`, as a user runs them.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

std::string inventory() {
  const Json open = {{"Statement",
                      {{{"Effect", "Allow"},
                        {"Principal", "*"},
                        {"Action", "sqs:ReceiveMessage"},
                        {"Resource", "*"}}}}};
  std::string lines;
  for (const char* name : {"closed", "one", "two"}) {
    Json queue = {
        {"region", "us-east-1"},
        {"queueUrl", std::string("https://sqs.us-east-1.amazonaws.com/111122223333/") + name},
        {"attributes", {{"VisibilityTimeout", "30"}}}};
    if (std::string(name) != "closed") queue["attributes"]["Policy"] = open.dump();
    lines += queue.dump() + "\n";
  }
  return lines;
}

}  // namespace

TEST(WhoCan, ListsGrantsWithWitnesses) {
  const Outcome outcome =
      run_program({"who-can", sample("cross-account-consumer.json"), "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json grant = Json::parse(outcome.out).at("queues").at(0).at("grants").at(0);
  EXPECT_EQ(grant.at("kind"), "principal");
  EXPECT_EQ(grant.at("outside"), true);
  EXPECT_EQ(grant.at("witness").at("action"), "sqs:ChangeMessageVisibility");
}

TEST(WhoCan, TakesAnAction) {
  EXPECT_EQ(
      run_program({"who-can", "sqs:PurgeQueue", sample("cross-account-consumer.json"), "--quiet"})
          .out,
      "");
  const Outcome wrong = run_program({"who-can", "sqs:RecieveMessage", sample("public.json")});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("did you mean `sqs:ReceiveMessage`"), std::string::npos) << wrong.err;
  EXPECT_EQ(run_program({"who-can", "sqs:SendMessage"}).exit_code, 2);
}

TEST(Audit, ReadsAnInventoryAndFindsWhoIsOutside) {
  const Outcome outcome = run_program({"audit", "-", "--output", "json"}, inventory());
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("verdict"), "violated");
  EXPECT_EQ(report.at("stats").at("queues"), 3);
  EXPECT_EQ(report.at("stats").at("policies"), 1) << "equal policies are proved once";
  const Json& two = report.at("queues").at(1);
  EXPECT_EQ(two.at("grants").at(0).at("kind"), "anonymous");
  EXPECT_EQ(two.at("grants").at(0).at("witness").at("resource"), two.at("queue"));
  EXPECT_TRUE(report.at("queues").at(2).at("grants").empty()) << "open ones come first";
}

/// Queues whose policies have the same text, which names some of them only.
TEST(Audit, EqualTextsAboutOtherQueuesAreOtherPolicies) {
  std::string lines;
  for (const std::string name : {"billing", "orders-1", "orders-2"}) {
    const std::string arn = "arn:aws:sqs:us-east-1:111122223333:" + name;
    const Json policy = {{"Version", "2012-10-17"},
                         {"Id", arn + "/SQSDefaultPolicy"},
                         {"Statement",
                          {{{"Effect", "Allow"},
                            {"Principal", "*"},
                            {"Action", "sqs:SendMessage"},
                            {"Resource", "arn:aws:sqs:us-east-1:111122223333:orders-*"}}}}};
    lines += Json{{"Attributes", {{"QueueArn", arn}, {"Policy", policy.dump()}}}}.dump() + "\n";
  }
  const Outcome outcome = run_program({"audit", "-", "--output", "json"}, lines);
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("stats").at("policies"), 3);
  EXPECT_EQ(report.at("queues").at(0).at("input"), "orders-1") << "public ones come first";
  EXPECT_FALSE(report.at("queues").at(1).at("grants").empty());
  EXPECT_TRUE(report.at("queues").at(2).at("grants").empty());
}

TEST(Audit, WritesCsvThatASpreadsheetDoesNotRun) {
  const Outcome outcome = run_program({"audit", sample("public.json"), "--output", "csv"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_EQ(outcome.out.substr(0, 10), "queue,who,");
  EXPECT_NE(outcome.out.find("anyone outside"), std::string::npos);
  EXPECT_NE(outcome.out.find("\r\n"), std::string::npos);
}

TEST(Audit, NobodyOutsideIsExitZeroAndUnreadableIsTwo) {
  EXPECT_EQ(run_program({"audit", sample("console-default.json")}).exit_code, 0);
  EXPECT_EQ(run_program({"audit", sample("add-permission.json"), "--trusted-account",
                         "444455556666", "--trusted-account", "777788889999"})
                .exit_code,
            0);
  EXPECT_EQ(run_program({"audit", "-"}, inventory() + "{\"attributes\": {}}\n").exit_code, 2);
  EXPECT_EQ(run_program({"audit", "/no/such/folder"}).exit_code, 2);
}

TEST(Audit, ReadsAFolder) {
  const Outcome outcome = run_program(
      {"audit", std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/policies", "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_EQ(Json::parse(outcome.out).at("stats").at("queues"), 7);
}

TEST(Diff, SaysWhatIsNewWithAWitness) {
  const Outcome wider =
      run_program({"diff", sample("s3-notification.json"),
                   sample("s3-notification-no-account.json"), "--output", "json"});
  EXPECT_EQ(wider.exit_code, 1) << wider.err;
  const Json diff = Json::parse(wider.out);
  EXPECT_EQ(diff.at("relation"), "wider");
  EXPECT_TRUE(diff.at("removed").empty());
  const Json& added = diff.at("added").at(0);
  EXPECT_EQ(added.at("who"), "s3.amazonaws.com");
  EXPECT_EQ(added.at("witness").at("context").at("aws:SourceAccount"), "999988887777");
}

TEST(Diff, FailsOnWhatItIsTold) {
  const std::string narrow = sample("s3-notification.json");
  const std::string wide = sample("s3-notification-no-account.json");
  EXPECT_EQ(run_program({"diff", wide, narrow}).exit_code, 0);
  EXPECT_EQ(run_program({"diff", wide, narrow, "--fail-on", "removed"}).exit_code, 1);
  EXPECT_EQ(run_program({"diff", narrow, wide, "--fail-on", "none"}).exit_code, 0);
  const Outcome same = run_program({"diff", wide, wide, "--fail-on", "any"});
  EXPECT_EQ(same.exit_code, 0);
  EXPECT_EQ(same.out.substr(0, 10), "equivalent");
  EXPECT_EQ(run_program({"diff", wide, "/no/such/file"}).exit_code, 2);
}

TEST(Audit, TakesWhatIsTrustedFromAFile) {
  const std::string consumer = sample("cross-account-consumer.json");
  const std::string trusting =
      temporary_file("trust.toml", "trusted_accounts = [\"444455556666\"]\n");
  EXPECT_EQ(run_program({"audit", consumer}).exit_code, 1);
  EXPECT_EQ(run_program({"audit", consumer, "--config", trusting}).exit_code, 0);
  const Outcome own =
      run_program({"audit", consumer, "--config", trusting, "--trusted-account", "999988887777"});
  EXPECT_EQ(own.exit_code, 1) << "the command line wins";
  const Outcome wrong =
      run_program({"who-can", consumer, "--config", temporary_file("wrong.toml", "trust = 3\n")});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("wrong.toml:1:1"), std::string::npos) << wrong.err;
}

TEST(Audit, TakesAnOrganizationFromAFile) {
  const std::string consumer = sample("cross-account-consumer.json");
  const std::string accounts = temporary_file("accounts.json", R"({"Accounts": [
    {"Id": "111122223333",
     "Arn": "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/111122223333"},
    {"Id": "444455556666", "State": "ACTIVE",
     "Arn": "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/444455556666"}]})");
  EXPECT_EQ(run_program({"audit", consumer, "--org-file", accounts}).exit_code, 0);
  const Outcome who =
      run_program({"who-can", consumer, "--org-file", accounts, "--output", "json"});
  const Json grant = Json::parse(who.out).at("queues").at(0).at("grants").at(0);
  EXPECT_EQ(grant.at("outside"), false);
  EXPECT_EQ(run_program({"check", consumer, "--org-file", accounts}).exit_code, 0);
  const Outcome diff = run_program({"diff", sample("s3-notification.json"), consumer, "--org-file",
                                    accounts, "--output", "json"});
  EXPECT_EQ(Json::parse(diff.out).at("added").at(0).at("outside"), false) << diff.err;
}

TEST(Audit, SaysWhatIsWrongWithAnOrganizationFile) {
  const std::string consumer = sample("cross-account-consumer.json");
  for (const auto& [text, message] : std::vector<std::pair<std::string, std::string>>{
           {R"({"Accounts": []})", "it lists no account"},
           {R"({"Roots": []})", "there is no list `Accounts`"},
           {R"({"Accounts": [{"Id": "1234"}]})", "`1234` is not an account id"},
           {"Accounts", "org.json:1:1"}}) {
    const Outcome outcome =
        run_program({"audit", consumer, "--org-file", temporary_file("org.json", text)});
    EXPECT_EQ(outcome.exit_code, 2) << text;
    EXPECT_NE(outcome.err.find(message), std::string::npos) << outcome.err;
  }
  const Outcome member =
      run_program({"audit", consumer, "--org-file",
                   temporary_file("org.json", R"({"Organization": {"Id": "o-a1b2c3d4e5",
         "Arn": "arn:aws:organizations::444455556666:organization/o-a1b2c3d4e5",
         "MasterAccountId": "444455556666"}})")});
  EXPECT_EQ(member.exit_code, 0) << member.err;
}

TEST(Diff, TakesOptionsFromAFile) {
  const std::string sends = sample("s3-notification.json");
  const std::string reads = sample("cross-account-consumer.json");
  const std::string trusting =
      temporary_file("trust.toml", "trusted_accounts = [\"444455556666\"]\ntimeout = 5\n");
  const Outcome outcome =
      run_program({"diff", sends, reads, "--config", trusting, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  EXPECT_EQ(Json::parse(outcome.out).at("added").at(0).at("outside"), false);
  const Outcome wrong =
      run_program({"diff", sends, reads, "--config", temporary_file("wrong.toml", "trust = 3\n")});
  EXPECT_EQ(wrong.exit_code, 2);
}

}  // namespace sqsproof::tests
