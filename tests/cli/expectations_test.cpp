// What a user expects of a policy: --must-allow, --must-not-allow, and the file of --config.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

const std::string kConsumer = "arn:aws:iam::444455556666:role/consumers/billing";

Outcome check(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"check", sample("cross-account-consumer.json")});
  return run_program(arguments);
}

Outcome with_config(const std::string& text, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"--config", temporary_file("sqsproof.toml", text)});
  return check(std::move(more));
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Refused with the words; each error has a place in the file, and a cure.
void expect_refused(const std::string& config, const std::string& place, const std::string& message,
                    const std::string& cure) {
  const Outcome outcome = with_config(config);
  EXPECT_EQ(outcome.exit_code, 2) << config;
  EXPECT_TRUE(has(outcome.err, "sqsproof.toml:" + place)) << outcome.err;
  EXPECT_TRUE(has(outcome.err, message)) << outcome.err;
  EXPECT_TRUE(has(outcome.err, cure)) << outcome.err;
}

}  // namespace

TEST(Expectations, AreAskedFromTheCommandLine) {
  const std::vector<std::string> trusted = {"--trusted-account", "444455556666"};
  const auto asked = [&](const std::string& option, const std::string& text) {
    return check({trusted[0], trusted[1], option, text});
  };
  const Outcome required = asked("--must-allow", kConsumer + " sqs:ReceiveMessage");
  EXPECT_EQ(required.exit_code, 0) << required.out << required.err;
  EXPECT_TRUE(has(required.out, "it does what is expected of it")) << required.out;
  const Outcome missing = asked("--must-allow", kConsumer + " sqs:ReceiveMessage,sqs:SendMessage");
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_TRUE(has(missing.out, "error[access/required]: ")) << missing.out;
  EXPECT_TRUE(has(missing.out, "Action does not cover sqs:SendMessage")) << missing.out;
  const Outcome granted = asked("--must-not-allow", "444455556666 sqs:*");
  EXPECT_EQ(granted.exit_code, 1);
  EXPECT_TRUE(has(granted.out, "error[access/not-granted]: ")) << granted.out;
  EXPECT_EQ(asked("--must-not-allow", "anonymous sqs:*").exit_code, 0);
  EXPECT_EQ(asked("--must-allow", "111122223333 sqs:SendMessage").exit_code, 3);
}

TEST(Expectations, SayWhenTheyAreAboutNoQueue) {
  const std::string entry = "[[must_not_allow]]\nprincipals = \"anonymous\"\nactions = \"sqs:*\"\n";
  const Outcome misspelt = with_config(entry + "queues = \"ordres\"\n");
  EXPECT_TRUE(has(misspelt.out, "sqsproof.toml:1:1 is about none of these queues"))
      << misspelt.out << misspelt.err;
  const Outcome meant = with_config(entry + "queues = \"ord*\"\n");
  EXPECT_FALSE(has(meant.out, "is about none of these queues")) << meant.out;
}

TEST(Expectations, AreRulesThatCanBeLeftOut) {
  const std::string wrong = "444455556666 sqs:*";
  const Outcome outcome = check({"--trusted-account", "444455556666", "--must-not-allow", wrong,
                                 "--ignore", "access/not-granted"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_EQ(run_program({"explain", "access/required"}).exit_code, 0);
}

TEST(Expectations, MistakesOnTheCommandLineAreSaidWithACure) {
  const Outcome misspelt = check({"--must-allow", "s3.amazonaws.com sqs:SendMesage"});
  EXPECT_EQ(misspelt.exit_code, 2);
  EXPECT_TRUE(has(misspelt.err, "--must-allow:1:18")) << misspelt.err;
  EXPECT_TRUE(has(misspelt.err, "did you mean `sqs:SendMessage`?")) << misspelt.err;
  const Outcome half = check({"--must-not-allow", "s3.amazonaws.com"});
  EXPECT_EQ(half.exit_code, 2);
  EXPECT_TRUE(has(half.err, "PRINCIPAL ACTION")) << half.err;
}

TEST(Config, SetsOptionsAndTheCommandLineWins) {
  EXPECT_EQ(check({}).exit_code, 1);
  const std::string trusted = "trusted_accounts = [\"444455556666\"]\n";
  EXPECT_EQ(with_config(trusted).exit_code, 0);
  EXPECT_EQ(with_config(trusted, {"--trusted-account", "777788889999"}).exit_code, 1);
  EXPECT_EQ(with_config("ignore = [\"access/outside-trusted\", \"lint\"]\n").exit_code, 0);
  EXPECT_EQ(with_config("select = [\"access/public\"]\nengine = \"fast\"\ntimeout = 5\n").exit_code,
            0);
}

TEST(Config, HoldsWhatIsExpected) {
  const Outcome outcome =
      check({"--config", std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/config/sqsproof.toml",
             "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const Json report = Json::parse(outcome.out);
  const Json& finding = report.at("findings").at(0);
  EXPECT_EQ(finding.at("rule"), "access/not-granted");
  EXPECT_EQ(finding.at("witness").at("action"), "sqs:ChangeMessageVisibility");
}

TEST(Config, MistakesHaveAPlaceAndACure) {
  expect_refused("trusted_acounts = []\n", "1:1", "there is no option `trusted_acounts`",
                 "did you mean `trusted_accounts`?");
  expect_refused("# ä\ntrusted_accounts = [\"44445555\"]\n", "2:21",
                 "`44445555` is not an account id", "12 digits");
  expect_refused("engine = \"fats\"\n", "1:10", "there is no engine `fats`",
                 "did you mean `fast`?");
  expect_refused("timeout = \"10\"\n", "1:11", "`timeout` is not a number of seconds",
                 "timeout = 10");
  expect_refused("ignore = [\"access/pubic\"]\n", "1:11", "there is no rule `access/pubic`",
                 "did you mean `access/public`?");
  expect_refused("select = access/public\n", "1:", "it is not TOML", "toml.io");
  expect_refused("[must_allow]\nactions = [\"sqs:*\"]\n", "1:2",
                 "`must_allow` is not a list of tables", "[[must_allow]]");
}

TEST(Config, MistakesInWhatIsExpectedHaveAPlaceAndACure) {
  const std::string begin = "[[must_allow]]\nprincipals = [\"s3.amazonaws.com\"]\n";
  const std::string action = "actions = [\"sqs:SendMessage\"]\n";
  expect_refused(begin, "1:1", "must_allow has no actions", "say which actions are meant");
  expect_refused(begin + "actions = [\"sqs:SendMessageBatch\"]\n", "3:12",
                 "is not an action that policies grant", "write `sqs:SendMessage`");
  expect_refused(begin + action + "qeues = [\"orders\"]\n", "4:1", "`qeues` is not a part",
                 "did you mean `queues`?");
  expect_refused(begin + action + "condition = {StringEqals = {\"aws:SourceAccount\" = \"1\"}}\n",
                 "4:14", "`StringEqals` is not a condition operator",
                 "did you mean `StringEquals`?");
  expect_refused("[[must_allow]]\nprincipals = [\"bob\"]\n" + action, "2:15", "bob", "help: ");
}

TEST(Config, IsNotPickedUpSilentlyAndMustExist) {
  EXPECT_EQ(check({"--config", "/no/such/file.toml"}).exit_code, 2);
}

}  // namespace sqsproof::tests
