// Grants against the authorizer: whatever it lets in belongs to exactly one class of callers, and
// that class has a grant of the action; every witness is let in.
#include "properties/access/grants.h"

#include <gtest/gtest.h>

#include "policy/decide/authorize.h"
#include "policy/decide/condition.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::properties {
namespace {

using policy::Request;
using policy::Truth;

Subject subject_of(const policy::Document& document) {
  return {&document, policy::kQueue,        "444455556666",
          {},        mentions_of(document), &semantics::sqs_vocabulary()};
}

Truth is_in(const policy::RequestClass& wanted, const Request& request) {
  if (std::count(wanted.callers.begin(), wanted.callers.end(), request.caller.kind) == 0) {
    return Truth::no;
  }
  Truth result = Truth::yes;
  for (const auto& one : wanted.conditions) result = all_of(result, holds(one, request));
  return result;
}

Truth is_in(const CallerClass& who, const Request& request) {
  Truth result = Truth::no;
  for (const auto& wanted : who.requests) result = any_of(result, is_in(wanted, request));
  return result;
}

Truth is_in(const Grant& grant, const Request& request) {
  if (std::count(grant.actions.begin(), grant.actions.end(), request.action) == 0) return Truth::no;
  Truth result = is_in(grant.who, request);
  for (const auto& one : grant.only_if) {
    result = all_of(result, holds(one, request, policy::Effect::allow));
  }
  return result;
}

std::size_t grants_with(const Grants& found, const Request& request, Truth least) {
  return static_cast<std::size_t>(
      std::count_if(found.grants.begin(), found.grants.end(),
                    [&](const Grant& grant) { return is_in(grant, request) >= least; }));
}

/// Let in, in its own grant and, where grants are certain, in no other.
void expect_witnessed(const Grants& found, const Subject& subject) {
  const bool certain = std::all_of(found.grants.begin(), found.grants.end(), [](const auto& one) {
    return one.verdict == policy::Verdict::violated;
  });
  for (const Grant& grant : found.grants) {
    if (grant.verdict != policy::Verdict::violated) continue;
    ASSERT_TRUE(grant.witness.has_value());
    EXPECT_EQ(decide(*subject.policy, *grant.witness, *subject.vocabulary), policy::Outcome::allow);
    EXPECT_EQ(is_in(grant, *grant.witness), Truth::yes) << words_of(grant);
    if (!certain || !grant.notes.empty()) continue;
    EXPECT_EQ(grants_with(found, *grant.witness, Truth::yes), 1U)
        << words_of(grant) << to_json(*grant.witness);
  }
}

std::string random_policy(policy::Random& random) {
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) statements.push_back(policy::random_statement(random));
  return policy::policy_of(statements);
}

std::vector<std::string> summary_of(const std::vector<std::string>& statements) {
  const policy::Document document = policy::document_of(policy::policy_of(statements));
  const Subject subject = subject_of(document);
  const Grants found = find_grants(subject, {}, {});
  EXPECT_EQ(found.not_proved, std::vector<std::string>{});
  expect_witnessed(found, subject);
  std::vector<std::string> words;
  for (const Grant& grant : found.grants) words.push_back(words_of(grant));
  return words;
}

std::string allow(const std::string& principal, const std::string& actions,
                  const std::string& condition = "{}") {
  return R"("Effect":"Allow","Resource":"*","Principal":)" + principal + R"(,"Action":)" + actions +
         R"(,"Condition":)" + condition;
}

using Words = std::vector<std::string>;

}  // namespace

TEST(Grants, CoverWhatTheAuthorizerAllows) {
  std::size_t allowed = 0;
  std::size_t witnesses = 0;
  std::size_t proved = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    policy::Random random(seed);
    const policy::Document document = policy::document_of(random_policy(random));
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + document.source->text);
    const Subject subject = subject_of(document);
    const Grants found = find_grants(subject, {}, {});
    EXPECT_TRUE(found.internal_errors.empty());
    if (found.not_proved.empty()) ++proved;
    witnesses += found.grants.size();
    expect_witnessed(found, subject);
    const auto classes = caller_classes(subject);
    for (int i = 0; i < 200; ++i) {
      const Request request = policy::random_request(random);
      if (decide(document, request, *subject.vocabulary) != policy::Outcome::allow) continue;
      ++allowed;
      std::size_t in = 0;
      for (const CallerClass& who : classes) {
        if (is_in(who, request) != Truth::yes) continue;
        ++in;
      }
      EXPECT_EQ(in, 1U) << to_json(request);
      const bool complete = found.not_proved.empty();
      EXPECT_TRUE(!complete || grants_with(found, request, Truth::unknown) > 0) << to_json(request);
    }
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(allowed, 2000U);
  EXPECT_GT(witnesses, 120U);
  EXPECT_GT(proved, 110U);
}

TEST(Grants, OfAPolicyAgainstItselfAreNone) {
  for (unsigned seed = 200; seed <= 260; ++seed) {
    policy::Random random(seed);
    const std::string text = random_policy(random);
    const policy::Document document = policy::document_of(text);
    const policy::Document same = policy::document_of(text);
    for (const Grant& grant : find_grants(subject_of(document), {false, "", &same}, {}).grants) {
      EXPECT_EQ(grant.verdict, policy::Verdict::unknown) << text << "\n" << words_of(grant);
    }
  }
}

TEST(Grants, OutsideOnlyLeavesOwnerAndTrustedOut) {
  const policy::Document document = policy::document_of(policy::policy_of(
      {R"("Effect":"Allow","Principal":{"AWS":["444455556666","111122223333","777788889999"]},)"
       R"("Action":"sqs:SendMessage","Resource":"*")"}));
  Subject subject = subject_of(document);
  subject.trust.accounts = {"111122223333"};
  const Grants found = find_grants(subject, {true, "", nullptr}, {});
  ASSERT_EQ(found.grants.size(), 1U);
  EXPECT_EQ(words_of(found.grants[0]), "account 777788889999: sqs:SendMessage");
}

TEST(Grants, OfEveryoneAreOne) {
  EXPECT_EQ(summary_of({allow(R"("*")", R"("sqs:SendMessage")")}),
            Words{"anyone: sqs:SendMessage"});
}

TEST(Grants, ThatDifferInActionsAreOneAndOthersAreNot) {
  const std::string a = R"({"AWS":"111122223333"})";
  EXPECT_EQ(summary_of({allow(a, R"("sqs:SendMessage")"), allow(a, R"("sqs:ReceiveMessage")")}),
            Words{"account 111122223333: sqs:ReceiveMessage, sqs:SendMessage"});
  const std::string vpce = R"({"StringEquals":{"aws:SourceVpce":"vpce-1"}})";
  EXPECT_EQ(
      summary_of({allow(a, R"("sqs:SendMessage")", vpce), allow(a, R"("sqs:ReceiveMessage")")}),
      (Words{"account 111122223333: sqs:ReceiveMessage",
             "account 111122223333: sqs:SendMessage if StringEquals aws:SourceVpce vpce-1"}));
}

TEST(Grants, ThatOthersCoverAreLeftOut) {
  const std::string a = R"({"AWS":"111122223333"})";
  const auto like = [](const std::string& pattern) {
    return R"({"StringLike":{"aws:UserAgent":")" + pattern + R"("}})";
  };
  EXPECT_EQ(summary_of({allow(a, R"("sqs:SendMessage")", like("cli/1*")),
                        allow(a, R"("sqs:SendMessage")", like("cli/*")),
                        allow(a, R"("sqs:SendMessage")", like("cli/12"))}),
            Words{"account 111122223333: sqs:SendMessage if StringLike aws:UserAgent cli/*"});
  // The first is in each of the others, and they are in no other.
  EXPECT_EQ(summary_of({allow(a, R"("sqs:SendMessage")", like("a*b")),
                        allow(a, R"("sqs:SendMessage")", like("a*")),
                        allow(a, R"("sqs:SendMessage")", like("*b"))})
                .size(),
            2U);
}

TEST(Grants, SayWhatWasNotProved) {
  const policy::Document document = policy::document_of(policy::policy_of(
      {allow(R"("*")", R"("sqs:SendMessage")",
             R"({"StringLike":{"aws:UserAgent":"a*b*c?d*e","aws:Referer":"x*y"}})")}));
  policy::ProverLimits limits;
  limits.search_nodes = 1;
  const Grants found = find_grants(subject_of(document), {}, limits);
  EXPECT_FALSE(found.not_proved.empty());
  EXPECT_TRUE(found.not_proved_outside);
}

}  // namespace sqsproof::properties
