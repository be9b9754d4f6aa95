// Bad input gets a diagnostic with file, line, column and what to do, and exit code 2.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace sqsproof::tests {
namespace {

struct BadInput {
  const char* name;
  std::string text;
  const char* id;
  const char* at;  ///< line and column
};

std::string statement(const std::string& elements) {
  return "{\"Statement\": [\n  {\"Effect\": \"Allow\", " + elements + "}\n]}\n";
}

const std::vector<BadInput>& bad_inputs() {
  static const std::string kRest = "\"Action\": \"sqs:*\", \"Resource\": \"*\"";
  static const std::vector<BadInput> kAll = {
      {"not_json", "Statement: Allow\n", "syntax/json", ":1:1"},
      {"empty", "", "syntax/empty", ":1:1"},
      {"binary",
       std::string("\x7f"
                   "ELF\0\x01\xff",
                   7),
       "syntax/json", ":1:1"},
      {"nesting", "{\"Statement\": " + std::string(500'000, '['), "syntax/too-deep", ":1:78"},
      {"huge", "{\"Statement\": []" + std::string(10'000'000, ' ') + "}", "syntax/too-large",
       ":1:1"},
      {"unknown_element", statement("\"Principals\": \"*\", " + kRest), "grammar/unknown-element",
       ":2:23"},
      {"duplicate", statement("\"Action\": \"*\", " + kRest), "syntax/duplicate-member", ":2:38"},
      {"no_principal", statement(kRest), "grammar/missing-principal", ":2:3"},
      {"unknown_operator",
       statement(
           "\"Principal\": \"*\", \"Condition\": {\"StringEqual\": {\"aws:userid\": \"x\"}}, " +
           kRest),
       "grammar/operator", ":2:55"},
      {"invalid_utf8", "{\"Id\": \"\xC3\x28\"}", "syntax/json", ":1:10"},
  };
  return kAll;
}

}  // namespace

TEST(BadInput, EachGetsADiagnosticWithPlaceAndCure) {
  for (const BadInput& bad : bad_inputs()) {
    SCOPED_TRACE(bad.name);
    const std::string file = temporary_file(std::string(bad.name) + ".json", bad.text);
    const Outcome outcome = run_program({"check", file});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_NE(outcome.err.find(std::string("[") + bad.id + "]"), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find(file + bad.at), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("help: "), std::string::npos) << outcome.err;
    EXPECT_LT(outcome.err.size(), 4000U);
  }
}

TEST(BadInput, DirectoriesAndMissingFiles) {
  const std::string empty = temporary_file("empty-folder", "");
  std::filesystem::remove(empty);
  std::filesystem::create_directory(empty);
  for (const std::string& path : {empty, std::string("/no/such/file")}) {
    const Outcome outcome = run_program({"check", path});
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_NE(outcome.err.find("cannot read `" + path), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("help: "), std::string::npos);
  }
}

TEST(BadInput, UsageMistakesGetASuggestion) {
  const Outcome command = run_program({"chekc"});
  EXPECT_EQ(command.exit_code, 2);
  EXPECT_NE(command.err.find("did you mean `sqsproof check`"), std::string::npos) << command.err;
  const Outcome account = run_program({"check", sample("public.json"), "--trusted-account", "12"});
  EXPECT_EQ(account.exit_code, 2);
  EXPECT_NE(account.err.find("12 digits"), std::string::npos) << account.err;
  const Outcome format = run_program({"check", sample("public.json"), "--output", "jsn"});
  EXPECT_EQ(format.exit_code, 2);
  EXPECT_NE(format.err.find("there is no format `jsn`"), std::string::npos) << format.err;
  const Outcome rule = run_program({"explain", "access/publik"});
  EXPECT_EQ(rule.exit_code, 2);
  EXPECT_NE(rule.err.find("did you mean `access/public`"), std::string::npos) << rule.err;
}

TEST(BadInput, CommandsOfCommandsGetASuggestion) {
  const Outcome wrong = run_program({"conform", "runn", "fifo"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("there is no command `sqsproof conform runn`"), std::string::npos);
  EXPECT_NE(wrong.err.find("did you mean `sqsproof conform run`?"), std::string::npos) << wrong.err;
  const Outcome option = run_program({"conform", "run", "--endpoin", "x"});
  EXPECT_EQ(option.exit_code, 2);
  EXPECT_NE(option.err.find("see `sqsproof conform run --help`"), std::string::npos) << option.err;
}

// Before a run is made, of which the report would be lost.
TEST(BadInput, OutputsThatCannotBeWritten) {
  for (const char* output : {"json=/no/such/folder/report.json", "json=/tmp", "json="}) {
    const Outcome outcome = run_program({"conform", "run", "fifo/order", "--output", output});
    EXPECT_EQ(outcome.exit_code, 2) << output;
    EXPECT_LT(outcome.seconds, 0.5) << output;
    EXPECT_NE(outcome.err.find("error: "), std::string::npos) << output;
  }
}

TEST(BadInput, EndpointsThatAreNone) {
  for (const char* url : {"http://127.0.0.1:99999", "http://127.0.0.1:port", "http://127.0.0.1:0",
                          "http://127.0.0.1:9324/?a=b", "http://127.0.0.1:9324 "}) {
    const Outcome outcome = run_program({"conform", "run", "fifo/order", "--endpoint", url});
    EXPECT_EQ(outcome.exit_code, 2) << url;
    EXPECT_NE(outcome.err.find("is no http or https URL"), std::string::npos) << outcome.err;
  }
  const Outcome itself = run_program({"conform", "record", "--endpoint", "http://localhost:19711",
                                      "--listen", "127.0.0.1:19711", "--trace", "/dev/null"});
  EXPECT_EQ(itself.exit_code, 2);
  EXPECT_NE(itself.err.find("is where the recorder itself listens"), std::string::npos);
}

TEST(BadInput, WhatATargetLacksIsThere) {
  const std::string file = temporary_file(
      "target.toml", "url = \"http://127.0.0.1:1\"\n[[lacks]]\nid = \"fifo/ordr\"\nwhy = \"x\"\n");
  const Outcome outcome = run_program({"conform", "run", "--target-profile", file});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find("did you mean `fifo/order`"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("target.toml:3:"), std::string::npos) << outcome.err;
}

TEST(BadInput, ABadRequestLineIsNamed) {
  const std::string requests = temporary_file(
      "requests.jsonl",
      "{\"principal\":\"anonymous\",\"action\":\"sqs:SendMessage\","
      "\"resource\":\"arn:aws:sqs:us-east-1:111122223333:orders\"}\n\n{\"principal\":\"bob\"}\n");
  const Outcome outcome =
      run_program({"decide", "--policy", sample("public.json"), "--requests", requests});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.err.find(requests + ":3:"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("`bob` names no caller"), std::string::npos) << outcome.err;
}

}  // namespace sqsproof::tests
