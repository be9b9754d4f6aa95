// Random questions about policies of resources and identities, and what the prover says.
#pragma once

#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "tests/policy/random_open.h"

namespace sqsproof::policy {

inline RequestClass anyone() {
  RequestClass all;
  all.callers = {CallerKind::anonymous,      CallerKind::root, CallerKind::user,
                 CallerKind::federated_user, CallerKind::role, CallerKind::service};
  return all;
}

/// A random question about two policies, and the answer of a prover that makes a mistake, or none.
struct Inquiry {
  Document policy;
  Document other;
  Realm realm;
  Question question{{anyone()}, {"999988887777"}};
  Answer answer;

  Inquiry(PolicyKind kind, Words words, Random& random, Flaw flaw)
      : Inquiry(random_open_statements(random, kind, words), kind, words, random, flaw) {}
  Inquiry(const Inquiry&) = delete;  // the question refers to a policy
  Inquiry& operator=(const Inquiry&) = delete;

  void ask(Flaw flaw) {
    ProverLimits limits;
    limits.flaw = flaw;
    answer = Prover(policy, realm, semantics::sqs_vocabulary(), limits).ask(question);
  }

 private:
  /// The other policy is any, or the same with one statement more.
  Inquiry(std::vector<std::string> statements, PolicyKind kind, Words words, Random& random,
          Flaw flaw)
      : policy(open_policy_of(statements, kind)) {
    if (random.chance(40)) statements.clear();
    statements.push_back(random_open_statement(random, kind, words));
    other = open_policy_of(statements, kind);
    realm = realm_of(policy, &other, "aws");
    if (random.chance(70)) question.baseline = &other;
    if (random.chance(20)) question.offender = Offender::refused;
    if (random.chance(30)) question.classes[0].covered = policy.statements[0].actions;
    ask(flaw);
  }
};

}  // namespace sqsproof::policy
