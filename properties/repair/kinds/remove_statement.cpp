// Removes a statement. A policy has at least one, so the only one denies what it allowed instead,
// when it names nobody whom a Deny may not hit: a Deny wins over the caller's own policies.
// IAM/reference_policies_evaluation-logic_policy-eval-denyallow
#include <algorithm>

#include "properties/repair/kinds/kinds.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

std::vector<Candidate> candidates(const Scene& scene) {
  const JsonEdit edit = scene.edit();
  if (scene.subject.policy->statements.size() > 1) {
    return {{"remove " + words_of(scene.statement),
             edit.remove_items(scene.statements, {scene.statement.index})}};
  }
  const policy::Principals& principals = scene.statement.principals;
  const bool only_outsiders =
      !principals.negated && std::all_of(principals.entries.begin(), principals.entries.end(),
                                         [&](const policy::PrincipalEntry& entry) {
                                           return scene.subject.outsiders().contains(entry.account);
                                         });
  const policy::JsonValue* effect = policy::member_of(scene.json, "Effect");
  if (!only_outsiders || effect == nullptr) return {};
  return {{"deny instead of allow in " + words_of(scene.statement),
           {{effect->place, json_string("Deny")}}}};
}

}  // namespace

const RepairKind kRemoveStatement = {"remove-statement", "the policy without the statement",
                                     Reach::removes, candidates};

}  // namespace sqsproof::properties
