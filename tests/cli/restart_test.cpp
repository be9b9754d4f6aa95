// `conform run --restart`: an endpoint that keeps what it holds is ended and started anew. A
// snapshot is written by one that is asked to stop, not by one that is killed.
#include <chrono>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

#include "fixtures/http_endpoint.h"
#include "fixtures/shell_command.h"
#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

std::string free_url() { return Served().url; }

/// A shell that starts `serve` anew whenever it ends, as supervisors do.
class Supervised {
 public:
  explicit Supervised(const std::string& more)
      : url_(free_url()),
        pid_(temporary_file("pid-" + url_.substr(url_.rfind(':') + 1), "")),
        shell_({"bash", "-c", line(url_, pid_, more)}) {
    for (int i = 0; i < 500 && !answers(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_TRUE(answers());
  }

  [[nodiscard]] const std::string& url() const { return url_; }
  /// Returns when the next one is started.
  [[nodiscard]] std::string restart(const std::string& signal) const {
    return fmt::format(
        "old=$(cat {0}); kill -{1} $old; while [ \"$(cat {0})\" = \"$old\" ]; do sleep 0.01; "
        "done",
        pid_, signal);
  }

 private:
  [[nodiscard]] bool answers() const {
    const auto answer = fixtures::HttpEndpoint({url_}).call(semantics::ListQueuesRequest{});
    return std::holds_alternative<semantics::Reply>(answer);
  }
  static std::string line(const std::string& url, const std::string& pid, const std::string& more) {
    const std::string port = url.substr(url.rfind(':') + 1);
    return fmt::format(
        "trap 'kill $p; exit 0' TERM\n"
        "while :; do {} serve --port {} --clock virtual --control-token word --data {} {} & p=$!; "
        "echo $p > {}; wait $p; done",
        SQSPROOF_PROGRAM, port, pid + ".data", more, pid);
  }

  std::string url_;
  std::string pid_;
  Child shell_;
};

Outcome run_restarts(const std::string& url, const std::string& command) {
  return run_program({"conform", "run", "restart", "--endpoint", url, "--only", "examples",
                      "--control-token", "word", "--restart", command});
}

/// Not so a zombie, which somebody else has to reap.
bool runs(const std::string& pid) {
  std::ifstream status("/proc/" + pid + "/stat");
  std::string number, name, state;
  return static_cast<bool>(status >> number >> name >> state) && state != "Z";
}

}  // namespace

TEST(Restart, AnEndpointThatKeepsWhatItHoldsPasses) {
  const Supervised served("");
  const Outcome outcome = run_restarts(served.url(), served.restart("KILL"));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("4 pass"), std::string::npos) << outcome.out;
}

TEST(Restart, WhatIsLostIsTold) {
  const Supervised served("--mutant restart-loses-in-flight");
  const Outcome outcome = run_restarts(served.url(), served.restart("TERM"));
  EXPECT_NE(outcome.out.find("2 pass, 2 fail"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("FAIL       restart/messages-stay"), std::string::npos) << outcome.out;
}

TEST(Restart, ACommandThatFailsIsAnError) {
  const Served served({"--clock", "virtual", "--control-token", "word"});
  const Outcome outcome = run_restarts(served.url, "exit 7");
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_NE(outcome.out.find("`exit 7`: it ended with 7"), std::string::npos) << outcome.out;
}

// Ctrl-C while the command runs: nothing of it is left, whatever it thinks of SIGTERM.
TEST(Restart, ACommandIsEndedWithAllThatItStarted) {
  const std::string pid = temporary_file("child-pid", "");
  const std::string command =
      fmt::format("sh -c 'trap \"\" TERM; echo $$ > {}; sleep 60; sleep 60' & sleep 60", pid);
  const auto begun = std::chrono::steady_clock::now();
  const std::string why =
      fixtures::run_shell_command(command, 60, [&pid] { return !read_file(pid).empty(); });
  EXPECT_EQ(why, "the run was stopped");
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(30));
  const std::string child = read_file(pid).substr(0, read_file(pid).find('\n'));
  for (int i = 0; i < 500 && runs(child); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(runs(child));
}

TEST(Restart, WithoutACommandItIsSkipped) {
  const Served served;
  const Outcome outcome = run_program({"conform", "run", "restart", "--endpoint", served.url});
  EXPECT_NE(outcome.out.find("needs `--restart COMMAND`"), std::string::npos) << outcome.out;
}

TEST(Restart, TheEmbeddedEndpointIsRestartedByItself) {
  const Outcome outcome = run_program({"conform", "run", "restart"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out << outcome.err;
  EXPECT_NE(outcome.out.find("4 pass"), std::string::npos) << outcome.out;
  EXPECT_EQ(run_program({"conform", "run", "--restart", "true"}).exit_code, 2);
}

}  // namespace sqsproof::tests
