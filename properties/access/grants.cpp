#include "properties/access/grants.h"

#include <fmt/format.h>
#include <iterator>

#include "policy/support/words.h"
#include "properties/access/grant_cover.h"
#include "properties/access/grant_gaps.h"
#include "properties/access/grant_implied.h"
#include "properties/access/grant_merge.h"
#include "properties/access/open_grants.h"

namespace sqsproof::properties {
namespace {

/// Only actions that cross accounts can be granted outside of the queue's own.
std::vector<std::string> actions_for(const CallerClass& who, const Subject& subject,
                                     const GrantSearch& search) {
  const bool own =
      who.kind == CallerClass::Kind::account || who.kind == CallerClass::Kind::principal;
  std::vector<std::string> actions;
  for (const auto& action : subject.vocabulary->actions) {
    const bool asked =
        search.action.empty() || policy::equal_ignoring_case(search.action, action.name);
    if (!asked || !action.on_a_queue) continue;
    if (action.crosses_accounts || (own && who.inside)) actions.push_back(action.name);
  }
  return actions;
}

}  // namespace

std::string Grant::conditions() const {
  std::vector<std::string> words;
  for (const policy::Condition& one : only_if) words.push_back(words_of(one));
  return policy::join(words, " and ");
}

namespace {

Grants find_queue_grants(const Subject& subject, const GrantSearch& search,
                         const policy::ProverLimits& limits) {
  Grants result;
  GrantGaps gaps;
  GrantProver prover(subject, search, limits, result);
  std::vector<CallerClass> asked = caller_classes(subject);
  if (search.outside_only) std::erase_if(asked, [](const auto& who) { return who.inside; });
  for (const CallerClass& who : asked) {
    const std::vector<std::string> actions = actions_for(who, subject, search);
    if (actions.empty()) continue;
    Cover cover = cover_of(who, actions, prover);
    result.grants.insert(result.grants.end(), std::make_move_iterator(cover.grants.begin()),
                         std::make_move_iterator(cover.grants.end()));
    if (cover.gap.empty()) continue;
    gaps.add(who.words, cover.gap);
    result.not_proved_outside = result.not_proved_outside || !who.inside;
  }
  result.not_proved = gaps.words();
  result.grants = with_wider_callers(std::move(result.grants), asked, &prover);
  return result;
}

}  // namespace

Grants find_grants(const Subject& subject, const GrantSearch& search,
                   const policy::ProverLimits& limits) {
  Grants result = subject.policy->kind == policy::PolicyKind::queue
                      ? find_queue_grants(subject, search, limits)
                      : find_open_grants(subject, search, limits);
  drop_implied_conditions(subject, search, limits, result);
  return result;
}

std::string words_of(const Grant& grant) {
  const std::string conditions = grant.conditions();
  return fmt::format(
      "{}{}: {}{}{}{}{}", grant.verdict == policy::Verdict::unknown ? "perhaps " : "",
      grant.who.words, policy::join(grant.actions, ", "), grant.resources.empty() ? "" : " on ",
      policy::join(grant.resources, ", "), conditions.empty() ? "" : " if ", conditions);
}

}  // namespace sqsproof::properties
