// The prover with one mistake after the other: each must be noticed by what notices mistakes in the
// prover itself, which is the authorizer on random requests, and the replay of witnesses.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <set>

#include "policy/prover/alike.h"
#include "tests/policy/prover_judgement.h"

namespace sqsproof::policy {
namespace {

/// How an answer is seen to be wrong; empty when it is not.
std::string mistake_in(const Answer& answer, const Document& document, const Question& question,
                       Random& random) {
  if (!answer.internal_error.empty()) return "a witness does not replay";
  for (int i = 0; i < 60; ++i) {
    const Request request = random_request(random);
    const Truth truth = all_of(offends(question, document, request), is_in(question, request));
    const bool possibly =
        truth != Truth::no &&
        may_offend_alike(document, semantics::sqs_vocabulary(), question, request);
    if (possibly && answer.verdict == Verdict::holds) return "a request was not seen";
    const bool surely = truth == Truth::yes && !request.context.contains("aws:nosuchkey");
    if (surely && answer.verdict == Verdict::unknown && !reached_limit(answer)) {
      return "a request was not seen for sure";
    }
  }
  return {};
}

/// One condition on a key that few policies have, and a list of it at times.
std::string narrow_statement(Random& random, const std::string& effect) {
  static const std::vector<std::string> kConditions = [] {
    std::vector<std::string> conditions;
    for (const char* qualifier : {"ForAllValues:", "ForAnyValue:"}) {
      for (const char* op : {"StringEquals", "StringNotEquals", "StringLike", "StringNotLike"}) {
        for (const char* values :
             {R"("aws:TagKeys":["a"])", R"("aws:TagKeys":["a","b"])", R"("aws:CalledVia":"a*")",
              R"("aws:PrincipalTag/team":["red"])", R"("aws:PrincipalTag/team":["","blue"])"}) {
          conditions.push_back(std::string("\"") + qualifier + op + "\":{" + values + "}");
        }
      }
    }
    for (const char* other : {R"("NumericLessThan":{"aws:MultiFactorAuthAge":"60"})",
                              R"("NumericGreaterThan":{"aws:MultiFactorAuthAge":"3600"})",
                              R"("NumericGreaterThan":{"aws:MultiFactorAuthAge":"0"},)"
                              R"("NumericLessThan":{"aws:MultiFactorAuthAge":"3600"})",
                              R"("IpAddress":{"aws:SourceIp":"203.0.113.0/24"})",
                              R"("ArnLike":{"aws:SourceArn":"arn:aws:s3:::uploads"})",
                              R"("StringEquals":{"aws:PrincipalAccount":"111122223333"})"}) {
      conditions.emplace_back(other);
    }
    return conditions;
  }();
  const std::string principal =
      random.chance(85) ? "\"*\"" : R"({"AWS":"arn:aws:sts::111122223333:assumed-role/build/ci"})";
  return R"("Effect":")" + effect + R"(","Principal":)" + principal +
         R"(,"Action":"sqs:*","Resource":"*","Condition":{)" + random.pick(kConditions) + "}";
}

/// The same policies and questions for every mistake.
std::string noticed_at(unsigned seed, Flaw flaw) {
  Random random(seed);
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(3);
  const bool narrow = count < 3 && random.chance(60);
  for (std::size_t i = 0; i < count; ++i) {
    statements.push_back(narrow ? narrow_statement(random, i == 0 ? "Allow" : "Deny")
                                : random_statement(random));
  }
  const Document document = document_of(policy_of(statements));
  const Document other = document_of(policy_of({statements[0], random_statement(random)}));
  ProverLimits limits;
  limits.flaw = flaw;
  limits.engine = EngineName::fast_alone;
  Prover prover(document, kQueue, semantics::sqs_vocabulary(), limits);
  for (int i = 0; i < 3; ++i) {
    Question question = random_question(random);
    if (random.chance(30)) question.offender = Offender::refused;
    if (random.chance(40)) question.baseline = &other;
    const std::string mistake = mistake_in(prover.ask(question), document, question, random);
    if (!mistake.empty()) return mistake;
  }
  return {};
}

}  // namespace

TEST(ProverFlaws, EachIsNoticed) {
  constexpr unsigned kMostPolicies = 3'000;
  for (const FlawRow& row : all_flaws()) {
    std::string how;
    unsigned seed = 0;
    while (how.empty() && ++seed <= kMostPolicies) how = noticed_at(seed, row.flaw);
    EXPECT_FALSE(how.empty()) << row.what << ": nothing notices it";
    fmt::print("{:<60} {} after {} policies\n", row.what, how, seed);
  }
}

TEST(ProverFlaws, WithoutOneNothingIsNoticed) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    EXPECT_EQ(noticed_at(seed, Flaw::none), "") << "seed " << seed;
  }
}

TEST(ProverFlaws, EveryFlawHasARow) {
  std::set<Flaw> seen;
  for (const FlawRow& row : all_flaws()) seen.insert(row.flaw);
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(Flaw::points_without_neighbours));
  EXPECT_GE(seen.size(), 25U);
}

}  // namespace sqsproof::policy
