// Several policies in one question: what is not documented comes out alike in all of them.
#include "policy/prover/alike.h"
#include "policy/prover/prover_state.h"

namespace sqsproof::policy {

PolicyEncoding& Prover::State::alike_encoding_of(const Document& document) {
  PolicyEncoding& encoding = encoding_of(document);
  if (encoded_alike.insert(&document).second) {
    encoding.encode_alike(document, space, comes_out_alike);
  }
  return encoding;
}

/// The requests between those of the two readings: every undecided test comes out, and tests of one
/// name alike. Mirrors `may_offend_alike`.
Engine::Solution Prover::State::solve_alike(const Question& question, const Compiled& classes) {
  if (comes_out_alike == kAlwaysOn) comes_out_alike = engine->new_switch();
  const bool refused = question.offender == Offender::refused;
  PolicyEncoding& own = alike_encoding_of(policy);
  std::vector<Switch> on = {comes_out_alike, classes.in_class[1],
                            refused ? own.refuses_alike() : own.lets_in_alike()};
  if (question.baseline != nullptr) {
    PolicyEncoding& before = alike_encoding_of(*question.baseline);
    on.push_back(refused ? before.lets_in_alike() : before.refuses_alike());
  }
  for (const Document* other : question.without) {
    on.push_back(alike_encoding_of(*other).refuses_alike());
  }
  if (question.within != nullptr) on.push_back(alike_encoding_of(*question.within).lets_in_alike());
  encode_requests();
  return solve(on);
}

/// Of one policy alone nothing can come out alike that does not anyway.
Answer Prover::State::undecided_or_alike(const Question& question, const Compiled& classes,
                                         const Engine::Solution& maybe,
                                         const std::string& further_limit) {
  using Result = Engine::Solution::Result;
  if (others_of(question).empty()) return undecided(question, maybe, further_limit);
  const Engine::Solution alike = solve_alike(question, classes);
  // Then the answer hangs on that limit, whatever else was reached.
  if (alike.result == Result::gave_up) return undecided(question, maybe, alike.limit);
  if (alike.result == Result::found) return undecided(question, alike, further_limit);
  Answer answer{Verdict::holds, {}, {}, {}, {}};
  answer.alike = true;
  return answer;
}

}  // namespace sqsproof::policy
