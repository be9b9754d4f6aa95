#include "policy/prover/prover_state.h"

#include <algorithm>

#include "policy/prover/caller_account.h"
#include "policy/prover/class_encoding.h"
#include "policy/prover/size.h"
#include "policy/symbolic/seeds.h"

namespace sqsproof::policy {
namespace {

/// Measured: one of Z3's resource units takes less than 1 us.
constexpr std::size_t kResourcesPerMillisecond = 2'000;
constexpr std::size_t kWatchesPerMillisecond = 20'000;

std::unique_ptr<Core> open_core(EngineName engine, unsigned resources, std::size_t work) {
  switch (engine) {
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

}  // namespace

OpenCore Prover::State::core_opener() const {
  const auto resources = static_cast<unsigned>(milliseconds() * kResourcesPerMillisecond);
  const std::size_t work = milliseconds() * kWatchesPerMillisecond;
  return [engine = limits.engine, resources, work] { return open_core(engine, resources, work); };
}

/// What `holds` hangs on is Z3's, so it is not remembered but where one answer of Z3 is enough.
/// Prover and core that work alone are there to be compared, and remember nothing.
Proposals::Memory Prover::State::memory() const {
  using Memory = Proposals::Memory;
  if (limits.flaw != Flaw::none) return Memory::nothing;
  if (limits.engine == EngineName::fast) return Memory::everything;
  return limits.engine == EngineName::z3 ? Memory::models : Memory::nothing;
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
  said_constraints = {};
  some_key_is_unknown = false;
  encoded_keys = 0;
  encoded_tests = 0;
  policies.clear();
  comes_out_alike = kAlwaysOn;
  encoded_alike.clear();
  relations.reset();
  engine.reset();
  refusal = too_large_to_reason(policy);
  if (!refusal.empty()) return;
  const OpenCore open_core = core_opener();
  if (limits.engine == EngineName::z3_alone && !open_core()) {
    refusal = "the solver could not be started";
    return;
  }
  engine = std::make_unique<Engine>(
      space, Proposals(open_core, space.essential(), memory(), milliseconds()));
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
      policies.try_emplace(&document, document, space, *engine).first->second;
  if (space.realm().is_open()) tie_caller_account(document, space, *engine);
  return encoding;
}

void Prover::State::assert_constraints(const Clauses& clauses) {
  for (const auto& clause : clauses) {
    if (asserted_constraints.add(clause)) engine->add_clause(kAlwaysOn, clause);
  }
}

/// Which requests there are: constraints for the keys mentioned by now, and keys that no request
/// is known to have, which are absent under the certain reading.
void Prover::State::encode_requests() {
  const bool new_keys = encoded_keys != space.views().size();
  if (new_keys) {
    assert_constraints(encode_constraints(space, limits.ignored_constraints, said_constraints));
  }
  if (encoded_tests != space.atoms().size()) {
    assert_constraints(encode_correlations(space, limits.ignored_constraints, said_constraints));
    encoded_tests = space.atoms().size();
  }
  if (new_keys) assert_unknown_keys();
}

void Prover::State::assert_unknown_keys() {
  std::vector<const KeyView*> unknown;
  for (; encoded_keys < space.views().size(); ++encoded_keys) {
    const KeyView* view = space.views()[encoded_keys];
    if (!view->known) unknown.push_back(view);
  }
  std::sort(unknown.begin(), unknown.end(),
            [](const KeyView* a, const KeyView* b) { return a->key < b->key; });
  for (const KeyView* view : unknown) {
    std::vector<Literal> clause = {space.absent(*view)};
    if (!view->service.empty()) clause.push_back(space.action_of_service(view->service));
    engine->add_clause(known_keys_only, clause);
    some_key_is_unknown = true;
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

Prover::State::Compiled& Prover::State::compile(const Question& question, const std::string& text) {
  if (const auto found = compiled.find(text); found != compiled.end()) return found->second;
  if (compiled.size() >= kMostQuestions) open();
  std::vector<Conjunction> surely;
  std::vector<Conjunction> possibly;
  for (const RequestClass& wanted : question.classes) {
    note_inexpressible(wanted.conditions);
    const bool only = question.classes.size() == 1;
    auto [certain, possible] = encode_class(wanted, only ? text : text_of(wanted, space), space);
    surely.push_back(std::move(certain));
    possibly.push_back(std::move(possible));
  }
  Compiled result;
  result.differs = !(surely == possibly);
  result.in_class.fill(engine->new_switch());
  result.each = engine->add_choice(result.in_class[0], surely);
  if (result.differs) {
    result.in_class[1] = engine->new_switch();
    engine->add_choice(result.in_class[1], possibly);
  }
  return compiled.emplace(text, std::move(result)).first->second;
}

/// Samples for the question, once for the same strangers.
void Prover::State::seed(const Question& question, Compiled& classes) {
  constexpr std::size_t kMostStrangers = 4;
  constexpr std::size_t kMostSeeded = 16;
  std::vector<std::string> few;
  if (question.stranger_accounts.empty()) few = {"999988887777"};
  if (question.stranger_accounts.size() > kMostStrangers) {
    few.assign(question.stranger_accounts.begin(),
               question.stranger_accounts.begin() + kMostStrangers);
  }
  const std::vector<std::string>& strangers = few.empty() ? question.stranger_accounts : few;
  std::string accounts;
  for (const std::string& account : strangers) (accounts += account) += ',';
  std::vector<std::string>& done = classes.seeded;
  if (std::find(done.begin(), done.end(), accounts) != done.end()) return;
  if (done.size() >= kMostSeeded) done.clear();
  done.push_back(accounts);
  if (seeded.size() > kMostQuestions) seeded.clear();
  if (seeded.insert(std::move(accounts)).second) add_seeds(policy, strangers, space);
  for (const Document* other : others_of(question)) add_seeds(*other, strangers, space);
  for (const RequestClass& wanted : question.classes) {
    for (const Condition& condition : wanted.conditions) add_seeds(condition, strangers, space);
  }
}

}  // namespace sqsproof::policy
