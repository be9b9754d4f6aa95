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

/// Whether the request that was found offends for sure. Who reads it does not want what nobody
/// mentioned, and mostly that request offends as well: then it alone need be decided.
std::optional<Answer> Prover::State::violated_by(const Engine::Solution& solution,
                                                 const Question& question,
                                                 const Compiled& classes) {
  if (question.readable && question.classes.size() == 1) {
    Mentioned small = decode_mentioned(solution.values, space);
    if (small.left != Mentioned::Left::nothing && is_certain(question, small.request)) {
      return violated(question, classes, std::move(small.request), Keys::mentioned);
    }
    if (small.left == Mentioned::Left::all_in) return std::nullopt;  // there is no other one
  }
  Request request = decode(solution.values, space);
  if (!is_certain(question, request)) return std::nullopt;
  return violated(question, classes, std::move(request), Keys::all);
}

Answer Prover::State::violated(const Question& question, const Compiled& classes, Request request,
                               Keys keys) {
  if (auto earlier = in_earlier_class(question, classes, request)) {
    request = std::move(*earlier);
    keys = Keys::all;
  }
  Answer answer;
  answer.verdict = Verdict::violated;
  Request& witness = answer.witness.emplace(std::move(request));
  std::optional<std::vector<std::size_t>> let_in_by;
  if (question.readable) {
    let_in_by =
        make_readable(witness, policy, vocabulary, question, {Truth::yes, Truth::yes}, space, keys);
  }
  answer.statements =
      let_in_by ? std::move(*let_in_by) : decisive_statements(question, witness, Truth::yes);
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
  answer.witness = request;
  if (question.readable) {
    make_readable(*answer.witness, policy, vocabulary, question, found, space);
  }
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
  Compiled& classes = compile(question, text);
  for (const Document* other : others_of(question)) static_cast<void>(encoding_of(*other));
  encode_requests();
  seed(question, classes);
  Engine::Solution maybe;
  const bool two_readings = readings_differ(question, classes);
  if (two_readings) {
    maybe = solve(question, classes, Reading::possible);
    if (maybe.result == Result::none) return {Verdict::holds, {}, {}, {}, {}};
    if (maybe.result == Result::found) {
      if (auto sure = violated_by(maybe, question, classes)) return std::move(*sure);
    }
  }
  const Engine::Solution surely = solve(question, classes, Reading::certain);
  if (surely.result == Result::found) {
    if (auto sure = violated_by(surely, question, classes)) return std::move(*sure);
    answer.internal_error = disagreement(question, decode(surely.values, space));
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
