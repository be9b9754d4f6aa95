#include "policy/smtlib/correlations.h"

#include <algorithm>

#include "policy/smtlib/regular.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {
namespace {

const KeyTerms* find(Requests& requests, const std::string& key) {
  const auto found = requests.keys().find(key);
  return found == requests.keys().end() ? nullptr : &found->second;
}

Term account_of_queue(Requests& requests) {
  const auto queue = split_arn(requests.queue_arn());
  return requests.script().quoted(queue ? queue->account() : "");
}

/// `say` of each tag that was asked for: whether it is there, and whether its key is listed.
template <class Say>
void for_each_tag(Requests& requests, const Say& say) {
  constexpr std::string_view kPrefix = "aws:requesttag/";
  const KeyTerms* list = find(requests, "aws:tagkeys");
  if (list == nullptr) return;
  for (const auto& [key, terms] : requests.keys()) {
    const bool ascii = std::all_of(key.begin(), key.end(), [](char c) { return (c & 0x80) == 0; });
    if (!key.starts_with(kPrefix) || !ascii) continue;
    std::vector<Term> any;
    for (const Term& element : list->elements) {
      any.push_back(within(element, ignoring_case(requests.script(), key.substr(kPrefix.size()))));
    }
    say(terms.present, all_true({list->present, any_true(any)}));
  }
}

/// Equal terms for what was asked for of two organisations; an id begins the paths in it.
Term one_organization(Requests& requests, const std::string& whose) {
  const auto id = [&](const std::string& one) { return find(requests, "aws:" + one + "orgid"); };
  const auto path = [&](const std::string& one) {
    return find(requests, "aws:" + one + "orgpaths");
  };
  const auto begins = [](const KeyTerms& key, const KeyTerms& longer) {
    return call("str.prefixof", {call("str.++", {key.value, "\"/\""}), longer.elements.front()});
  };
  std::vector<Term> facts;
  const KeyTerms* ids[] = {id(whose), id("resource")};
  const KeyTerms* paths[] = {path(whose), path("resource")};
  if (ids[0] != nullptr && ids[1] != nullptr) facts.push_back(equal(ids[0]->value, ids[1]->value));
  if (paths[0] != nullptr && paths[1] != nullptr) {
    facts.push_back(equal(paths[0]->elements.front(), paths[1]->elements.front()));
  }
  if (ids[0] != nullptr && paths[1] != nullptr) facts.push_back(begins(*ids[0], *paths[1]));
  if (paths[0] != nullptr && ids[1] != nullptr) facts.push_back(begins(*ids[1], *paths[0]));
  return all_true(facts);
}

const KeyTerms* organization(Requests& requests, const std::string& whose) {
  const KeyTerms* id = find(requests, "aws:" + whose + "orgid");
  return id != nullptr ? id : find(requests, "aws:" + whose + "orgpaths");
}

}  // namespace

void require_key_of_tag(Requests& requests, const ActionTerm& /*action*/) {
  for_each_tag(requests, [&](const Term& present, const Term& listed) {
    requests.script().require(implied(present, listed));
  });
}

void require_tag_of_key(Requests& requests, const ActionTerm& action) {
  const Term sets_tags = action.where(
      [](const VocabularyAction& one) { return one.tags == RequestTags::keys_and_values; });
  for_each_tag(requests, [&](const Term& present, const Term& listed) {
    requests.script().require(implied(all_true({sets_tags, listed}), present));
  });
}

/// A rule's targets are of its Region. EventBridge/eb-targets
void require_region_of_rule(Requests& requests, const ActionTerm& /*action*/) {
  const KeyTerms* arn = find(requests, "aws:sourcearn");
  const auto queue = split_arn(requests.queue_arn());
  if (arn == nullptr || !queue) return;
  Script& script = requests.script();
  const auto& parts = script.arn_parts(arn->value);
  const Term rule = all_true(
      {arn->present, equal(parts[2], "\"events\""), call("str.prefixof", {"\"rule/\"", parts[5]})});
  script.require(implied(rule, equal(parts[3], script.quoted(queue->region()))));
}

void require_issue_before_now(Requests& requests, const ActionTerm& /*action*/) {
  const KeyTerms* issued = find(requests, "aws:tokenissuetime");
  if (issued == nullptr) return;
  if (const KeyTerms* now = find(requests, "aws:currenttime")) {
    requests.script().require(implied(issued->present, call("<=", {issued->value, now->value})));
  } else if (const KeyTerms* second = find(requests, "aws:epochtime")) {
    const Term next = call("*", {"1000000000", call("+", {second->value, "1"})});
    requests.script().require(implied(issued->present, call("<", {issued->value, next})));
  }
}

void require_organization_of_caller(Requests& requests, const ActionTerm& /*action*/) {
  const KeyTerms* own = organization(requests, "resource");
  const KeyTerms* theirs = organization(requests, "principal");
  if (own == nullptr || theirs == nullptr || requests.caller().is_iam() == kFalse) return;
  const Term same = all_true(
      {requests.caller().is_iam(), equal(requests.caller().account(), account_of_queue(requests))});
  requests.script().require(implied(same, equal(own->present, theirs->present)));
  requests.script().require(
      implied(all_true({same, own->present}), one_organization(requests, "principal")));
}

/// The account is told, or stands in the ARN.
void require_organization_of_source(Requests& requests, const ActionTerm& /*action*/) {
  const KeyTerms* own = organization(requests, "resource");
  const KeyTerms* theirs = organization(requests, "source");
  if (own == nullptr || theirs == nullptr) return;
  std::vector<Term> same;
  if (const KeyTerms* told = find(requests, "aws:sourceaccount")) {
    same.push_back(all_true({told->present, equal(told->value, account_of_queue(requests))}));
  }
  if (const KeyTerms* arn = find(requests, "aws:sourcearn")) {
    const Term& in_arn = requests.script().arn_parts(arn->value)[4];
    same.push_back(all_true({arn->present, equal(in_arn, account_of_queue(requests))}));
  }
  if (same.empty()) return;
  requests.script().require(
      implied(all_true({any_true(same), theirs->present}),
              all_true({own->present, one_organization(requests, "source")})));
}

}  // namespace sqsproof::policy::smtlib
