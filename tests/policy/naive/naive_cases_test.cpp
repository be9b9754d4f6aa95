// The naive definition on the case files that the authorizer is held to.
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "fixtures/wire/json_library.h"
#include "tests/policy/naive/naive.h"

namespace sqsproof::tests::naive {
namespace {

using fixtures::Json;
namespace fs = std::filesystem;

void set_default(Json& object, const char* name, const char* negation, const Json& value) {
  if (!object.contains(name) && !object.contains(negation)) object[name] = value;
}

/// What a case leaves out stands as in tests/runners/decision_cases.cpp.
Json policy_of(const Json& test) {
  Json statements = test.at("statements");
  for (Json& statement : statements) {
    set_default(statement, "Effect", "Effect", "Allow");
    set_default(statement, "Principal", "NotPrincipal", "*");
    set_default(statement, "Action", "NotAction", "sqs:SendMessage");
    set_default(statement, "Resource", "NotResource", "*");
  }
  Json policy = {{"Version", test.value("version", "2012-10-17")}, {"Statement", statements}};
  if (policy["Version"] == "absent") policy.erase("Version");
  return policy;
}

void check(const fs::path& file) {
  SCOPED_TRACE(file.filename().string());
  const Json test = Json::parse(std::ifstream(file));
  if (test.contains("kind")) return;  // the naive reading is one of queue policies
  const std::string policy = policy_of(test).dump();
  ASSERT_EQ(refusal(policy), std::nullopt);
  for (Json request : test.at("requests")) {
    set_default(request, "principal", "principal", "arn:aws:iam::999988887777:user/mallory");
    set_default(request, "action", "action", "sqs:SendMessage");
    set_default(request, "resource", "resource", "arn:aws:sqs:us-east-1:111122223333:orders");
    EXPECT_EQ(decide(policy, request.dump()).outcome, request.at("expect")) << request.dump();
  }
}

}  // namespace

TEST(NaiveCases, ExpectTheSame) {
  const fs::path root = SQSPROOF_SOURCE_DIR;
  std::size_t files = 0;
  for (const char* folder : {"decide", "operators"}) {
    for (const auto& entry : fs::directory_iterator(root / "tests/cases" / folder)) {
      check(entry.path());
      ++files;
    }
  }
  EXPECT_GT(files, 60U);
}

}  // namespace sqsproof::tests::naive
