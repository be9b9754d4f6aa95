// What the authorizer says about a question and a request, beside what the prover says.
#pragma once

#include "policy/decide/condition.h"
#include "policy/values/instant.h"
#include "tests/policy/random_policies.h"

namespace sqsproof::policy {

inline Truth is_in(const Question& question, const Request& request) {
  Truth result = Truth::no;
  for (const RequestClass& wanted : question.classes) {
    Truth one =
        truth(std::count(wanted.callers.begin(), wanted.callers.end(), request.caller.kind) > 0 &&
              std::count(wanted.actions.begin(), wanted.actions.end(), request.action) > 0);
    for (const Condition& condition : wanted.conditions) {
      one = all_of(one, holds(condition, request));
    }
    result = any_of(result, one);
  }
  return result;
}

/// Let in under some reading: no Deny applies surely, and some Allow may apply. (An uncertain Deny
/// alone leaves the outcome undecided too, between a denial and no match.)
inline bool may_be_let_in(const Document& document, const Request& request) {
  const Decision decision = authorize(document, request, semantics::sqs_vocabulary());
  if (decision.outcome == Outcome::allow) return true;
  if (decision.outcome != Outcome::undecided) return false;
  return std::any_of(decision.statements.begin(), decision.statements.end(),
                     [](const StatementTrace& trace) {
                       return trace.effect == Effect::allow && trace.applies != Truth::no;
                     });
}

/// Whether a request offends by the question, its classes apart.
inline Truth offends(const Question& question, const Document& document, const Request& request) {
  const auto let_in = [&](const Document& policy) {
    const Outcome outcome = decide(policy, request, semantics::sqs_vocabulary());
    if (outcome == Outcome::allow) return Truth::yes;
    return may_be_let_in(policy, request) ? Truth::unknown : Truth::no;
  };
  const bool refused = question.offender == Offender::refused;
  Truth result = refused ? negate(let_in(document)) : let_in(document);
  if (question.baseline != nullptr) {
    const Truth before = let_in(*question.baseline);
    result = all_of(result, refused ? before : negate(before));
  }
  for (const Document* other : question.without) result = all_of(result, negate(let_in(*other)));
  if (question.within != nullptr) result = all_of(result, let_in(*question.within));
  return result;
}

/// Why no such request can exist, by what it says; a few of the constraints, written down again.
inline std::string impossibility(const Request& request) {
  const auto has = [&](std::string_view key) { return value_of(request, key) != nullptr; };
  const auto text = [&](std::string_view key) {
    const std::string* value = value_of(request, key);
    return value != nullptr ? *value : std::string();
  };
  const bool vpc = has("aws:sourcevpc") || has("aws:sourcevpce") || has("aws:vpcsourceip");
  if (has("aws:sourceip") && vpc) return "an address and an endpoint";
  if (vpc && text("aws:securetransport") == "false") return "an endpoint without TLS";
  if (has("aws:tagkeys") && request.action.find("ag") == std::string::npos &&
      request.action != "sqs:CreateQueue") {
    return "tags of another action";
  }
  const auto now = parse_instant(text("aws:currenttime"));
  const auto issued = parse_instant(text("aws:tokenissuetime"));
  if (now && issued && *now < *issued) {
    return "issued after now";
  }
  if (has("aws:calledvia") && has("aws:calledviafirst") &&
      text("aws:calledvia") != text("aws:calledviafirst")) {
    return "another first service";
  }
  const bool own = request.caller.account == "444455556666";
  if (own && has("aws:principalorgid") && has("aws:resourceorgid") &&
      text("aws:principalorgid") != text("aws:resourceorgid")) {
    return "an account of two organisations";
  }
  return {};
}

/// Values of policy variables are tried up to a limit; then the answer is unknown, and says so.
inline bool reached_limit(const Answer& answer) {
  return answer.verdict == Verdict::unknown &&
         std::any_of(answer.approximations.begin(), answer.approximations.end(),
                     [](const std::string& why) { return why.find("limit") != std::string::npos; });
}

}  // namespace sqsproof::policy
