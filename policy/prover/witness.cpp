#include "policy/prover/witness.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/decide/match.h"
#include "policy/symbolic/open_requests.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

Truth in_class(const RequestClass& wanted, PolicyKind kind, const Request& request) {
  const auto has = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!has(wanted.callers, request.caller.kind)) return Truth::no;
  if (kind == PolicyKind::queue && !has(wanted.actions, request.action)) return Truth::no;
  Truth result = wanted.covered ? action_matches(*wanted.covered, request.action) : Truth::yes;
  for (const Condition& condition : wanted.conditions) {
    result = all_of(result, holds(condition, request));
  }
  return result;
}

Truth is_let_in(const Document& policy, const Vocabulary& vocabulary, const Request& request) {
  const Outcome outcome = decide(policy, request, vocabulary);
  if (outcome == Outcome::allow) return Truth::yes;
  if (outcome != Outcome::undecided) return Truth::no;
  const std::vector<Truth> how = applying(policy, request);
  for (std::size_t i = 0; i < how.size(); ++i) {
    if (policy.statements[i].effect == Effect::allow && how[i] != Truth::no) return Truth::unknown;
  }
  return Truth::no;
}

}  // namespace

Replay replay(const Document& policy, const Vocabulary& vocabulary, const Question& question,
              const Request& request) {
  Replay result;
  for (const RequestClass& wanted : question.classes) {
    result.in_class = any_of(result.in_class, in_class(wanted, policy.kind, request));
  }
  for (const Document* other : question.without) {
    result.in_class = all_of(result.in_class, negate(is_let_in(*other, vocabulary, request)));
  }
  if (question.within != nullptr) {
    result.in_class = all_of(result.in_class, is_let_in(*question.within, vocabulary, request));
  }
  const bool refused = question.offender == Offender::refused;
  const Truth let_in = is_let_in(policy, vocabulary, request);
  result.offends = refused ? negate(let_in) : let_in;
  if (question.baseline != nullptr) {
    const Truth before = is_let_in(*question.baseline, vocabulary, request);
    result.offends = all_of(result.offends, refused ? before : negate(before));
  }
  return result;
}

namespace {

Request said_by(const Values& values, const Space& space) {
  Request request;
  request.resource = space.queue_arn();
  for (VariableId variable = 0; variable < values.size(); ++variable) {
    if (values[variable]) space.decode(variable, *values[variable], request);
  }
  return request;
}

Request decoded(const Values& values, const Space& space) {
  Request request = said_by(values, space);
  complete(request);
  return request;
}

/// Whether the caller, or the resource for which a service calls, is of the queue's account.
bool is_own_caller(const Request& request) {
  const std::string* account = value_of(request, "aws:resourceaccount");
  return account != nullptr && request.caller.account == *account;
}
bool is_own_source(const Request& request) {
  const std::string* own = value_of(request, "aws:resourceaccount");
  const std::string* arn = value_of(request, "aws:sourcearn");
  const std::string* account = value_of(request, "aws:sourceaccount");
  const auto parts = split_arn(arn != nullptr ? *arn : "");
  return own != nullptr &&
         (account != nullptr ? *account == *own : parts && parts->account() == *own);
}

bool has_own_organization(const Space& space) {
  return !space.realm().is_open() && (space.find_key("aws:resourceorgid") != nullptr ||
                                      space.find_key("aws:resourceorgpaths") != nullptr);
}

/// An account is in one organisation: where two keys name that of the queue's account, the words
/// that were found satisfy the same tests (symbolic/correlations.h), so that one will do for both.
void in_one_organization(Values& values, const Space& space) {
  const auto place = [&](std::string_view id,
                         std::string_view paths) -> std::optional<std::string_view>* {
    const KeyView* view = space.find_key(id);
    if (view == nullptr) view = space.find_key(paths);
    return view != nullptr && view->variable < values.size() ? &values[view->variable] : nullptr;
  };
  auto* own = place("aws:resourceorgid", "aws:resourceorgpaths");
  if (own == nullptr) return;
  const Request request = decoded(values, space);
  auto* caller = place("aws:principalorgid", "aws:principalorgpaths");
  const bool same = caller != nullptr && is_own_caller(request);
  if (same && *caller) *own = *caller;
  if (same && !*caller) *caller = *own;
  auto* source = place("aws:sourceorgid", "aws:sourceorgpaths");
  const bool told = source != nullptr && *source && **source != std::string_view(&kAbsentMark, 1);
  if (told && is_own_source(request)) *own = *source;
}

}  // namespace

Request decode(const Values& values, const Space& space) {
  if (!has_own_organization(space)) return decoded(values, space);
  Values one = values;
  in_one_organization(one, space);
  return decoded(one, space);
}

Mentioned decode_mentioned(const Values& values, const Space& space) {
  if (space.realm().is_open() || has_own_organization(space)) return {};
  Mentioned result{Mentioned::Left::all_in, said_by(values, space)};
  const auto nobody_mentioned = [&](const Context::Entry& entry) {
    return space.find_key(entry.first) == nullptr;
  };
  if (!result.request.context.take_out(nobody_mentioned).empty()) {
    result.left = Mentioned::Left::some_out;
  }
  complete(result.request);
  return result;
}

std::vector<std::string> uncertainties(const Document& policy, const Vocabulary& vocabulary,
                                       const Question& question, const Request& request,
                                       const Space& space) {
  std::vector<std::string> result;
  const auto explain_statements = [&](const Document& document, std::string_view whose) {
    for (const StatementTrace& trace : authorize(document, request, vocabulary).statements) {
      if (trace.applies != Truth::unknown) continue;
      result.push_back(fmt::format("{}statement {}: {}", whose, trace.index, trace.why));
    }
  };
  explain_statements(policy, "");
  if (question.baseline != nullptr) explain_statements(*question.baseline, "baseline, ");
  for (const Document* other : question.without) explain_statements(*other, "left out, ");
  if (question.within != nullptr) explain_statements(*question.within, "question, ");
  for (const RequestClass& wanted : question.classes) {
    for (const Condition& condition : wanted.conditions) {
      if (holds(condition, request) != Truth::unknown) continue;
      result.push_back(fmt::format("question: {}", explain(condition, request)));
    }
  }
  for (const auto& [key, view] : space.keys()) {
    if (view.known || value_of(request, key) == nullptr) continue;
    if (!view.service.empty() && is_to(request, view.service)) continue;
    result.push_back(fmt::format("`{}` is not known to be a key of requests to {}", key,
                                 space.realm().is_open() ? "this service" : "a queue"));
  }
  if (space.realm().is_open() && !is_usual_resource(request)) {
    result.push_back(
        "not every action sends aws:ResourceAccount, or is asked in the resource's "
        "own region");
  }
  return result;
}

}  // namespace sqsproof::policy
