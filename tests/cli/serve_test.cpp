// `sqsproof serve` from outside: real clients of AWS in both protocols, graceful stop, usage
// mistakes.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {

TEST(Serve, TheAwsSdkForJavaScriptWorksUnchanged) {
  const std::string clients = std::string(SQSPROOF_SOURCE_DIR) + "/tests/clients";
  if (!has_program("node") || !std::filesystem::exists(clients + "/node_modules")) {
    GTEST_SKIP() << "NOT TESTED: the AWS SDK is not installed; run `npm ci` in tests/clients";
  }
  Served served;
  ASSERT_FALSE(served.url.empty());
  Child tour({"node", clients + "/tour.mjs", served.url});
  EXPECT_EQ(tour.read_all(), "the tour is complete\n");
  EXPECT_EQ(tour.wait(), 0);
}

TEST(Serve, TheAwsCliOfDebianWorksUnchanged) {
  if (!std::filesystem::exists("/usr/bin/aws")) {
    GTEST_SKIP() << "NOT TESTED: the AWS CLI is not installed; run `apt-get install awscli`";
  }
  Served served;
  ASSERT_FALSE(served.url.empty());
  const std::string tour = std::string(SQSPROOF_SOURCE_DIR) + "/tests/clients/tour.sh";
  Child client({"bash", tour, served.url, temporary_file("scratch", "")});
  EXPECT_EQ(client.read_all(), "the tour is complete\n");
  EXPECT_EQ(client.wait(), 0);
}

TEST(Serve, StopsGracefully) {
  Served served;
  ASSERT_FALSE(served.url.empty());
  EXPECT_EQ(served.child.stop(), 0);
}

TEST(Serve, UsageMistakes) {
  Served served;
  const std::string port = served.url.substr(served.url.rfind(':') + 1);
  const Outcome taken = run_program({"serve", "--port", port});
  EXPECT_EQ(taken.exit_code, 2);
  EXPECT_NE(taken.err.find("help: choose another --port"), std::string::npos) << taken.err;
  const Outcome mutant = run_program({"serve", "--mutant", "loses-a-mesage"});
  EXPECT_EQ(mutant.exit_code, 2);
  EXPECT_NE(mutant.err.find("did you mean `loses-a-message`"), std::string::npos) << mutant.err;
}

TEST(Serve, WhoMayCallIsSaidTogetherOrNotAtAll) {
  const std::string wrong =
      temporary_file("keys.json", R"({"Credentials": [{"AccessKeyId": "A", "Principal": "x"}]})");
  struct Row {
    std::vector<std::string> options;
    const char* said;
  };
  const Row rows[] = {
      {{"--auth", "policy"}, "help: add --credentials FILE"},
      {{"--credentials", wrong}, "help: add --auth policy"},
      {{"--auth", "policy", "--credentials", wrong}, "`SecretAccessKey` is missing"},
      {{"--auth", "policy", "--credentials", "/nowhere"}, "cannot read `/nowhere`"},
  };
  for (const Row& row : rows) {
    std::vector<std::string> arguments = {"serve"};
    arguments.insert(arguments.end(), row.options.begin(), row.options.end());
    const Outcome outcome = run_program(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << row.said;
    EXPECT_NE(outcome.err.find(row.said), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("help:"), std::string::npos) << outcome.err;
  }
}

TEST(Serve, ControlIsForThisMachineAndHasAToken) {
  Served served({"--control"});
  const std::string line = served.child.read_line();
  EXPECT_EQ(line.substr(0, 14), "control token ");
  EXPECT_EQ(line.size(), 14U + 32U) << line;
  const Outcome open = run_program({"serve", "--host", "0.0.0.0", "--control-token", "x"});
  EXPECT_EQ(open.exit_code, 2);
  EXPECT_NE(open.err.find("for this machine alone"), std::string::npos) << open.err;
}

TEST(Serve, WeaknessesHaveNamesAndRates) {
  const Served served({"--weak", "W1=0.2,reorders", "--weak", "W6"});
  EXPECT_FALSE(served.url.empty());
  struct Row {
    const char* weak;
    const char* said;
  };
  const Row rows[] = {{"W99", "there is no weakness `W99`"},
                      {"reorder", "did you mean `reorders`?"},
                      {"W5=0.2", "`W5` has no rate"},
                      {"W1=2", "`2` is no rate"},
                      {"W1=", "`` is no rate"}};
  for (const Row& row : rows) {
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"serve"}, std::vector<std::string>{"conform", "run"}}) {
      std::vector<std::string> arguments = command;
      arguments.insert(arguments.end(), {"--weak", row.weak});
      const Outcome outcome = run_program(arguments);
      EXPECT_EQ(outcome.exit_code, 2) << row.weak;
      EXPECT_NE(outcome.err.find(row.said), std::string::npos) << outcome.err;
    }
  }
}

TEST(Conform, AWeakEndpointBreaksWhatAwsDoesNotPromise) {
  const Outcome outcome =
      run_program({"conform", "run", "visibility/hidden-until-timeout", "--weak", "W1=0.5"});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("weak W1"), std::string::npos) << outcome.out;
}

TEST(Conform, AnEndpointThatRefusesIsUndecided) {
  std::string url;
  { url = Served().url; }
  const Outcome outcome = run_program({"conform", "run", "delivery", "--endpoint", url});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_NE(outcome.out.find("Couldn't connect"), std::string::npos) << outcome.out;
}

TEST(Conform, RunsAgainstAServedEndpoint) {
  Served served;
  const Outcome outcome =
      run_program({"conform", "run", "delivery/nothing-lost", "batch", "--endpoint", served.url,
                   "--cases", "2", "--only", "programs"});
  EXPECT_NE(outcome.exit_code, 1) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("PASS       delivery/nothing-lost"), std::string::npos) << outcome.out;
  const Outcome examples = run_program(
      {"conform", "run", "batch", "limits", "--endpoint", served.url, "--only", "examples"});
  EXPECT_EQ(examples.exit_code, 0) << examples.out << examples.err;
}

TEST(Conform, RunsAgainstAnEmulatorFromNpm) {
  const std::string clients = std::string(SQSPROOF_SOURCE_DIR) + "/tests/clients";
  if (!has_program("node") || !std::filesystem::exists(clients + "/node_modules")) {
    GTEST_SKIP() << "NOT TESTED: the emulator is not installed; run `npm ci` in tests/clients";
  }
  std::string free_port;
  { free_port = Served().url; }
  free_port = free_port.substr(free_port.rfind(':') + 1);
  Child emulator({"node", clients + "/start-emulator.mjs", "local-aws-sqs", free_port});
  const std::string url = emulator.read_line().substr(std::string("listening on ").size());
  const Outcome outcome = run_program(
      {"conform", "run", "delivery/nothing-lost", "--endpoint", url, "--cases", "1", "--quiet"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
}

}  // namespace sqsproof::tests
