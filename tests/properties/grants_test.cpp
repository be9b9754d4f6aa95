// Grants against the authorizer: whatever it lets in belongs to exactly one class of callers, and
// that class has a grant of the action; every witness is let in.
#include "properties/access/grants.h"

#include <gtest/gtest.h>

#include "policy/decide/authorize.h"
#include "policy/decide/condition.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::properties {
namespace {

using policy::Outcome;
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

bool grants(const Grants& found, const CallerClass& who, const std::string& action) {
  return std::any_of(found.grants.begin(), found.grants.end(), [&](const Grant& grant) {
    return grant.who.words == who.words &&
           std::find(grant.actions.begin(), grant.actions.end(), action) != grant.actions.end();
  });
}

std::string random_policy(policy::Random& random) {
  std::vector<std::string> statements;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i) statements.push_back(policy::random_statement(random));
  return policy::policy_of(statements);
}

}  // namespace

TEST(Grants, CoverWhatTheAuthorizerAllows) {
  std::size_t allowed = 0;
  std::size_t witnesses = 0;
  for (unsigned seed = 1; seed <= 120; ++seed) {
    policy::Random random(seed);
    const policy::Document document = policy::document_of(random_policy(random));
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + document.source->text);
    const Subject subject = subject_of(document);
    const Grants found = find_grants(subject, {}, {});
    EXPECT_TRUE(found.internal_errors.empty());
    for (const Grant& grant : found.grants) {
      if (grant.verdict != policy::Verdict::violated) continue;
      ASSERT_TRUE(grant.witness.has_value());
      ++witnesses;
      EXPECT_EQ(decide(document, *grant.witness, *subject.vocabulary), Outcome::allow);
      EXPECT_EQ(is_in(grant.who, *grant.witness), Truth::yes) << grant.who.words;
    }
    const auto classes = caller_classes(subject);
    for (int i = 0; i < 200; ++i) {
      const Request request = policy::random_request(random);
      if (decide(document, request, *subject.vocabulary) != Outcome::allow) continue;
      ++allowed;
      std::size_t in = 0;
      for (const CallerClass& who : classes) {
        if (is_in(who, request) != Truth::yes) continue;
        ++in;
        EXPECT_TRUE(grants(found, who, request.action)) << who.words << to_json(request);
      }
      EXPECT_EQ(in, 1U) << to_json(request);
    }
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(allowed, 2000U);
  EXPECT_GT(witnesses, 200U);
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

}  // namespace sqsproof::properties
