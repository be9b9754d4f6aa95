#include "policy/prover/prover.h"

#include <algorithm>
#include <map>
#include <set>

#include "policy/prover/engine.h"
#include "policy/prover/witness.h"
#include "policy/symbolic/constraints.h"
#include "policy/symbolic/seeds.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

/// Measured: a unit of search work takes 50 to 100 ns, one of Z3's resource units less than 1 us.
constexpr std::size_t kWorkPerMillisecond = 10'000;
constexpr std::size_t kWorkPerNode = 40;  // edges of a product state, about
constexpr std::size_t kResourcesPerMillisecond = 2'000;
/// An engine that was asked so many different things is built anew.
constexpr std::size_t kMostQuestions = 2'000;

constexpr CallerKind kKinds[] = {CallerKind::anonymous,      CallerKind::root, CallerKind::user,
                                 CallerKind::federated_user, CallerKind::role, CallerKind::service};

std::string text_of(const Question& question) {
  std::string text;
  for (const RequestClass& wanted : question.classes) {
    text += "\x1e";
    for (CallerKind kind : wanted.callers) text += static_cast<char>('a' + static_cast<int>(kind));
    for (const std::string& action : wanted.actions) text += "\x1f" + action;
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

struct Prover::State {
  /// The switches of a question under the two readings; the same when nothing tells them apart.
  struct Compiled {
    Switch certain = kAlwaysOn;
    Switch possible = kAlwaysOn;
    bool differs = false;
  };

  const Document& policy;
  const Vocabulary& vocabulary;
  ProverLimits limits;
  Space space;
  std::unique_ptr<Engine> engine;
  std::vector<std::string> actions;
  Switch certain = kAlwaysOn;
  Switch possible = kAlwaysOn;
  bool policy_differs = false;
  std::vector<std::string> inexpressible;
  std::map<std::string, Compiled> compiled;
  std::set<std::vector<std::pair<AtomId, bool>>> asserted_constraints;
  std::set<std::string> known_absent;
  std::vector<std::string> seeded_for;
  bool seeded = false;

  State(const Document& document, const std::string& queue_arn, const Vocabulary& words,
        ProverLimits bounds)
      : policy(document), vocabulary(words), limits(std::move(bounds)), space(queue_arn, words) {
    for (const VocabularyAction& action : vocabulary.actions) actions.push_back(action.name);
    open();
  }

  void open();
  void encode_policy();
  void encode_barrier();
  void encode_requests();
  Conjunction encode_class(const RequestClass& wanted, Reading reading);
  const Compiled& compile(const Question& question);
  void note_inexpressible(const std::vector<Condition>& conditions);
  void seed(const Question& question);
  Engine::Solution solve(Switch reading, Switch question);
  Answer ask(const Question& question);
  Answer violated(const Question& question, const Request& request);
  Answer undecided(const Question& question, const Engine::Solution& solution,
                   const std::string& further_limit);
  [[nodiscard]] bool is_certain(const Question& question, const Request& request) const;
  [[nodiscard]] std::string disagreement(const Question& question, const Request& request) const;
};

void Prover::State::open() {
  compiled.clear();
  asserted_constraints.clear();
  known_absent.clear();
  engine.reset();
  const auto milliseconds = static_cast<std::size_t>(
      std::max<std::int64_t>(1, std::min<std::int64_t>(limits.timeout.count(), 1'000'000)));
  auto core = open_z3_core(static_cast<unsigned>(milliseconds * kResourcesPerMillisecond));
  if (!core) return;
  engine = std::make_unique<Engine>(space, std::move(core));
  certain = engine->new_switch();
  possible = engine->new_switch();
  encode_policy();
  encode_barrier();
  encode_requests();
}

/// Under a reading, some Allow applies and no Deny does. What is uncertain counts against the
/// certain reading: there an Allow must apply surely, and a Deny not even possibly.
void Prover::State::encode_policy() {
  std::vector<Conjunction> surely_allow;
  std::vector<Conjunction> possibly_allow;
  for (const Statement& statement : policy.statements) {
    note_inexpressible(statement.conditions);
    if (!is_expressible(statement.resources)) {
      inexpressible.emplace_back("a variable in Resource is beyond what can be reasoned about");
    }
    const Conjunction surely = encode(statement, Reading::certain, actions, space);
    const Conjunction possibly = encode(statement, Reading::possible, actions, space);
    policy_differs = policy_differs || !(surely == possibly);
    if (statement.effect == Effect::allow) {
      surely_allow.push_back(surely);
      possibly_allow.push_back(possibly);
      continue;
    }
    const auto exclude = [&](Switch on, const Conjunction& deny) {
      if (deny.never) return;
      std::vector<Literal> clause;
      for (const Literal& literal : deny.literals) clause.push_back(negate(literal));
      engine->add_clause(on, clause);
    };
    const bool same = surely == possibly;
    exclude(same ? kAlwaysOn : certain, possibly);
    if (!same) exclude(possible, surely);
  }
  const bool same = surely_allow == possibly_allow;
  engine->add_choice(same ? kAlwaysOn : certain, surely_allow);
  if (!same) engine->add_choice(possible, possibly_allow);
}

/// Some actions are not granted to callers outside the queue's account, whatever a policy says.
/// SQS/sqs-limitations-of-custom-policies
void Prover::State::encode_barrier() {
  std::vector<std::string> crossing;
  for (const VocabularyAction& action : vocabulary.actions) {
    if (action.crosses_accounts) crossing.push_back(action.name);
  }
  const auto queue = split_arn(space.queue_arn());
  const Language own = queue ? space.callers().of_account(queue->account()) : empty_language();
  engine->add_clause(kAlwaysOn, {space.action_in(crossing), space.literal(Space::kCaller, own)});
}

/// Which requests there are: constraints for the keys mentioned by now, and keys that no request
/// is known to have, which are absent under the certain reading.
void Prover::State::encode_requests() {
  for (const auto& clause : encode_constraints(space, limits.ignored_constraints)) {
    std::vector<std::pair<AtomId, bool>> name;
    for (const Literal& literal : clause) name.emplace_back(literal.atom, literal.positive);
    if (asserted_constraints.insert(name).second) engine->add_clause(kAlwaysOn, clause);
  }
  for (const auto& [key, view] : space.keys()) {
    if (view.known || !known_absent.insert(key).second) continue;
    engine->add_clause(certain, {space.literal(view.variable, view.absent)});
    policy_differs = true;
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
    result.add(space.literal(Space::kCaller, space.callers().of_kinds(kinds)));
  }
  std::vector<std::string> known;
  for (const std::string& action : actions) {
    if (std::find(wanted.actions.begin(), wanted.actions.end(), action) != wanted.actions.end()) {
      known.push_back(action);
    }
  }
  if (known.size() < actions.size()) result.add(space.action_in(known));
  for (const Condition& condition : wanted.conditions) {
    result.add(encode(condition, reading, space));
  }
  return result;
}

const Prover::State::Compiled& Prover::State::compile(const Question& question) {
  const std::string text = text_of(question);
  if (const auto found = compiled.find(text); found != compiled.end()) return found->second;
  if (compiled.size() >= kMostQuestions) open();
  std::vector<Conjunction> surely;
  std::vector<Conjunction> possibly;
  const std::size_t keys = space.keys().size();
  for (const RequestClass& wanted : question.classes) {
    note_inexpressible(wanted.conditions);
    surely.push_back(encode_class(wanted, Reading::certain));
    possibly.push_back(encode_class(wanted, Reading::possible));
  }
  if (space.keys().size() > keys) encode_requests();
  Compiled result;
  result.certain = engine->new_switch();
  engine->add_choice(result.certain, surely);
  result.possible = result.certain;
  result.differs = !(surely == possibly);
  if (result.differs) {
    result.possible = engine->new_switch();
    engine->add_choice(result.possible, possibly);
  }
  seeded = false;
  return compiled.emplace(text, result).first->second;
}

void Prover::State::seed(const Question& question) {
  std::vector<std::string> strangers = question.stranger_accounts;
  if (strangers.empty()) strangers.emplace_back("999988887777");
  if (strangers.size() > 4) strangers.resize(4);
  if (seeded && strangers == seeded_for) return;
  add_seeds(policy, strangers, space);
  for (const RequestClass& wanted : question.classes) {
    for (const Condition& condition : wanted.conditions) add_seeds(condition, strangers, space);
  }
  seeded = true;
  seeded_for = strangers;
}

Engine::Solution Prover::State::solve(Switch reading, Switch question) {
  EngineLimits bounds;
  bounds.work = static_cast<std::size_t>(std::max<std::int64_t>(
                    1, std::min<std::int64_t>(limits.timeout.count(), 1'000'000))) *
                kWorkPerMillisecond;
  bounds.search_work = limits.search_nodes * kWorkPerNode;
  return engine->solve({reading, question}, bounds);
}

bool Prover::State::is_certain(const Question& question, const Request& request) const {
  for (const auto& [key, view] : space.keys()) {
    if (!view.known && value_of(request, key) != nullptr) return false;
  }
  return replay(policy, vocabulary, question, request) == Replay{Truth::yes, Truth::yes};
}

std::string Prover::State::disagreement(const Question& question, const Request& request) const {
  const Replay found = replay(policy, vocabulary, question, request);
  return "the prover found " + to_json(request) + ", which the authorizer does not let in (" +
         std::string(name_of(found.let_in)) + "), or which is not in the class asked about (" +
         std::string(name_of(found.in_class)) + ")";
}

Answer Prover::State::violated(const Question& question, const Request& request) {
  Answer answer;
  answer.verdict = Verdict::violated;
  answer.witness = made_readable(request, policy, vocabulary, question, space);
  for (const StatementTrace& trace : authorize(policy, *answer.witness, vocabulary).statements) {
    if (trace.effect == Effect::allow && trace.applies == Truth::yes) {
      answer.statements.push_back(trace.index);
    }
  }
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
  if (solution.result != Engine::Solution::Result::found) return answer;
  const Request request = decode(solution.values, space);
  const Replay found = replay(policy, vocabulary, question, request);
  if (found.let_in == Truth::no || found.in_class == Truth::no) {
    if (inexpressible.empty()) answer.internal_error = disagreement(question, request);
    return answer;
  }
  answer.witness = made_readable(request, policy, vocabulary, question, space);
  for (const StatementTrace& trace : authorize(policy, *answer.witness, vocabulary).statements) {
    if (trace.effect == Effect::allow && trace.applies != Truth::no) {
      answer.statements.push_back(trace.index);
    }
  }
  const auto why = uncertainties(policy, vocabulary, question, *answer.witness, space);
  answer.approximations.insert(answer.approximations.end(), why.begin(), why.end());
  return answer;
}

Answer Prover::State::ask(const Question& question) {
  using Result = Engine::Solution::Result;
  Answer answer;
  if (!engine) {
    answer.approximations = {"the solver could not be started"};
    return answer;
  }
  const Compiled switches = compile(question);
  seed(question);
  Engine::Solution maybe;
  if (policy_differs || switches.differs) {
    maybe = solve(possible, switches.possible);
    if (maybe.result == Result::none) return {Verdict::holds, {}, {}, {}, {}};
    if (maybe.result == Result::found) {
      const Request request = decode(maybe.values, space);
      if (is_certain(question, request)) return violated(question, request);
    }
  }
  const Engine::Solution surely = solve(certain, switches.certain);
  if (surely.result == Result::found) {
    const Request request = decode(surely.values, space);
    if (is_certain(question, request)) return violated(question, request);
    answer.internal_error = disagreement(question, request);
    return answer;
  }
  if (policy_differs || switches.differs) return undecided(question, maybe, surely.limit);
  if (surely.result == Result::none) answer.verdict = Verdict::holds;
  if (surely.result == Result::gave_up) return undecided(question, surely, {});
  return answer;
}

Prover::Prover(const Document& policy, std::string queue_arn, const Vocabulary& vocabulary,
               ProverLimits limits)
    : state_(std::make_unique<State>(policy, queue_arn, vocabulary, std::move(limits))) {}
Prover::~Prover() = default;
Prover::Prover(Prover&&) noexcept = default;
Prover& Prover::operator=(Prover&&) noexcept = default;

Answer Prover::ask(const Question& question) { return state_->ask(question); }

}  // namespace sqsproof::policy
