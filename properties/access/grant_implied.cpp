#include "properties/access/grant_implied.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/symbolic/realm.h"
#include "properties/access/grant_prover.h"
#include "properties/access/statements/variants.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::Document;

/// Keys that classes of callers are made of (caller_classes.h), and what follows from them.
bool tells_callers_apart(const Condition& condition) {
  return condition.key.starts_with("aws:principal") || condition.key.starts_with("aws:source") ||
         condition.key == "aws:userid" || condition.key == "aws:username";
}

class Implied {
 public:
  Implied(const Subject& subject, const GrantSearch& search, const policy::ProverLimits& limits,
          Grants& grants)
      : subject_(subject), search_(search), limits_(limits), grants_(grants) {}

  void drop_from(Grant& grant) {
    for (std::size_t i = grant.only_if.size(); i-- > 0;) {
      if (!tells_callers_apart(grant.only_if[i]) || !is_implied(grant, i)) continue;
      grant.only_if.erase(grant.only_if.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

 private:
  [[nodiscard]] Document with(std::vector<Condition> conditions) const {
    policy::Statement statement = allow_everyone();
    statement.conditions = std::move(conditions);
    return with_statements(*subject_.policy, {std::move(statement)});
  }

  [[nodiscard]] policy::Realm realm() const {
    return subject_.policy->kind == policy::PolicyKind::queue
               ? policy::realm_of_queue(subject_.queue_arn, *subject_.policy)
               : policy::realm_of(*subject_.policy, search_.baseline, subject_.partition);
  }

  bool is_implied(const Grant& grant, std::size_t index) {
    std::vector<Condition> others = grant.only_if;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
    const Document without = with(std::move(others));
    const Document whole = with(grant.only_if);
    policy::Question question{grant.who.requests, {}};
    if (subject_.policy->kind == policy::PolicyKind::queue) {
      for (policy::RequestClass& one : question.classes) one.actions = grant.actions;
    }
    question.baseline = &whole;
    question.readable = false;
    policy::Prover prover(without, realm(), *subject_.vocabulary, limits_);
    const policy::Answer answer = prover.ask(question);
    ++grants_.questions;
    if (!answer.internal_error.empty()) grants_.internal_errors.push_back(answer.internal_error);
    note(grant, index, without, question, answer);
    return answer.verdict == policy::Verdict::holds;
  }

  void note(const Grant& grant, std::size_t index, const Document& without,
            const policy::Question& question, const policy::Answer& answer) const {
    if (!search_.observer) return;
    Subject about = subject_;
    about.policy = &without;
    search_.observer({"implied " + grant.who.words,
                      fmt::format("without the condition {}", words_of(grant.only_if[index])),
                      about, question, answer, realm()});
  }

  const Subject& subject_;
  const GrantSearch& search_;
  const policy::ProverLimits& limits_;
  Grants& grants_;
};

}  // namespace

void drop_implied_conditions(const Subject& subject, const GrantSearch& search,
                             const policy::ProverLimits& limits, Grants& grants) {
  Implied implied(subject, search, limits, grants);
  for (Grant& grant : grants.grants) implied.drop_from(grant);
}

}  // namespace sqsproof::properties
