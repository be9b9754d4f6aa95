// `sqsproof completion`: a shell that reads it completes commands, options and subcommands.
#include <gtest/gtest.h>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

/// What bash offers behind the words of a command line; the last one is being typed.
std::string offered(const std::string& script, const std::string& words, int last) {
  const std::string line = "source '" + script + "'; COMP_WORDS=(" + words +
                           "); COMP_CWORD=" + std::to_string(last) +
                           "; _sqsproof; echo \"${COMPREPLY[*]}\"";
  Child bash({"bash", "-c", line});
  return bash.read_line();
}

}  // namespace

TEST(Completion, BashCompletesCommandsAndOptions) {
  const Outcome printed = run_program({"completion", "bash"});
  ASSERT_EQ(printed.exit_code, 0) << printed.err;
  const std::string script = temporary_file("completion.bash", printed.out);
  EXPECT_EQ(offered(script, "sqsproof aud", 1), "audit");
  EXPECT_EQ(offered(script, "sqsproof check --trusted-a", 2), "--trusted-account");
  EXPECT_EQ(offered(script, "sqsproof conform rep", 2), "replay");
  EXPECT_EQ(offered(script, "sqsproof conform run --known", 3), "--known-failures");
  EXPECT_EQ(offered(script, "sqsproof serve --weak W1 --clo", 4), "--clock");
}

TEST(Completion, KnowsThreeShells) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Outcome printed = run_program({"completion", shell});
    EXPECT_EQ(printed.exit_code, 0);
    EXPECT_NE(printed.out.find("who-can"), std::string::npos) << shell;
  }
  EXPECT_EQ(run_program({"completion", "tcl"}).exit_code, 2);
}

}  // namespace sqsproof::tests
