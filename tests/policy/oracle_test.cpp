// The prover against an encoding of its questions that shares nothing with its own, decided by
// another solver: cvc5 over scripts of policy/smtlib.
#include "tests/policy/oracle.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "policy/smtlib/constraints.h"
#include "policy/symbolic/constraints.h"
#include "properties/access/check.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::policy {
namespace {

void print(const OracleTally& tally) {
  fmt::print(
      "cvc5 was asked {} questions, {} scripts; decided {} exactly and {} with something open, "
      "{} of them unsat; {} not written\n",
      tally.asked, tally.scripts, tally.decided, tally.open, tally.unsat, tally.refused);
}

std::string random_policy(Random& random) {
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(4);
  for (std::size_t i = 0; i < count; ++i) statements.push_back(random_statement(random));
  return policy_of(statements);
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

using Json = nlohmann::ordered_json;

std::set<std::string> words(const Json& test, const char* name) {
  return test.value(name, std::set<std::string>{});
}

/// A policy, or a case with one in it.
void add_file(const std::filesystem::path& file, Oracle& oracle) {
  const Json json = Json::parse(text_of(file));
  const bool is_case = json.contains("policy");
  const Json test = is_case ? json : Json{{"policy", json}};
  const Json& policy = test.at("policy");
  const std::string text = policy.is_string()
                               ? text_of(std::filesystem::path(SQSPROOF_SOURCE_DIR) /
                                         "fixtures/data/policies" / policy.get<std::string>())
                               : policy.dump();
  const Parsed parsed =
      parse_policy(std::make_shared<const SourceText>(SourceText{file.filename(), text}));
  ASSERT_TRUE(parsed.document) << file;
  const auto queue =
      properties::choose_queue(*parsed.document, test.value("queue_arn", std::string()),
                               test.value("account", std::string()));
  ASSERT_TRUE(queue) << file;
  const properties::Subject subject{&*parsed.document,
                                    queue->queue_arn,
                                    queue->owner,
                                    {words(test, "trusted_accounts"), words(test, "trusted_orgs")},
                                    properties::mentions_of(*parsed.document),
                                    &semantics::sqs_vocabulary()};
  const auto observe = [&](const properties::Asked& asked) {
    oracle.add(file.filename().string() + ": " + asked.name, *parsed.document, queue->queue_arn,
               asked.question, asked.answer);
  };
  static_cast<void>(properties::check_access(subject, {{}, false, observe}));
}

}  // namespace

TEST(Oracle, KnowsTheSameConstraints) {
  std::set<std::string_view> here;
  std::set<std::string_view> there;
  for (const auto& row : smtlib::all_constraint_rows()) here.insert(row.id);
  for (const auto& row : all_constraints()) there.insert(row.id);
  EXPECT_EQ(here, there);
}

TEST(Oracle, AgreesOnRandomPolicies) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 2000 : 30;
  Oracle oracle;
  for (unsigned seed = 9001; seed < 9001 + policies; ++seed) {
    Random random(seed);
    const std::string json = random_policy(random);
    const std::string other_json = random_policy(random);
    const Document document = document_of(json);
    const Document other = document_of(other_json);
    Prover prover(document, kQueue, semantics::sqs_vocabulary());
    Question question = random_question(random);
    if (random.chance(30)) question.offender = Offender::refused;
    if (random.chance(30)) question.baseline = &other;
    oracle.add(fmt::format("seed {}: {}", seed, json), document, kQueue, question,
               prover.ask(question));
  }
  const OracleTally tally = oracle.compare(2000);
  print(tally);
  EXPECT_GT(tally.decided + tally.open, tally.asked * 3 / 4);
}

/// Every question of every check about a policy of the samples and of the cases.
TEST(Oracle, AgreesOnTheSamplesAndCases) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  Oracle oracle;
  const std::filesystem::path root = SQSPROOF_SOURCE_DIR;
  for (const auto* folder : {"fixtures/data/policies", "tests/cases/questions"}) {
    for (const auto& file : std::filesystem::directory_iterator(root / folder)) {
      add_file(file.path(), oracle);
    }
  }
  const OracleTally tally = oracle.compare(5000);
  print(tally);
  EXPECT_EQ(tally.refused, 0U);
  EXPECT_GT(tally.decided, tally.asked * 9 / 10);
}

}  // namespace sqsproof::policy
