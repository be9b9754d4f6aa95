// The prover against the authorizer: random policies, random questions, and requests made of the
// same words. Whatever the authorizer lets through, the prover must have seen; whatever the prover
// shows, the authorizer must let through.
#include <cstdlib>
#include <gtest/gtest.h>

#include "policy/prover/alike.h"
#include "tests/policy/prover_judgement.h"

namespace sqsproof::policy {
namespace {

struct Tally {
  std::size_t verdicts[3] = {0, 0, 0};
  std::size_t offending = 0;
  std::size_t alike = 0;  ///< in doubt, and alike in all policies
  std::size_t limits = 0;
};

/// Read back from its JSON form, as a user would.
void expect_witness_replays(const Answer& answer, const Document& document,
                            const Question& question) {
  ASSERT_TRUE(answer.witness.has_value());
  const std::string json = to_json(*answer.witness);
  const auto read = read_request(std::make_shared<const SourceText>(SourceText{"witness", json}));
  ASSERT_TRUE(read.has_value()) << json;
  EXPECT_EQ(impossibility(*read), "") << json;
  const Truth truth = all_of(offends(question, document, *read), is_in(question, *read));
  EXPECT_NE(truth, Truth::no) << json;
  EXPECT_TRUE(may_offend_alike(document, semantics::sqs_vocabulary(), question, *read)) << json;
  if (answer.verdict == Verdict::violated) {
    EXPECT_EQ(truth, Truth::yes) << json;
  }
}

void compare_with_requests(const Answer& answer, const Document& document, const Question& question,
                           Random& random, Tally& tally) {
  for (int i = 0; i < 100; ++i) {
    const Request request = random_request(random);
    const Truth truth = all_of(offends(question, document, request), is_in(question, request));
    const bool surely = truth == Truth::yes && !request.context.contains("aws:nosuchkey");
    const bool possibly =
        truth != Truth::no &&
        may_offend_alike(document, semantics::sqs_vocabulary(), question, request);
    if (truth != Truth::no) ++tally.offending;
    if (truth != Truth::no && !possibly) ++tally.alike;
    ASSERT_FALSE(possibly && answer.verdict == Verdict::holds) << to_json(request);
    ASSERT_FALSE(truth == Truth::yes && !possibly) << to_json(request);
    ASSERT_FALSE(surely && answer.verdict != Verdict::violated && !reached_limit(answer))
        << to_json(request);
  }
}

}  // namespace

TEST(ProverRandom, AgreesWithTheAuthorizer) {
  Tally tally;
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 100'000 : 2500;
  for (unsigned seed = 1; seed <= policies; ++seed) {
    Random random(seed);
    std::vector<std::string> statements;
    const std::size_t count = 1 + random.below(4);
    for (std::size_t i = 0; i < count; ++i) statements.push_back(random_statement(random));
    const std::string json = policy_of(statements);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + json);
    const Document document = document_of(json);
    const Document other = document_of(policy_of({statements[0], random_statement(random)}));
    const Document third = document_of(policy_of({random_statement(random)}));
    ProverLimits limits;
    constexpr EngineName kEngines[] = {EngineName::z3, EngineName::fast, EngineName::z3_alone};
    limits.engine = kEngines[seed % 3];
    Prover prover(document, kQueue, semantics::sqs_vocabulary(), limits);
    for (int i = 0; i < 3; ++i) {
      Question question = random_question(random);
      if (random.chance(30)) question.offender = Offender::refused;
      if (random.chance(40)) question.baseline = &other;
      if (random.chance(20)) question.without = {&third, &other};
      if (random.chance(10)) question.within = &third;
      const Answer answer = prover.ask(question);
      ++tally.verdicts[static_cast<int>(answer.verdict)];
      ASSERT_EQ(answer.internal_error, "");
      if (answer.verdict == Verdict::unknown) {
        EXPECT_FALSE(answer.approximations.empty());
      }
      if (reached_limit(answer)) ++tally.limits;
      if (answer.verdict != Verdict::holds && !reached_limit(answer)) {
        expect_witness_replays(answer, document, question);
      }
      compare_with_requests(answer, document, question, random, tally);
      if (testing::Test::HasFailure()) return;
    }
  }
  // Otherwise the test would not have tested much.
  EXPECT_GT(tally.verdicts[static_cast<int>(Verdict::holds)], 1000U);
  EXPECT_GT(tally.verdicts[static_cast<int>(Verdict::violated)], 1000U);
  EXPECT_GT(tally.verdicts[static_cast<int>(Verdict::unknown)], 100U);
  EXPECT_GT(tally.offending, 10'000U);
  EXPECT_GT(tally.alike, 100U);
  EXPECT_LT(tally.limits, policies / 35);  // one percent of the questions
}

TEST(ProverRandom, LawsOfPolicies) {
  std::size_t limits = 0;
  // An answer that ran into the limit says so, and obeys no law.
  const auto within_limits = [](const Answer& one, const Answer& other) {
    return !reached_limit(one) && !reached_limit(other);
  };
  for (unsigned seed = 5001; seed <= 5800; ++seed) {
    Random random(seed);
    std::vector<std::string> statements;
    const std::size_t count = 1 + random.below(4);
    for (std::size_t i = 0; i < count; ++i) statements.push_back(random_statement(random));
    const Question question = random_question(random);
    const Answer answer = answer_of(policy_of(statements), question);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + policy_of(statements));
    std::vector<std::string> reversed(statements.rbegin(), statements.rend());
    if (reached_limit(answer)) ++limits;
    const Answer backwards = answer_of(policy_of(reversed), question);
    if (within_limits(answer, backwards)) {
      EXPECT_EQ(backwards.verdict, answer.verdict);
    }
    std::vector<std::string> twice = statements;
    twice.insert(twice.end(), statements.begin(), statements.end());
    const Answer doubled = answer_of(policy_of(twice), question);
    if (within_limits(answer, doubled)) {
      EXPECT_EQ(doubled.verdict, answer.verdict);
    }
    std::string deny = random_statement(random);
    const std::size_t effect = deny.find("Allow");
    if (effect != std::string::npos) deny.replace(effect, 5, "Deny");
    statements.push_back(deny);
    const Answer stricter = answer_of(policy_of(statements), question);
    if (!within_limits(answer, stricter)) continue;
    EXPECT_LE(static_cast<int>(stricter.verdict), static_cast<int>(answer.verdict)) << deny;
  }
  EXPECT_LT(limits, 16U);  // two percent of the policies
}

}  // namespace sqsproof::policy
