// The prover against an encoding of its questions that shares nothing with its own, decided by
// another solver: cvc5 over scripts of policy/smtlib.
#include "tests/policy/oracle.h"

#include <cstdlib>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "policy/smtlib/constraints.h"
#include "policy/symbolic/constraints.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::policy {
namespace {

void print(const OracleTally& tally) {
  fmt::print("cvc5 was asked {}, decided {} exactly and {} with something open; {} not written\n",
             tally.asked, tally.decided, tally.open, tally.refused);
}

std::string random_policy(Random& random) {
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(4);
  for (std::size_t i = 0; i < count; ++i) statements.push_back(random_statement(random));
  return policy_of(statements);
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
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 600 : 30;
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

}  // namespace sqsproof::policy
