// The state of a prover: what was encoded of its policy and questions so far.
//
// prover_state.cpp opens it and encodes, prover_solve.cpp looks for requests, also for those that
// offend however undecided tests come out alike (prover_alike.cpp); prover.cpp answers.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "policy/prover/engine.h"
#include "policy/prover/policy_encoding.h"
#include "policy/prover/prover.h"
#include "policy/prover/relations.h"
#include "policy/prover/said_clauses.h"
#include "policy/prover/witness.h"
#include "policy/symbolic/constraints.h"
#include "policy/symbolic/lent_space.h"

namespace sqsproof::policy {

/// An engine that was asked so many different things is built anew.
constexpr std::size_t kMostQuestions = 2'000;

struct Prover::State {
  /// The switch of a question's classes under each reading.
  struct Compiled {
    std::array<Switch, 2> in_class{};
    std::vector<std::string> seeded;  ///< strangers for whom its samples were added
    std::vector<Switch> each;         ///< by class, under the certain reading
    bool differs = false;
  };

  const Document& policy;
  const Vocabulary& vocabulary;
  ProverLimits limits;
  LentSpace lent;
  Space& space = *lent;
  std::unique_ptr<Engine> engine;
  std::string refusal;                 ///< why there is no engine
  Switch known_keys_only = kAlwaysOn;  ///< on under the certain reading
  Switch comes_out_alike =
      kAlwaysOn;  ///< on where undecided tests come out somehow; made when used
  std::set<const Document*> encoded_alike;
  std::map<const Document*, PolicyEncoding> policies;
  std::optional<RelationEncoding> relations;
  std::vector<std::string> inexpressible;
  std::map<std::string, Compiled> compiled;
  SaidClauses asserted_constraints;
  SaidConstraints said_constraints;
  bool some_key_is_unknown = false;  ///< it is absent under the certain reading
  std::size_t encoded_keys = 0;
  std::size_t encoded_tests = 0;
  std::set<std::string> seeded;

  State(const Document& document, Realm realm, const Vocabulary& words, ProverLimits bounds)
      : policy(document),
        vocabulary(words),
        limits(std::move(bounds)),
        lent(std::move(realm), words) {
    if (space.realm().is_open()) ignore_constraints_of_queues();
    open();
  }

  void open();
  void ignore_constraints_of_queues();
  [[nodiscard]] OpenCore core_opener() const;
  [[nodiscard]] Proposals::Memory memory() const;
  PolicyEncoding& encoding_of(const Document& document);
  void encode_requests();
  void assert_unknown_keys();
  void assert_constraints(const Clauses& clauses);
  Compiled& compile(const Question& question, const std::string& text);
  void note_inexpressible(const std::vector<Condition>& conditions);
  void seed(const Question& question, Compiled& classes);
  bool readings_differ(const Question& question, const Compiled& classes);
  Engine::Solution solve(const Question& question, const Compiled& classes, Reading reading,
                         Switch one_class = kAlwaysOn);
  Engine::Solution solve_alike(const Question& question, const Compiled& classes);
  PolicyEncoding& alike_encoding_of(const Document& document);
  Engine::Solution solve(const std::vector<Switch>& on);
  Engine::Solution solve_with_relations(const std::vector<Switch>& on, const EngineLimits& bounds);
  std::optional<Request> in_earlier_class(const Question& question, const Compiled& classes,
                                          const Request& request);
  Answer ask(const Question& question);
  std::optional<Answer> violated_by(const Engine::Solution& solution, const Question& question,
                                    const Compiled& classes);
  Answer violated(const Question& question, const Compiled& classes, Request request, Keys keys);
  Answer undecided(const Question& question, const Engine::Solution& solution,
                   const std::string& further_limit);
  Answer undecided_or_alike(const Question& question, const Compiled& classes,
                            const Engine::Solution& maybe, const std::string& further_limit);
  [[nodiscard]] std::vector<std::size_t> decisive_statements(const Question& question,
                                                             const Request& request,
                                                             Truth least) const;
  [[nodiscard]] bool is_certain(const Question& question, const Request& request) const;
  [[nodiscard]] std::string disagreement(const Question& question, const Request& request) const;
  [[nodiscard]] std::size_t milliseconds() const {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(limits.timeout.count(), 1, 1'000'000));
  }
};

}  // namespace sqsproof::policy
