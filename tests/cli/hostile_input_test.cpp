// Texts made to exhaust the program: each gets a diagnostic or an answer, in little time and
// memory.
#include <functional>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMega = 1'000'000;
constexpr double kSeconds = 20;  // much more than any takes, for slow machines and sanitizers
constexpr std::size_t kMegabytes = 1'000;
constexpr std::size_t kOutputBytes = 4 * kMega;  // a finding may quote the text it is about

/// A policy with one element changed.
std::string policy(const std::string& element, Json value) {
  Json statement = {{"Effect", "Allow"},
                    {"Principal", "*"},
                    {"Action", "sqs:SendMessage"},
                    {"Resource", "arn:aws:sqs:us-east-1:555566667777:orders"}};
  statement[element] = std::move(value);
  return Json({{"Version", "2012-10-17"}, {"Statement", {statement}}}).dump();
}

std::string condition(const std::string& op, const std::string& key, Json value) {
  return policy("Condition", {{op, {{key, std::move(value)}}}});
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string all;
  while (all.size() < bytes) all += text;
  return all;
}

Json listed(std::size_t count, const std::function<std::string(const std::string&)>& entry) {
  Json all = Json::array();
  for (std::size_t i = 0; i < count; ++i) all.push_back(entry(std::to_string(i)));
  return all;
}

std::string twelve(const std::string& digits) {
  return std::string(12 - digits.size(), '1') + digits;
}

void expect_bounded(const Outcome& outcome) {
  EXPECT_LT(outcome.seconds, kSeconds);
  EXPECT_LT(outcome.megabytes, kMegabytes);
  EXPECT_LT(outcome.out.size() + outcome.err.size(), kOutputBytes);
  EXPECT_EQ(outcome.err.find("internal error"), std::string::npos) << outcome.err;
}

struct Hostile {
  const char* name;
  std::string text;
};

/// Texts that are policies: none of them is safe, and none may pass as such.
std::vector<Hostile> policies() {
  return {
      {"sid", policy("Sid", std::string(kMega, 'x'))},
      {"action", policy("Action", "sqs:" + repeated("*x", kMega))},
      {"service", policy("Principal", {{"Service", std::string(kMega, 'x') + ".amazonaws.com"}})},
      {"resource",
       policy("Resource", "arn:aws:sqs:us-east-1:555566667777:" + repeated("*a?", kMega))},
      {"pattern", condition("StringLike", "aws:userid", repeated("*a?", kMega))},
      {"arn", condition("ArnLike", "aws:SourceArn", "arn:aws:s3:::" + repeated("*a?", kMega))},
      {"digits", condition("NumericEquals", "aws:MultiFactorAuthAge", std::string(kMega, '9'))},
      {"power", condition("NumericLessThan", "aws:MultiFactorAuthAge", "1e999999999")},
      {"variables", condition("StringLike", "aws:userid", repeated("${aws:userid}", kMega))},
      {"actions", policy("Action", listed(40'000, [](auto& n) { return "sqs:Nope" + n; }))},
      {"accounts", policy("Principal", {{"AWS", listed(50'000, twelve)}})},
      {"values", condition("StringLike", "aws:userid",
                           listed(60'000, [](auto& n) { return "*" + n + "*"; }))},
      {"ranges", condition("IpAddress", "aws:SourceIp",
                           listed(40'000,
                                  [](auto& n) {
                                    return std::to_string(std::stoi(n) % 250 + 1) + ".1.2.3/" +
                                           std::to_string(std::stoi(n) % 33);
                                  }))},
  };
}

}  // namespace

// Readers of TOML follow the parts of a key on the stack.
TEST(Hostile, DeepKeysOfToml) {
  const std::string deep = "a" + repeated(".a", 200'000);
  for (const std::string& text :
       {deep + " = 1\n", "[" + deep + "]\n", "[[" + deep + "]]\n", "x = {" + deep + " = 1}\n",
        "x = {s = \"\"\"\n\"\"\", " + deep + " = 1}\n", "x = {s = '\\', " + deep + " = 1}\n"}) {
    const std::string file = temporary_file("deep.toml", text);
    const Outcome outcome = run_program({"conform", "run", "fifo", "--target-profile", file});
    EXPECT_EQ(outcome.exit_code, 2) << text.substr(0, 20);
    EXPECT_NE(outcome.err.find("a key has more than"), std::string::npos) << outcome.err;
  }
  const std::string usual =
      temporary_file("usual.toml", "url = \"http://127.0.0.1:1/" + repeated("a.", 100) + "\" # " +
                                       repeated("a.", 100) + "\nwhat = 1\n");
  const Outcome outcome = run_program({"conform", "run", "fifo", "--target-profile", usual});
  EXPECT_NE(outcome.err.find("there is no option `what`"), std::string::npos) << outcome.err;
}

TEST(Hostile, AFullDiskIsSaid) {
  for (const char* output : {"text", "json"}) {
    const Outcome outcome = run_program(
        {"conform", "run", "fifo/order", "--cases", "5", "--output", output}, "", "/dev/full");
    EXPECT_EQ(outcome.exit_code, 2) << output;
    EXPECT_NE(outcome.err.find("cannot write to standard output"), std::string::npos);
  }
}

TEST(Hostile, PoliciesAreAnsweredWithinBounds) {
  for (const Hostile& hostile : policies()) {
    SCOPED_TRACE(hostile.name);
    const std::string file = temporary_file("hostile.json", hostile.text);
    for (const std::string format : {"text", "json"}) {
      const Outcome outcome = run_program({"check", file, "--output", format, "--queue-arn",
                                           "arn:aws:sqs:us-east-1:555566667777:orders"});
      EXPECT_TRUE(outcome.exit_code == 1 || outcome.exit_code == 3) << outcome.exit_code;
      expect_bounded(outcome);
    }
  }
}

TEST(Hostile, WhatIsTooLargeToReasonAboutIsSaid) {
  const std::string file = temporary_file(
      "large.json", condition("StringLike", "aws:userid", "A" + std::string(9'000, '*')));
  const Outcome outcome = run_program({"check", file});
  EXPECT_NE(outcome.out.find("more than 8192 are not reasoned about"), std::string::npos)
      << outcome.out;
}

TEST(Hostile, WhatIsNoPolicyIsRefusedWithinBounds) {
  const std::vector<Hostile> texts = {
      {"principal", policy("Principal", {{"AWS", std::string(kMega, 'x')}})},
      {"operator", condition(std::string(kMega, 'S'), "aws:userid", "x")},
      {"statements", "{\"Statement\": [" + repeated("{},", kMega) + "{}]}"},
      {"twice", "{\"Statement\": {" + repeated("\"a\":1,", kMega) + "\"a\":1}}"},
      {"number", "{\"Version\": " + std::string(kMega, '9') + "}"},
      {"arrays", std::string(kMega, '[')},
      {"objects", repeated("{\"a\":", kMega)},
      {"size", "{\"Id\": \"" + std::string(16 * kMega, 'x') + "\"}"},
      {"space", std::string(16 * kMega, ' ')},
      {"surrogate", "{\"Id\": \"\\ud800\"}"},
      {"surrogates", "{\"Id\": \"\\udc00\\ud800\"}"},
      {"nul", "{\"Id\": \"\\u0000\"}"},
      {"raw nul", std::string("{\"Id\": \"\0\"}", 11)},
      {"nul behind", policy("Sid", "a") + std::string("\0{", 2)},
      {"overlong", "{\"Id\": \"\xC0\xAF\"}"},
      {"utf-16", std::string("\xFF\xFE{\0}\0", 6)},
  };
  for (const Hostile& hostile : texts) {
    SCOPED_TRACE(hostile.name);
    const Outcome outcome = run_program({"check", temporary_file("hostile.json", hostile.text)});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_NE(outcome.err.find("help: "), std::string::npos) << outcome.err;
    expect_bounded(outcome);
  }
}

TEST(Hostile, AHundredAreShownAndTheOthersCounted) {
  const std::string file = temporary_file(
      "many.json", policy("Action", listed(300, [](auto& n) { return "sqs:Nope" + n; })));
  const Json report = Json::parse(run_program({"check", file, "--output", "json"}).out);
  EXPECT_EQ(report.at("findings").size(), 100U);
  EXPECT_EQ(report.at("truncated"), true);
  EXPECT_GT(report.at("stats").at("left_out"), 200);
  const Outcome text = run_program({"check", file});
  EXPECT_NE(text.out.find(" more findings in " + file), std::string::npos);
  const Outcome few = run_program({"check", sample("public.json"), "--output", "json"});
  EXPECT_EQ(Json::parse(few.out).at("truncated"), false);
}

TEST(Hostile, WhatIsLeftOutWeighsLeast) {
  Json principals = listed(300, twelve);
  const std::string file = temporary_file("heavy.json", policy("Principal", {{"AWS", principals}}));
  const Json report = Json::parse(run_program({"check", file, "--output", "json"}).out);
  bool too_many = false;
  for (const Json& finding : report.at("findings")) {
    too_many = too_many || finding.at("rule") == "lint/too-many-principals";
  }
  EXPECT_TRUE(too_many) << "an error was left out for remarks";
}

TEST(Hostile, DiagnosticsAreCountedToo) {
  const std::string file =
      temporary_file("diagnostics.json", "{\"Statement\": [" + repeated("{},", 900) + "{}]}");
  const Outcome outcome = run_program({"check", file, "--output", "json"});
  const Json report = Json::parse(outcome.out);
  EXPECT_EQ(report.at("diagnostics").size(), 100U);
  EXPECT_EQ(report.at("truncated"), true);
  EXPECT_NE(outcome.err.find(" more\n"), std::string::npos);
}

TEST(Hostile, FixingIsBoundedToo) {
  const std::string text = policy("Principal", {{"AWS", listed(50'000, twelve)}});
  const Outcome outcome = run_program({"check", "--fix", "-"}, text);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.out, text) << "what cannot be proved to change nothing is not applied";
  expect_bounded(outcome);
}

}  // namespace sqsproof::tests
