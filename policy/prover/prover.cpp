#include "policy/prover/prover.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "policy/prover/caller_account.h"
#include "policy/prover/engine.h"
#include "policy/prover/policy_encoding.h"
#include "policy/prover/relations.h"
#include "policy/prover/size.h"
#include "policy/prover/witness.h"
#include "policy/symbolic/constraints.h"
#include "policy/symbolic/open_requests.h"
#include "policy/symbolic/seeds.h"

namespace sqsproof::policy {
namespace {

/// Measured: a unit of search work takes 50 to 100 ns, one of Z3's resource units less than 1 us.
constexpr std::size_t kWorkPerMillisecond = 10'000;
constexpr std::size_t kWorkPerNode = 40;  // edges of a product state, about
constexpr std::size_t kResourcesPerMillisecond = 2'000;
constexpr std::size_t kWatchesPerMillisecond = 20'000;
/// An engine that was asked so many different things is built anew.
constexpr std::size_t kMostQuestions = 2'000;

/// Values of policy variables that one question tries beyond the first ones.
constexpr int kMostInstances = 12;

constexpr CallerKind kKinds[] = {CallerKind::anonymous,      CallerKind::root, CallerKind::user,
                                 CallerKind::federated_user, CallerKind::role, CallerKind::service};

std::string text_of(const Question& question) {
  std::string text;
  for (const RequestClass& wanted : question.classes) {
    text += "\x1e";
    for (CallerKind kind : wanted.callers) text += static_cast<char>('a' + static_cast<int>(kind));
    for (const std::string& action : wanted.actions) text += "\x1f" + action;
    if (wanted.covered) text += wanted.covered->negated ? "\x1cnot" : "\x1c";
    if (wanted.covered) {
      for (const Text& action : wanted.covered->entries) text += "\x1f" + action.text;
    }
    for (const Condition& condition : wanted.conditions) {
      text += "\x1d" + std::string(condition.op->name) + (condition.if_exists ? "?" : "") +
              static_cast<char>('0' + static_cast<int>(condition.qualifier)) + condition.key;
      for (const Text& value : condition.values) {
        text += "\x1f" + std::to_string(value.text.size()) + ":" + value.text;
      }
    }
  }
  return text;
}

}  // namespace

std::vector<const Document*> others_of(const Question& question) {
  std::vector<const Document*> others = question.without;
  for (const Document* other : {question.within, question.baseline}) {
    if (other != nullptr) others.insert(others.begin(), other);
  }
  return others;
}

struct Prover::State {
  /// The switch of a question's classes under each reading.
  struct Compiled {
    std::array<Switch, 2> in_class{};
    std::vector<Switch> each;  ///< by class, under the certain reading
    bool differs = false;
  };

  const Document& policy;
  const Vocabulary& vocabulary;
  ProverLimits limits;
  Space space;
  std::unique_ptr<Engine> engine;
  std::string refusal;  ///< why there is no engine
  std::vector<std::string> actions;
  Switch known_keys_only = kAlwaysOn;  ///< on under the certain reading
  std::map<const Document*, PolicyEncoding> policies;
  std::optional<RelationEncoding> relations;
  std::vector<std::string> inexpressible;
  std::map<std::string, Compiled> compiled;
  std::set<std::vector<std::pair<AtomId, bool>>> asserted_constraints;
  std::set<std::string> known_absent;
  std::size_t encoded_keys = 0;
  std::size_t encoded_tests = 0;
  std::set<std::string> seeded;

  State(const Document& document, Realm realm, const Vocabulary& words, ProverLimits bounds)
      : policy(document),
        vocabulary(words),
        limits(std::move(bounds)),
        space(std::move(realm), words) {
    if (space.realm().is_open()) ignore_constraints_of_queues();
    for (const VocabularyAction& action : vocabulary.actions) actions.push_back(action.name);
    open();
  }

  void open();
  void ignore_constraints_of_queues();
  [[nodiscard]] std::unique_ptr<Core> open_core() const;
  PolicyEncoding& encoding_of(const Document& document);
  void encode_requests();
  void assert_constraints(const Clauses& clauses);
  Conjunction encode_class(const RequestClass& wanted, Reading reading);
  const Compiled& compile(const Question& question, const std::string& text);
  void note_inexpressible(const std::vector<Condition>& conditions);
  void seed(const Question& question, const std::string& text);
  bool readings_differ(const Question& question, const Compiled& classes);
  Engine::Solution solve(const Question& question, const Compiled& classes, Reading reading,
                         Switch one_class = kAlwaysOn);
  Engine::Solution solve_with_relations(const std::vector<Switch>& on, const EngineLimits& bounds);
  std::optional<Request> in_earlier_class(const Question& question, const Compiled& classes,
                                          const Request& request);
  Answer ask(const Question& question);
  Request readable(const Question& question, const Request& request, const Replay& as);
  Answer violated(const Question& question, const Compiled& classes, Request request);
  Answer undecided(const Question& question, const Engine::Solution& solution,
                   const std::string& further_limit);
  [[nodiscard]] std::vector<std::size_t> decisive_statements(const Question& question,
                                                             const Request& request,
                                                             Truth least) const;
  [[nodiscard]] bool is_certain(const Question& question, const Request& request) const;
  [[nodiscard]] std::string disagreement(const Question& question, const Request& request) const;
  [[nodiscard]] std::size_t milliseconds() const {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(limits.timeout.count(), 1, 1'000'000));
  }
};

std::unique_ptr<Core> Prover::State::open_core() const {
  const auto resources = static_cast<unsigned>(milliseconds() * kResourcesPerMillisecond);
  const std::size_t work = milliseconds() * kWatchesPerMillisecond;
  switch (limits.engine) {
    case EngineName::z3:
      return open_confirmed_core(work, resources, false);
    case EngineName::fast:
      return open_confirmed_core(work, resources, true);
    case EngineName::z3_alone:
      return open_z3_core(resources);
    case EngineName::fast_alone:
      return open_fast_core(work);
  }
  return nullptr;
}

/// What holds of SQS alone: others serve plain HTTP through VPC endpoints, as S3 does, take tags
/// with other actions, and are told of rules of other Regions. What relates callers to the account
/// of a known queue has nothing to say.
void Prover::State::ignore_constraints_of_queues() {
  for (const char* row :
       {"secure-transport/vpce", "secure-transport/vpc", "secure-transport/vpc-ip",
        "secure-transport/vpce-org", "request-tag/actions", "tag-keys/actions", "tag-keys/tags",
        "anonymous/somewhere-tls", "direct/somewhere-tls", "source-arn/region-of-rule",
        "principal-org/own-account", "source-org/own-account"}) {
    limits.ignored_constraints.emplace_back(row);
  }
}

void Prover::State::open() {
  compiled.clear();
  asserted_constraints.clear();
  known_absent.clear();
  encoded_keys = 0;
  encoded_tests = 0;
  policies.clear();
  relations.reset();
  engine.reset();
  refusal = too_large_to_reason(policy);
  if (!refusal.empty()) return;
  auto core = open_core();
  if (!core) {
    refusal = "the solver could not be started";
    return;
  }
  engine = std::make_unique<Engine>(space, std::move(core));
  relations.emplace(space, *engine);
  known_keys_only = engine->new_switch();
  if (space.realm().is_open()) engine->add_clause(known_keys_only, {space.usual_resource()});
  static_cast<void>(encoding_of(policy));
  encode_requests();
}

PolicyEncoding& Prover::State::encoding_of(const Document& document) {
  if (const auto found = policies.find(&document); found != policies.end()) return found->second;
  for (const Statement& statement : document.statements) note_inexpressible(statement.conditions);
  PolicyEncoding& encoding =
      policies.try_emplace(&document, document, vocabulary, space, *engine).first->second;
  if (space.realm().is_open()) tie_caller_account(document, space, *engine);
  return encoding;
}

void Prover::State::assert_constraints(const Clauses& clauses) {
  for (const auto& clause : clauses) {
    std::vector<std::pair<AtomId, bool>> name;
    for (const Literal& literal : clause) name.emplace_back(literal.atom, literal.positive);
    if (asserted_constraints.insert(name).second) engine->add_clause(kAlwaysOn, clause);
  }
}

/// Which requests there are: constraints for the keys mentioned by now, and keys that no request
/// is known to have, which are absent under the certain reading.
void Prover::State::encode_requests() {
  const bool new_keys = encoded_keys != space.keys().size();
  if (new_keys) assert_constraints(encode_constraints(space, limits.ignored_constraints));
  encoded_keys = space.keys().size();
  if (encoded_tests != space.atoms().size()) {
    assert_constraints(encode_correlations(space, limits.ignored_constraints));
    encoded_tests = space.atoms().size();
  }
  if (!new_keys) return;
  for (const auto& [key, view] : space.keys()) {
    if (view.known || !known_absent.insert(key).second) continue;
    std::vector<Literal> clause = {space.absent(view)};
    if (!view.service.empty()) clause.push_back(space.action_of_service(view.service));
    engine->add_clause(known_keys_only, clause);
  }
}

/// What has no languages: true or false, as the core likes, under the possible reading.
void Prover::State::note_inexpressible(const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    if (is_expressible(condition)) continue;
    inexpressible.push_back("condition " + condition.operator_text + " " + condition.key_text.text +
                            " is beyond what can be reasoned about");
  }
}

Conjunction Prover::State::encode_class(const RequestClass& wanted, Reading reading) {
  Conjunction result;
  CallerKinds kinds = 0;
  for (CallerKind kind : kKinds) {
    if (std::find(wanted.callers.begin(), wanted.callers.end(), kind) != wanted.callers.end()) {
      kinds |= kinds_of({kind});
    }
  }
  if (kinds != kAllCallers) {
    result.add(space.caller_of(kinds));
  }
  if (!space.realm().is_open()) {
    std::vector<std::string> known;
    for (const std::string& action : actions) {
      if (std::find(wanted.actions.begin(), wanted.actions.end(), action) != wanted.actions.end()) {
        known.push_back(action);
      }
    }
    if (known.size() < actions.size()) result.add(space.action_in(known));
  } else if (wanted.covered) {
    result.add(space.action_covered(*wanted.covered, reading));
  }
  for (const Condition& condition : wanted.conditions) {
    result.add(encode(condition, reading, space));
  }
  return result;
}

const Prover::State::Compiled& Prover::State::compile(const Question& question,
                                                      const std::string& text) {
  if (const auto found = compiled.find(text); found != compiled.end()) return found->second;
  if (compiled.size() >= kMostQuestions) open();
  std::vector<Conjunction> surely;
  std::vector<Conjunction> possibly;
  for (const RequestClass& wanted : question.classes) {
    note_inexpressible(wanted.conditions);
    surely.push_back(encode_class(wanted, Reading::certain));
    possibly.push_back(encode_class(wanted, Reading::possible));
  }
  Compiled result;
  result.differs = !(surely == possibly);
  result.in_class.fill(engine->new_switch());
  result.each = engine->add_choice(result.in_class[0], surely);
  if (result.differs) {
    result.in_class[1] = engine->new_switch();
    engine->add_choice(result.in_class[1], possibly);
  }
  return compiled.emplace(text, result).first->second;
}

void Prover::State::seed(const Question& question, const std::string& text) {
  std::vector<std::string> strangers = question.stranger_accounts;
  if (strangers.empty()) strangers.emplace_back("999988887777");
  if (strangers.size() > 4) strangers.resize(4);
  std::string accounts;
  for (const std::string& account : strangers) accounts += account + ",";
  if (seeded.size() > kMostQuestions) seeded.clear();
  if (seeded.insert(accounts).second) add_seeds(policy, strangers, space);
  if (!seeded.insert(accounts + text).second) return;
  for (const Document* other : others_of(question)) add_seeds(*other, strangers, space);
  for (const RequestClass& wanted : question.classes) {
    for (const Condition& condition : wanted.conditions) add_seeds(condition, strangers, space);
  }
}

bool Prover::State::readings_differ(const Question& question, const Compiled& classes) {
  const auto others = others_of(question);
  return classes.differs || !known_absent.empty() || space.realm().is_open() ||
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

std::vector<std::size_t> Prover::State::decisive_statements(const Question& question,
                                                            const Request& request,
                                                            Truth least) const {
  const Effect effect = question.offender == Offender::refused ? Effect::deny : Effect::allow;
  std::vector<std::size_t> statements;
  const std::vector<Truth> how = applying(policy, request);
  for (std::size_t i = 0; i < how.size(); ++i) {
    const Statement& statement = policy.statements[i];
    if (statement.effect == effect && how[i] >= least) statements.push_back(statement.index);
  }
  return statements;
}

bool Prover::State::is_certain(const Question& question, const Request& request) const {
  for (const auto& [key, view] : space.keys()) {
    if (view.known || value_of(request, key) == nullptr) continue;
    if (view.service.empty() || !is_to(request, view.service)) return false;
  }
  if (space.realm().is_open() && !is_usual_resource(request)) return false;
  return replay(policy, vocabulary, question, request) == Replay{Truth::yes, Truth::yes};
}

std::string Prover::State::disagreement(const Question& question, const Request& request) const {
  const Replay found = replay(policy, vocabulary, question, request);
  return "the prover found " + to_json(request) +
         ", but by the authorizer it offends: " + std::string(name_of(found.offends)) +
         ", and is of the class asked about: " + std::string(name_of(found.in_class));
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

Request Prover::State::readable(const Question& question, const Request& request,
                                const Replay& as) {
  if (!question.readable) return request;
  return made_readable(request, policy, vocabulary, question, as, space);
}

Answer Prover::State::violated(const Question& question, const Compiled& classes, Request request) {
  if (auto earlier = in_earlier_class(question, classes, request)) request = std::move(*earlier);
  Answer answer;
  answer.verdict = Verdict::violated;
  answer.witness = readable(question, request, {Truth::yes, Truth::yes});
  answer.statements = decisive_statements(question, *answer.witness, Truth::yes);
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
  answer.witness = readable(question, request, found);
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
  const std::string text = text_of(question);
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
      const Request request = decode(maybe.values, space);
      if (is_certain(question, request)) return violated(question, classes, request);
    }
  }
  const Engine::Solution surely = solve(question, classes, Reading::certain);
  if (surely.result == Result::found) {
    const Request request = decode(surely.values, space);
    if (is_certain(question, request)) return violated(question, classes, request);
    answer.internal_error = disagreement(question, request);
    return answer;
  }
  if (two_readings) return undecided(question, maybe, surely.limit);
  if (surely.result == Result::gave_up) return undecided(question, surely, {});
  answer.verdict = Verdict::holds;
  return answer;
}

Prover::Prover(const Document& policy, std::string queue_arn, const Vocabulary& vocabulary,
               ProverLimits limits)
    : Prover(policy, realm_of_queue(queue_arn), vocabulary, std::move(limits)) {}
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
