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

#include "policy/prover/strings.h"
#include "policy/smtlib/constraints.h"
#include "policy/symbolic/constraints.h"
#include "properties/access/check.h"
#include "properties/access/statements/statement_check.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::policy {
namespace {

constexpr unsigned kFirstSeed = 9001;

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

/// A policy, or a case with one in it; `statements`: what is asked about its statements, too.
void add_file(const std::filesystem::path& file, bool statements, Oracle& oracle) {
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
    oracle.add(file.filename().string() + ": " + asked.name, *asked.subject.policy,
               asked.subject.queue_arn, asked.question, asked.answer);
  };
  static_cast<void>(properties::check_access(subject, {{}, false, observe}));
  if (statements) static_cast<void>(properties::review_statements(subject, {.observer = observe}));
}

void add_folder(const std::string& folder, bool statements, Oracle& oracle) {
  const auto root = std::filesystem::path(SQSPROOF_SOURCE_DIR);
  for (const auto& file : std::filesystem::directory_iterator(root / folder)) {
    add_file(file.path(), statements, oracle);
  }
}

std::vector<Second> ask_z3(const std::vector<std::string>& scripts, int milliseconds) {
  std::vector<Second> answers;
  for (const std::string& script : scripts) {
    const ScriptAnswer said = run_script(script, std::chrono::milliseconds(milliseconds));
    answers.push_back(said == ScriptAnswer::sat     ? Second::sat
                      : said == ScriptAnswer::unsat ? Second::unsat
                                                    : Second::silent);
  }
  return answers;
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
  for (unsigned seed = kFirstSeed; seed < kFirstSeed + policies; ++seed) {
    Random random(seed);
    const std::string json = random_policy(random);
    const std::string other_json = random_policy(random);
    const Document document = document_of(json);
    const Document other = document_of(other_json);
    Prover prover(document, kQueue, semantics::sqs_vocabulary());
    Question question = random_question(random);
    if (random.chance(30)) question.offender = Offender::refused;
    if (random.chance(30)) question.baseline = &other;
    if (random.chance(20)) question.without = {&other};
    if (random.chance(10)) question.within = &other;
    oracle.add(fmt::format("seed {}: {}", seed, json), document, kQueue, question,
               prover.ask(question));
  }
  const OracleTally tally = oracle.compare(2000);
  expect_agreement("cvc5", tally);
  EXPECT_GT(tally.decided + tally.open, tally.asked * 3 / 4);
}

/// A prover that does not know one of the constraints is found out.
TEST(Oracle, NoticesAMissingConstraint) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  const Document document = document_of(
      policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*","Condition":)"
                 R"({"StringEquals":{"aws:SourceAccount":"444455556666"}})"}));
  for (const bool broken : {false, true}) {
    ProverLimits limits;
    if (broken) limits.ignored_constraints = {"source-account/services-only"};
    Prover prover(document, kQueue, semantics::sqs_vocabulary(), limits);
    Oracle oracle;
    oracle.add("broken", document, kQueue, strangers(), prover.ask(strangers()));
    EXPECT_EQ(oracle.compare(5000).disagreements.empty(), !broken);
  }
}

/// Every question of every check, and of the review of statements, about all policies of a folder.
void agrees_on(const std::string& folder) {
  Oracle oracle;
  add_folder(folder, true, oracle);
  const OracleTally tally = oracle.compare(5000);
  expect_agreement("cvc5", tally);
  EXPECT_EQ(tally.refused, 0U);
  EXPECT_GT(tally.decided, tally.asked * 9 / 10);
}

TEST(Oracle, AgreesOnTheSamples) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  agrees_on("fixtures/data/policies");
}

TEST(Oracle, AgreesOnTheCases) {
  if (!has_cvc5()) GTEST_SKIP() << "cvc5 is not installed";
  agrees_on("tests/cases/questions");
}

/// The strings engine reads the same scripts; it has no answer to many of them.
TEST(Oracle, Z3StringsAgreeOnTheSamples) {
  const bool all = std::getenv("SQSPROOF_LONG") != nullptr;
  Oracle oracle;
  add_folder("fixtures/data/policies", all, oracle);
  if (all) add_folder("tests/cases/questions", true, oracle);
  const OracleTally tally = oracle.compare(all ? 5000 : 1000, ask_z3);
  expect_agreement("Z3", tally);
  EXPECT_GT(tally.decided, tally.asked / 2);
}

}  // namespace sqsproof::policy
