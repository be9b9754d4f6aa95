// What a thread remembers of policies before makes answers cheaper, and no other: each is compared
// with that of a thread that was never asked anything.
#include <gtest/gtest.h>
#include <thread>

#include "tests/policy/prover_judgement.h"

namespace sqsproof::policy {
namespace {

std::string text_of(const Answer& answer) {
  std::string text = std::to_string(static_cast<int>(answer.verdict));
  if (answer.witness) text += " " + to_json(*answer.witness);
  for (const std::size_t statement : answer.statements) text += " " + std::to_string(statement);
  for (const std::string& why : answer.approximations) text += "\n" + why;
  return text + "\n" + answer.internal_error;
}

struct Case {
  Document document;
  Document baseline;
  std::vector<Question> questions;
  ProverLimits limits;
};

Case random_case(unsigned seed) {
  Random random(seed);
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(4);
  for (std::size_t i = 0; i < count; ++i) statements.push_back(random_statement(random));
  Case made;
  made.document = document_of(policy_of(statements));
  made.baseline = document_of(policy_of({statements[0], random_statement(random)}));
  for (int i = 0; i < 3; ++i) made.questions.push_back(random_question(random));
  made.questions.push_back(made.questions.front());
  made.limits.engine = random.chance(70) ? EngineName::fast : EngineName::z3;
  return made;
}

std::vector<std::string> answers(Case& one, bool with_baseline) {
  std::vector<std::string> texts;
  Prover prover(one.document, kQueue, semantics::sqs_vocabulary(), one.limits);
  for (Question& question : one.questions) {
    question.baseline = with_baseline ? &one.baseline : nullptr;
    texts.push_back(text_of(prover.ask(question)));
  }
  return texts;
}

}  // namespace

TEST(ProverMemory, AnswersAreThoseOfANewThread) {
  const unsigned policies = std::getenv("SQSPROOF_LONG") != nullptr ? 20'000 : 120;
  for (unsigned seed = 1; seed <= policies; ++seed) {
    Case one = random_case(seed);
    const bool with_baseline = seed % 3 == 0;
    const std::vector<std::string> here = answers(one, with_baseline);
    std::vector<std::string> there;
    std::thread([&] { there = answers(one, with_baseline); }).join();
    ASSERT_EQ(here, there) << "seed " << seed;
    ASSERT_EQ(answers(one, with_baseline), there) << "seed " << seed << ", asked again";
  }
}

/// A key is spelt as the policy at hand spells it.
TEST(ProverMemory, NamesOfKeysAreNotThoseOfThePolicyBefore) {
  for (const char* key : {"aws:SourceIp", "AWS:sourceip", "aws:SOURCEIP"}) {
    const Document document = document_of(policy_of(
        {R"("Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*","Condition":)"
         R"({"IpAddress":{")" +
         std::string(key) + R"(":"203.0.113.0/24"}})"}));
    Prover prover(document, kQueue, semantics::sqs_vocabulary());
    const Answer answer = prover.ask(strangers());
    ASSERT_TRUE(answer.witness.has_value());
    EXPECT_EQ(answer.witness->context.find("aws:sourceip")->second.key.text(), key);
  }
}

}  // namespace sqsproof::policy
