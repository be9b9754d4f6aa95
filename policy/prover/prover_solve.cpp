// Looking for a request that offends, and whether one that was found does so for sure.
#include <algorithm>

#include "policy/prover/prover_state.h"
#include "policy/prover/witness.h"
#include "policy/symbolic/open_requests.h"

namespace sqsproof::policy {
namespace {

/// Measured: a unit of search work takes 50 to 100 ns.
constexpr std::size_t kWorkPerMillisecond = 10'000;
constexpr std::size_t kWorkPerNode = 40;  // edges of a product state, about

/// Values of policy variables that one question tries beyond the first ones.
constexpr int kMostInstances = 12;

}  // namespace

bool Prover::State::readings_differ(const Question& question, const Compiled& classes) {
  const auto others = others_of(question);
  return classes.differs || some_key_is_unknown || space.realm().is_open() ||
         encoding_of(policy).differs() ||
         std::any_of(others.begin(), others.end(),
                     [&](const Document* other) { return encoding_of(*other).differs(); });
}

Engine::Solution Prover::State::solve(const Question& question, const Compiled& classes,
                                      Reading reading, Switch one_class) {
  const bool refused = question.offender == Offender::refused;
  PolicyEncoding& own = encoding_of(policy);
  std::vector<Switch> on = {classes.in_class[reading == Reading::possible ? 1 : 0],
                            refused ? own.refuses(reading) : own.lets_in(reading)};
  if (question.baseline != nullptr) {
    PolicyEncoding& before = encoding_of(*question.baseline);
    on.push_back(refused ? before.lets_in(reading) : before.refuses(reading));
  }
  for (const Document* other : question.without) on.push_back(encoding_of(*other).refuses(reading));
  if (question.within != nullptr) on.push_back(encoding_of(*question.within).lets_in(reading));
  if (reading == Reading::certain) on.push_back(known_keys_only);
  if (one_class != kAlwaysOn) on.push_back(one_class);
  return solve(on);
}

Engine::Solution Prover::State::solve(const std::vector<Switch>& on) {
  EngineLimits bounds;
  bounds.work = milliseconds() * kWorkPerMillisecond;
  bounds.search_work = limits.search_nodes * kWorkPerNode;
  if (space.relations().empty()) return engine->solve(on, bounds);
  return solve_with_relations(on, bounds);
}

/// Requests of known values first; see relations.h.
Engine::Solution Prover::State::solve_with_relations(const std::vector<Switch>& on,
                                                     const EngineLimits& bounds) {
  using Result = Engine::Solution::Result;
  relations->update();
  encode_requests();
  Engine::Solution solution;
  for (int round = 0; round < kMostInstances; ++round) {
    std::vector<Switch> assumptions = on;
    const std::vector<Switch> known = relations->known_values_only();
    assumptions.insert(assumptions.end(), known.begin(), known.end());
    solution = engine->solve(assumptions, bounds);
    if (solution.result != Result::found) solution = engine->solve(on, bounds);
    if (solution.result != Result::found) return solution;
    if (!relations->refine(solution, decode(solution.values, space))) return solution;
    encode_requests();
  }
  solution.result = Result::gave_up;
  solution.limit = "values of policy variables were tried until the limit";
  return solution;
}

bool Prover::State::is_certain(const Question& question, const Request& request) const {
  for (const auto& [key, view] : space.keys()) {
    if (view.known || value_of(request, key) == nullptr) continue;
    if (view.service.empty() || !is_to(request, view.service)) return false;
  }
  if (space.realm().is_open() && !is_usual_resource(request)) return false;
  return replay(policy, vocabulary, question, request) == Replay{Truth::yes, Truth::yes};
}

/// A violation of a class that the question names before those of this one: who asks puts first
/// what tells most.
std::optional<Request> Prover::State::in_earlier_class(const Question& question,
                                                       const Compiled& classes,
                                                       const Request& request) {
  for (std::size_t i = 0; i + 1 < question.classes.size(); ++i) {
    Question first = question;
    first.classes = {question.classes[i]};
    if (is_certain(first, request)) return std::nullopt;
    if (classes.each[i] == kAlwaysOn) continue;
    const auto solution = solve(question, classes, Reading::certain, classes.each[i]);
    if (solution.result != Engine::Solution::Result::found) continue;
    Request earlier = decode(solution.values, space);
    if (is_certain(first, earlier)) return earlier;
  }
  return std::nullopt;
}

}  // namespace sqsproof::policy
