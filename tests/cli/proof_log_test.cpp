// --proof-log and --engine: what is written, what is refused, and that both engines agree.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <vector>

#include "tests/cli/program.h"

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
  EXPECT_EQ(files.size(), 16U);
  EXPECT_TRUE(std::all_of(files.begin(), files.end(), [](const fs::path& file) {
    return has(text_of(file), "baseline, statement 0");
  }));
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
