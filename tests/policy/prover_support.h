// Policies and questions from JSON text, for the tests of the prover.
#pragma once

#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "policy/document/parse.h"
#include "policy/prover/prover.h"
#include "semantics/vocabulary.h"

namespace sqsproof::policy {

inline constexpr const char* kQueue = "arn:aws:sqs:us-east-1:444455556666:orders";

inline Document document_of(const std::string& json) {
  auto parsed = parse_policy(std::make_shared<const SourceText>(SourceText{"test", json}));
  for (const Diagnostic& d : parsed.diagnostics) {
    EXPECT_NE(d.severity, Severity::error) << d.message << "\n" << json;
  }
  return parsed.document ? std::move(*parsed.document) : Document{};
}

/// A policy of these statements, each without braces.
inline std::string policy_of(const std::vector<std::string>& statements) {
  std::string json = R"({"Version":"2012-10-17","Statement":[)";
  for (std::size_t i = 0; i < statements.size(); ++i) {
    json += (i == 0 ? "{" : ",{") + statements[i] + "}";
  }
  return json + "]}";
}

/// The conditions of a Condition block.
inline std::vector<Condition> conditions_of(const std::string& block) {
  return document_of(policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:*",)"
                                R"("Resource":"*","Condition":)" +
                                block}))
      .statements.at(0)
      .conditions;
}

inline std::vector<std::string> all_action_names() {
  std::vector<std::string> names = {"sqs:SendMessage", "sqs:ReceiveMessage"};
  for (const VocabularyAction& action : semantics::sqs_vocabulary().actions) {
    names.push_back(action.name);
  }
  return names;
}

inline std::vector<CallerKind> iam_callers() {
  return {CallerKind::user, CallerKind::role, CallerKind::root, CallerKind::federated_user};
}

inline RequestClass class_of(std::vector<CallerKind> callers, const std::string& conditions = "{}",
                             std::vector<std::string> actions = all_action_names()) {
  return {std::move(callers), std::move(actions), conditions_of(conditions)};
}

/// Anonymous callers and callers of accounts other than the queue's.
inline Question strangers() {
  return {
      {class_of({CallerKind::anonymous}),
       class_of(iam_callers(), R"({"StringNotEquals":{"aws:PrincipalAccount":"444455556666"}})")},
      {"999988887777"}};
}

/// Services that act for an account other than the queue's, or do not say for whom.
inline Question deputies() {
  return {{class_of({CallerKind::service},
                    R"({"StringNotEquals":{"aws:SourceAccount":"444455556666"}})")},
          {"999988887777"}};
}

inline Answer answer_of(const std::string& json, const Question& question,
                        ProverLimits limits = {}) {
  const Document document = document_of(json);
  Prover prover(document, kQueue, semantics::sqs_vocabulary(), std::move(limits));
  return prover.ask(question);
}

/// A policy that lets everyone send under that Condition.
inline std::string everyone_if(const std::string& condition) {
  return policy_of({R"("Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*",)"
                    R"("Condition":)" +
                    condition});
}

inline void expect_holds(const std::string& policy, const Question& question) {
  const Answer answer = answer_of(policy, question);
  EXPECT_EQ(answer.verdict, Verdict::holds)
      << policy << "\n"
      << (answer.witness ? to_json(*answer.witness) : answer.internal_error);
}

/// The witness of a violation as text.
inline std::string violation(const std::string& policy, const Question& question) {
  const Answer answer = answer_of(policy, question);
  EXPECT_EQ(answer.verdict, Verdict::violated) << policy << "\n" << answer.internal_error;
  if (!answer.witness) return {};
  EXPECT_FALSE(answer.statements.empty());
  return to_json(*answer.witness);
}

}  // namespace sqsproof::policy
