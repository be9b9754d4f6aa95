// --proof-log and --engine: what is written, what is refused, and that both engines agree.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <vector>

#include "tests/cli/program.h"
#include "tests/cli/served.h"

namespace sqsproof::tests {
namespace {

namespace fs = std::filesystem;

/// A folder that is not there yet.
fs::path new_folder(const std::string& name) {
  return fs::path(temporary_file("in", "")).parent_path() / name;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST(ProofLog, OneFileAQuestion) {
  const fs::path folder = new_folder("a/proofs");
  const Outcome outcome =
      run_program({"check", sample("s3-notification.json"), "--proof-log", folder.string()});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(has(outcome.out, "proved, 23 questions")) << outcome.out;
  const auto files = files_in(folder);
  ASSERT_EQ(files.size(), 23U);
  const fs::path file = folder / "0016-access-confused-deputy-sqs-SendMessage.smt2";
  EXPECT_EQ(std::count(files.begin(), files.end(), file), 1);
  const std::string script = text_of(file);
  EXPECT_TRUE(has(script, "; question: access/confused-deputy sqs:SendMessage")) << script;
  EXPECT_TRUE(has(script, "; policy: " + sample("s3-notification.json"))) << script;
  EXPECT_TRUE(has(script, "; our answer: holds\n; expected of a solver: unsat\n")) << script;
  EXPECT_TRUE(script.ends_with("(check-sat)\n")) << script;
}

TEST(ProofLog, AViolationIsSat) {
  const fs::path folder = new_folder("proofs");
  EXPECT_EQ(run_program({"check", sample("public.json"), "--proof-log", folder.string()}).exit_code,
            1);
  const auto files = files_in(folder);
  EXPECT_TRUE(std::any_of(files.begin(), files.end(), [](const fs::path& file) {
    return has(text_of(file), "(set-info :status sat)");
  }));
}

TEST(ProofLog, ADiffHasTwoPoliciesInAQuestion) {
  const fs::path folder = new_folder("diff");
  const Outcome outcome =
      run_program({"diff", sample("s3-notification.json"),
                   sample("s3-notification-no-account.json"), "--proof-log", folder.string()});
  EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
  const auto files = files_in(folder);
  EXPECT_EQ(files.size(), 17U);
  EXPECT_TRUE(std::all_of(files.begin(), files.end(), [](const fs::path& file) {
    return has(text_of(file), "baseline, statement 0");
  }));
}

/// What a solver says of a script: sat, unsat, or something else when it does not know.
std::string said_by_cvc5(const fs::path& file) {
  Child solver({"cvc5", "--lang", "smt2", "--strings-exp", "--tlimit", "5000", file.string()});
  const std::string said = solver.read_all();
  static_cast<void>(solver.wait());
  return said.substr(0, said.find('\n'));
}

/// Each script is one that the other solver answers as we do, or not in time.
void expect_confirmed(const fs::path& folder) {
  std::size_t confirmed = 0;
  for (const fs::path& file : files_in(folder)) {
    const std::string script = text_of(file);
    for (const std::string expected : {"unsat", "sat"}) {
      if (!has(script, "(set-info :status " + expected + ")")) continue;
      const std::string said = said_by_cvc5(file);
      EXPECT_NE(said, expected == "sat" ? "unsat" : "sat") << file << script;
      if (said == expected) ++confirmed;
    }
  }
  EXPECT_GT(confirmed, files_in(folder).size() / 2);
}

TEST(ProofLog, AuditAndWhoCanAreConfirmedByAnotherSolver) {
  if (!has_program("cvc5")) GTEST_SKIP() << "NOT TESTED: cvc5 is not installed";
  const std::vector<std::vector<std::string>> commands = {
      {"audit", sample("cross-account-consumer.json")},
      {"audit", sample("s3-notification-no-account.json")},
      {"who-can", "sqs:SendMessage", sample("s3-notification.json")}};
  for (std::vector<std::string> command : commands) {
    const fs::path folder = new_folder("confirmed-" + fs::path(command.back()).stem().string());
    command.insert(command.end(), {"--proof-log", folder.string()});
    const Outcome outcome = run_program(command);
    EXPECT_LE(outcome.exit_code, 1) << outcome.err;
    expect_confirmed(folder);
  }
}

/// Of policies that are no queue's, action and resource are strings of the script.
TEST(ProofLog, ADiffOfOtherKindsIsConfirmedByAnotherSolver) {
  const std::string samples = std::string(SQSPROOF_SOURCE_DIR) + "/fixtures/data/kinds/";
  for (const auto& [before, after] : {std::pair{"role.json", "role-wider.json"},
                                      std::pair{"bucket.json", "bucket-rewritten.json"}}) {
    const fs::path folder = new_folder(fs::path(after).stem().string());
    const Outcome outcome =
        run_program({"diff", samples + before, samples + after, "--proof-log", folder.string()});
    EXPECT_EQ(outcome.exit_code, 1) << outcome.err;
    const std::string said = "(" + std::to_string(files_in(folder).size()) + " questions)";
    EXPECT_TRUE(has(outcome.out, said)) << outcome.out;
    for (const fs::path& file : files_in(folder)) {
      const std::string script = text_of(file);
      EXPECT_TRUE(has(script, "; requests: all of partition aws, to a policy of kind ")) << script;
      EXPECT_TRUE(has(script, "(declare-const |resource's name| String)")) << script;
    }
    if (has_program("cvc5")) expect_confirmed(folder);
  }
}

TEST(ProofLog, RefusesWhatItCannotWrite) {
  const fs::path folder = new_folder("twice");
  const std::vector<std::string> arguments = {"check", sample("s3-notification.json"),
                                              "--proof-log", folder.string()};
  EXPECT_EQ(run_program(arguments).exit_code, 0);
  const Outcome again = run_program(arguments);
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_TRUE(has(again.err, "holds proofs of another run")) << again.err;
  const std::string file = temporary_file("file", "");
  const Outcome blocked = run_program({"check", sample("public.json"), "--proof-log", file});
  EXPECT_EQ(blocked.exit_code, 2);
  EXPECT_TRUE(has(blocked.err, "cannot make the folder")) << blocked.err;
}

TEST(Engines, StringsProveAndShowTheSame) {
  const Outcome proved = run_program({"check", sample("sns-fan-out.json"), "--engine", "strings"});
  EXPECT_EQ(proved.exit_code, 0) << proved.err << proved.out;
  const Outcome shown = run_program({"check", sample("public.json"), "--engine", "strings"});
  EXPECT_EQ(shown.exit_code, 1) << shown.err << shown.out;
  EXPECT_TRUE(has(shown.out, "witness: ")) << shown.out;
}

TEST(Engines, StringsSayWhenTheyReachTheirLimit) {
  const Outcome outcome = run_program({"check", sample("s3-notification-no-account.json"),
                                       "--engine", "strings", "--timeout", "0.001"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err << outcome.out;
  EXPECT_TRUE(has(outcome.out, "reached its limit of 0.001 s")) << outcome.out;
}

}  // namespace sqsproof::tests
