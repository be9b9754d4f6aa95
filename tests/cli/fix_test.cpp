// `check --fix` and `check --diff`: what is written, what is left, and what is said about it.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kQueue = "arn:aws:sqs:us-east-1:555566667777:orders";

/// Two things to fix that change nothing: the Version, and the account.
std::string two_to_fix(const std::string& newline = "\n") {
  return "{" + newline + "\t\"Statement\": {\"Effect\": \"Allow\", " + newline +
         "\t\"Principal\": {\"AWS\": \"555566667777\"}, \"Action\": \"sqs:SendMessage\"," +
         newline + "\t\"Resource\": \"" + kQueue + "\"}}" + newline;
}

std::string two_fixed(const std::string& newline = "\n") {
  std::string text = two_to_fix(newline);
  const std::string bare = "\"555566667777\"";
  text.replace(text.find(bare), bare.size(), "\"arn:aws:iam::555566667777:root\"");
  return text.replace(0, 1, "{\"Version\": \"2012-10-17\", ");
}

/// One thing to fix that changes who gets in.
std::string unsafe_to_fix() {
  return R"({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
  "Principal": {"AWS": "arn:aws:iam::555566667777:role/app"},
  "Action": "sqs:SendMessage",
  "Resource": "https://sqs.us-east-1.amazonaws.com/555566667777/orders"}})";
}

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Temporary files that were left beside a file.
std::size_t left_beside(const fs::path& file) {
  std::size_t left = 0;
  for (const auto& entry : fs::directory_iterator(file.parent_path())) {
    const std::string name = entry.path().filename().string();
    if (name.rfind(file.filename().string() + ".", 0) == 0) ++left;
  }
  return left;
}

}  // namespace

TEST(Fix, WritesInPlaceAndSaysHowMany) {
  for (const std::string newline : {"\n", "\r\n"}) {
    const std::string file = temporary_file("two.json", two_to_fix(newline));
    const Outcome outcome = run_program({"check", "--fix", file});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
    EXPECT_EQ(outcome.err, "fixed 2 findings in " + file + "\n");
    EXPECT_EQ(text_of(file), two_fixed(newline));
    EXPECT_EQ(outcome.out.find("lint/"), std::string::npos) << outcome.out;
    EXPECT_EQ(left_beside(file), 0U);
  }
}

TEST(Fix, ASecondRunHasNothingToDo) {
  const std::string file = temporary_file("fixed.json", two_fixed());
  const Outcome outcome = run_program({"check", "--fix", file});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out;
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(text_of(file), two_fixed());
}

TEST(Fix, KeepsPermissionsAndLinks) {
  const std::string file = temporary_file("linked.json", two_to_fix());
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const std::string link = file + ".link";
  fs::remove(link);
  fs::create_symlink(fs::path(file).filename(), link);
  EXPECT_EQ(run_program({"check", "--fix", link}).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(text_of(file), two_fixed());
  EXPECT_EQ(fs::status(file).permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST(Fix, WhatMayChangeWhoGetsInWaits) {
  const std::string file = temporary_file("unsafe.json", unsafe_to_fix());
  const Outcome left = run_program({"check", "--fix", file, "--queue-arn", kQueue});
  EXPECT_EQ(left.exit_code, 1) << left.out;
  EXPECT_EQ(text_of(file), unsafe_to_fix());
  EXPECT_NE(left.err.find("1 fix may change who gets in; --unsafe-fixes applies it"),
            std::string::npos)
      << left.err;
  EXPECT_NE(left.out.find("lint/queue-url"), std::string::npos) << left.out;
  const Outcome done = run_program({"check", "--fix", "--unsafe-fixes", file});
  EXPECT_EQ(done.exit_code, 0) << done.out << done.err;
  EXPECT_NE(text_of(file).find(kQueue), std::string::npos);
  const Outcome alone = run_program({"check", "--unsafe-fixes", file});
  EXPECT_EQ(alone.exit_code, 2);
  EXPECT_NE(alone.err.find("add --fix or --diff"), std::string::npos) << alone.err;
}

TEST(Fix, AMissingResourceIsTheQueueThatTheUserNames) {
  const std::string text =
      R"({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
 "Principal": {"AWS": "arn:aws:iam::555566667777:role/app"}}]})";
  const Outcome left = run_program({"check", "--fix", "-", "--queue-arn", kQueue}, text);
  EXPECT_EQ(left.exit_code, 2);
  EXPECT_EQ(left.out, text);
  const Outcome done =
      run_program({"check", "--fix", "--unsafe-fixes", "-", "--queue-arn", kQueue}, text);
  EXPECT_EQ(done.exit_code, 0) << done.err;
  EXPECT_NE(done.out.find("[{\"Resource\": \"" + std::string(kQueue) + "\", \"Effect\""),
            std::string::npos)
      << done.out;
}

TEST(Fix, StatementsAreJoinedWhereTheyAreTooMany) {
  std::string statements;
  for (int i = 0; i < 30; ++i) {
    statements += std::string(i == 0 ? "" : ",\n") +
                  R"({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::555566667777:role/r)" +
                  std::to_string(i) + R"("}, "Action": "sqs:SendMessage", "Resource": ")" + kQueue +
                  "\"}";
  }
  const Outcome outcome = run_program(
      {"check", "--fix", "-"}, R"({"Version": "2012-10-17", "Statement": [)" + statements + "]}");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out.find("\"Effect\""), outcome.out.rfind("\"Effect\"")) << outcome.out;
  EXPECT_NE(outcome.out.find(":role/r29\"]"), std::string::npos) << outcome.out;
}

TEST(Fix, DiffShowsAndChangesNothing) {
  const std::string file = temporary_file("diff.json", two_to_fix());
  const Outcome outcome = run_program({"check", "--diff", file, "--output", "json"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(text_of(file), two_to_fix());
  EXPECT_EQ(outcome.out.rfind("--- " + file + "\n+++ " + file + "\n@@ -1,4 +1,4 @@\n-{\n", 0), 0U)
      << outcome.out;
  EXPECT_NE(outcome.err.find("would fix 2 findings in " + file), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("\"lint/missing-version\""), std::string::npos) << outcome.err;
  EXPECT_EQ(run_program({"check", "--diff", sample("public.json")}).exit_code, 1);
}

TEST(Fix, StandardInputGoesToStandardOutput) {
  const Outcome outcome = run_program({"check", "--fix", "-"}, two_to_fix());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, two_fixed());
  EXPECT_NE(outcome.err.find("fixed 2 findings in <stdin>"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("holds: "), std::string::npos) << outcome.err;
  const Outcome broken = run_program({"check", "--fix", "-"}, "{");
  EXPECT_EQ(broken.exit_code, 2);
  EXPECT_EQ(broken.out, "{");
}

TEST(Fix, AViolatedCheckIsRepairedUntilItHolds) {
  const std::string policy = text_of(sample("public.json"));
  const std::string file = temporary_file("public.json", policy);
  const Outcome waits = run_program({"check", "--fix", file});
  EXPECT_EQ(waits.exit_code, 1);
  EXPECT_EQ(text_of(file), policy);
  EXPECT_NE(waits.err.find("2 fixes may change who gets in"), std::string::npos) << waits.err;
  EXPECT_NE(waits.out.find("(proved: closes this, changes nothing for trusted callers)"),
            std::string::npos)
      << waits.out;
  const Outcome done = run_program({"check", "--fix", "--unsafe-fixes", file});
  EXPECT_EQ(done.exit_code, 0) << done.out;
  EXPECT_EQ(done.err, "fixed 2 findings in " + file + "\n");
  const Outcome again = run_program({"check", "--fix", "--unsafe-fixes", file});
  EXPECT_EQ(again.err, "");
}

TEST(Fix, ARepairLeavesInWhomTheUserTrusts) {
  const Outcome outcome =
      run_program({"check", "--diff", "--unsafe-fixes", sample("add-permission.json"),
                   "--trusted-account", "777788889999", "--quiet"});
  EXPECT_NE(
      outcome.out.find("\n+      \"Principal\": {\"AWS\": [\"arn:aws:iam::777788889999:root\"]},"),
      std::string::npos)
      << outcome.out;
}

TEST(Fix, AFileThatCannotBeWrittenStaysWhole) {
  const std::string folder = temporary_file("locked", "");
  fs::remove(folder);
  fs::create_directory(folder);
  const std::string file = folder + "/policy.json";
  std::ofstream(file) << two_to_fix();
  fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
  const bool may_write = std::ofstream(folder + "/probe").good();
  const Outcome outcome = run_program({"check", "--fix", file});
  fs::permissions(folder, fs::perms::owner_all);
  if (may_write) GTEST_SKIP() << "permissions do not bind this user";
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("cannot write `" + file), std::string::npos) << outcome.err;
  EXPECT_EQ(text_of(file), two_to_fix());
}

TEST(Fix, TheReportNamesTheFix) {
  const Outcome outcome =
      run_program({"check", temporary_file("named.json", two_to_fix()), "--output", "json"});
  const auto report = nlohmann::json::parse(outcome.out);
  const auto& fix = report.at("findings").at(0).at("fix");
  EXPECT_EQ(fix.at("keeps_meaning"), true);
  EXPECT_EQ(fix.at("edits").at(0).at("begin"), 1);
  EXPECT_EQ(fix.at("edits").at(0).at("end"), 1);
}

}  // namespace sqsproof::tests
