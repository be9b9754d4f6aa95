// tests/cases/operators and tests/cases/decide: what a policy decides about requests.
//
// `statements` are completed to a policy: Effect Allow, Principal "*", Action "sqs:SendMessage",
// Resource "*" stand where a statement leaves them out, so that a case shows only what it is about.
// `version` can be `absent`, and `kind` that of a policy that is no queue's. Each request is
// `{name, principal, action, resource, context, identity, expect, why}`; principal, action and
// resource have defaults as well, and `why` is a part of the sentence that is given as the reason.
// Laws that every policy obeys are checked on each case.
#include <algorithm>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "semantics/vocabulary.h"
#include "tests/runners/json_case.h"
#include "tests/runners/runners.h"

namespace sqsproof::tests {
namespace {

using Json = nlohmann::ordered_json;
using policy::Document;

policy::Source source_from(const std::string& text) {
  return std::make_shared<const policy::SourceText>(policy::SourceText{"case", text});
}

void set_default(Json& object, const char* name, const char* negation, const Json& value) {
  if (!object.contains(name) && !object.contains(negation)) object[name] = value;
}

policy::PolicyKind kind_of(const Json& test) {
  const auto kind = policy::policy_kind_named(test.value("kind", "queue"));
  EXPECT_TRUE(kind);
  return kind.value_or(policy::PolicyKind::queue);
}

std::optional<Document> document_of(const Json& test) {
  Json policy = {{"Version", test.value("version", "2012-10-17")}, {"Statement", Json::array()}};
  if (policy.at("Version") == "absent") policy.erase("Version");
  for (Json statement : test.at("statements")) {
    set_default(statement, "Effect", "Effect", "Allow");
    if (kind_of(test) != policy::PolicyKind::identity) {
      set_default(statement, "Principal", "NotPrincipal", "*");
    }
    set_default(statement, "Action", "NotAction", "sqs:SendMessage");
    set_default(statement, "Resource", "NotResource", "*");
    policy["Statement"].push_back(statement);
  }
  auto parsed = policy::parse_policy(source_from(policy.dump()), kind_of(test));
  for (const auto& problem : parsed.diagnostics) {
    EXPECT_NE(problem.severity, policy::Severity::error) << problem.message;
  }
  return std::move(parsed.document);
}

std::optional<policy::Request> request_of(Json request, policy::PolicyKind kind) {
  request.erase("expect");
  request.erase("why");
  set_default(request, "principal", "principal", "arn:aws:iam::999988887777:user/mallory");
  set_default(request, "action", "action", "sqs:SendMessage");
  set_default(request, "resource", "resource", "arn:aws:sqs:us-east-1:111122223333:orders");
  auto read = policy::read_request(source_from(request.dump()), kind);
  if (!read) {
    for (const auto& problem : read.error()) ADD_FAILURE() << problem.message;
    return std::nullopt;
  }
  return *read;
}

/// The order of statements and of values does not matter; a request survives its own JSON.
void check_laws(Document document, const policy::Request& request) {
  const auto& sqs = semantics::sqs_vocabulary();
  const auto outcome = policy::decide(document, request, sqs);
  EXPECT_EQ(outcome, policy::authorize(document, request, sqs).outcome);
  const auto again = policy::read_request(source_from(policy::to_json(request)), document.kind);
  ASSERT_TRUE(again);
  EXPECT_EQ(policy::decide(document, *again, sqs), outcome);
  std::reverse(document.statements.begin(), document.statements.end());
  for (auto& statement : document.statements) {
    for (auto& condition : statement.conditions) {
      std::reverse(condition.values.begin(), condition.values.end());
    }
  }
  EXPECT_EQ(policy::decide(document, request, sqs), outcome);
}

}  // namespace

void run_decision_case(const std::filesystem::path& file) {
  ASSERT_TRUE(read_case(file, {"version", "kind", "statements", "requests"}));
  const Json test = Json::parse(source_of(file)->text);
  const auto document = document_of(test);
  ASSERT_TRUE(document);
  ASSERT_FALSE(test.at("requests").empty()) << "the case expects nothing";
  for (const Json& step : test.at("requests")) {
    SCOPED_TRACE(step.value("name", step.dump()));
    const auto request = request_of(step, document->kind);
    ASSERT_TRUE(request);
    const auto decision = policy::authorize(*document, *request, semantics::sqs_vocabulary());
    EXPECT_EQ(policy::name_of(decision.outcome), step.at("expect").get<std::string>())
        << decision.why;
    EXPECT_NE(decision.why.find(step.value("why", "")), std::string::npos) << decision.why;
    check_laws(*document, *request);
  }
}

}  // namespace sqsproof::tests
