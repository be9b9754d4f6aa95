#include "policy/prover/prover.h"

#include "policy/prover/alike.h"
#include "policy/prover/class_encoding.h"
#include "policy/prover/prover_state.h"
#include "policy/prover/size.h"
#include "policy/prover/witness.h"

namespace sqsproof::policy {
std::vector<const Document*> others_of(const Question& question) {
  std::vector<const Document*> others = question.without;
  for (const Document* other : {question.within, question.baseline}) {
    if (other != nullptr) others.insert(others.begin(), other);
  }
  return others;
}

std::vector<std::size_t> Prover::State::decisive_statements(const Question& question,
                                                            const Request& request,
                                                            Truth least) const {
  const Effect effect = question.offender == Offender::refused ? Effect::deny : Effect::allow;
  std::vector<std::size_t> statements;
  for (const Statement& statement : policy.statements) {
    if (statement.effect != effect) continue;
    if (applying(statement, request, policy.kind) < least) continue;
    statements.push_back(statement.index);
  }
  return statements;
}

std::string Prover::State::disagreement(const Question& question, const Request& request) const {
  const Replay found = replay(policy, vocabulary, question, request);
  return "the prover found " + to_json(request) +
         ", but by the authorizer it offends: " + std::string(name_of(found.offends)) +
         ", and is of the class asked about: " + std::string(name_of(found.in_class));
}

Readable Prover::State::readable(const Question& question, Request request, const Replay& as) {
  if (!question.readable) return {std::move(request), std::nullopt};
  return made_readable(std::move(request), policy, vocabulary, question, as, space);
}

Answer Prover::State::violated(const Question& question, const Compiled& classes, Request request) {
  if (auto earlier = in_earlier_class(question, classes, request)) request = std::move(*earlier);
  Answer answer;
  answer.verdict = Verdict::violated;
  Readable result = readable(question, std::move(request), {Truth::yes, Truth::yes});
  answer.statements = result.let_in_by ? std::move(*result.let_in_by)
                                       : decisive_statements(question, result.request, Truth::yes);
  answer.witness = std::move(result.request);
  return answer;
}

/// A request that only the possible reading lets through, or none and a limit.
Answer Prover::State::undecided(const Question& question, const Engine::Solution& solution,
                                const std::string& further_limit) {
  Answer answer;
  answer.verdict = Verdict::unknown;
  answer.approximations = inexpressible;
  for (const std::string& limit : {solution.limit, further_limit}) {
    if (!limit.empty()) answer.approximations.push_back(limit);
  }
  if (solution.cores_disagree) answer.internal_error = "Z3 does not confirm the fast engine";
  if (solution.result != Engine::Solution::Result::found) return answer;
  const Request request = decode(solution.values, space);
  const Replay found = replay(policy, vocabulary, question, request);
  if (found.offends == Truth::no || found.in_class == Truth::no) {
    if (inexpressible.empty()) answer.internal_error = disagreement(question, request);
    return answer;
  }
  answer.witness = readable(question, request, found).request;
  // A request with less in it may be doubtful on all sides alike.
  if (!may_offend_alike(policy, vocabulary, question, *answer.witness)) answer.witness = request;
  answer.statements = decisive_statements(question, *answer.witness, Truth::unknown);
  const auto why = uncertainties(policy, vocabulary, question, *answer.witness, space);
  answer.approximations.insert(answer.approximations.end(), why.begin(), why.end());
  return answer;
}

Answer Prover::State::ask(const Question& question) {
  using Result = Engine::Solution::Result;
  Answer answer;
  std::string problem = refusal;
  for (const Document* other : others_of(question)) {
    if (problem.empty()) problem = too_large_to_reason(*other);
  }
  if (!problem.empty()) {
    answer.approximations = {std::move(problem)};
    return answer;
  }
  const std::string text = text_of(question, space);
  const Compiled classes = compile(question, text);
  for (const Document* other : others_of(question)) static_cast<void>(encoding_of(*other));
  encode_requests();
  seed(question, text);
  Engine::Solution maybe;
  const bool two_readings = readings_differ(question, classes);
  if (two_readings) {
    maybe = solve(question, classes, Reading::possible);
    if (maybe.result == Result::none) return {Verdict::holds, {}, {}, {}, {}};
    if (maybe.result == Result::found) {
      Request request = decode(maybe.values, space);
      if (is_certain(question, request)) return violated(question, classes, std::move(request));
    }
  }
  const Engine::Solution surely = solve(question, classes, Reading::certain);
  if (surely.result == Result::found) {
    Request request = decode(surely.values, space);
    if (is_certain(question, request)) return violated(question, classes, std::move(request));
    answer.internal_error = disagreement(question, request);
    return answer;
  }
  if (two_readings) return undecided_or_alike(question, classes, maybe, surely.limit);
  if (surely.result == Result::gave_up) return undecided(question, surely, {});
  answer.verdict = Verdict::holds;
  return answer;
}

Prover::Prover(const Document& policy, std::string queue_arn, const Vocabulary& vocabulary,
               ProverLimits limits)
    : Prover(policy, realm_of_queue(queue_arn, policy), vocabulary, std::move(limits)) {}
Prover::Prover(const Document& policy, Realm realm, const Vocabulary& vocabulary,
               ProverLimits limits) {
  const FlawScope scope(limits.flaw);
  state_ = std::make_unique<State>(policy, std::move(realm), vocabulary, std::move(limits));
}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Answer Prover::ask(const Question& question) {
  const FlawScope scope(state_->limits.flaw);
  return state_->ask(question);
}

}  // namespace sqsproof::policy
