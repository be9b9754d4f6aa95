#include "policy/prover/witness.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"

namespace sqsproof::policy {
namespace {

Truth in_class(const RequestClass& wanted, const Request& request) {
  const auto has = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!has(wanted.callers, request.caller.kind) || !has(wanted.actions, request.action)) {
    return Truth::no;
  }
  Truth result = Truth::yes;
  for (const Condition& condition : wanted.conditions) {
    result = all_of(result, holds(condition, request));
  }
  return result;
}

Truth let_in(const Document& policy, const Vocabulary& vocabulary, const Request& request) {
  const Outcome outcome = decide(policy, request, vocabulary);
  if (outcome == Outcome::allow) return Truth::yes;
  if (outcome != Outcome::undecided) return Truth::no;
  const Decision decision = authorize(policy, request, vocabulary);
  const bool some_allow = std::any_of(
      decision.statements.begin(), decision.statements.end(), [](const StatementTrace& trace) {
        return trace.effect == Effect::allow && trace.applies != Truth::no;
      });
  return some_allow ? Truth::unknown : Truth::no;
}

/// Completes a request anew after its context was changed.
Request with_context(const Request& request, std::map<std::string, ContextValue> context) {
  Request changed = request;
  if (const auto caller = parse_caller(request.principal)) changed.caller = *caller;
  changed.context = std::move(context);
  complete(changed);
  return changed;
}

}  // namespace

Replay replay(const Document& policy, const Vocabulary& vocabulary, const Question& question,
              const Request& request) {
  Replay result;
  result.let_in = let_in(policy, vocabulary, request);
  for (const RequestClass& wanted : question.classes) {
    result.in_class = any_of(result.in_class, in_class(wanted, request));
  }
  return result;
}

Request decode(const std::vector<std::optional<std::string>>& values, const Space& space) {
  Request request;
  request.resource = space.queue_arn();
  for (VariableId variable = 0; variable < values.size(); ++variable) {
    if (values[variable]) space.decode(variable, *values[variable], request);
  }
  complete(request);
  return request;
}

Request made_readable(Request request, const Document& policy, const Vocabulary& vocabulary,
                      const Question& question, const Space& space) {
  const Replay wanted = replay(policy, vocabulary, question, request);
  const auto keep_if_same = [&](Request changed) {
    if (!(replay(policy, vocabulary, question, changed) == wanted)) return false;
    request = std::move(changed);
    return true;
  };
  const auto context = request.context;
  for (const auto& [key, value] : context) {
    if (space.find_key(key) != nullptr) continue;
    auto smaller = request.context;
    smaller.erase(key);
    static_cast<void>(keep_if_same(with_context(request, std::move(smaller))));
  }
  for (const RequestClass& wanted_class : question.classes) {
    for (const std::string& action : wanted_class.actions) {
      if (action == request.action) return request;
      Request changed = request;
      changed.action = action;
      if (keep_if_same(std::move(changed))) return request;
    }
  }
  return request;
}

std::vector<std::string> uncertainties(const Document& policy, const Vocabulary& vocabulary,
                                       const Question& question, const Request& request,
                                       const Space& space) {
  std::vector<std::string> result;
  for (const StatementTrace& trace : authorize(policy, request, vocabulary).statements) {
    if (trace.applies != Truth::unknown) continue;
    result.push_back(fmt::format("statement {}: {}", trace.index, trace.why));
  }
  for (const RequestClass& wanted : question.classes) {
    for (const Condition& condition : wanted.conditions) {
      if (holds(condition, request) != Truth::unknown) continue;
      result.push_back(fmt::format("question: {}", explain(condition, request)));
    }
  }
  for (const auto& [key, view] : space.keys()) {
    if (view.known || value_of(request, key) == nullptr) continue;
    result.push_back(fmt::format("`{}` is not known to be a key of requests to a queue", key));
  }
  return result;
}

}  // namespace sqsproof::policy
