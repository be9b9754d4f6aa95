#include "policy/smtlib/open_realm.h"

#include "policy/decide/match.h"
#include "policy/smtlib/regular.h"
#include "policy/support/words.h"
#include "policy/values/glob.h"

namespace sqsproof::policy::smtlib {
namespace {

constexpr std::string_view kLowerDigitHyphen = "az09--";

/// One action of an Action element. The service has no wildcards, and case does not matter.
Term is_listed(std::string_view pattern, const Term& service, const Term& name, Script& script) {
  if (pattern == "*") return kTrue;
  const std::size_t colon = pattern.find(':');
  if (colon == std::string_view::npos) return kFalse;
  return all_true({equal(service, script.quoted(to_lower(pattern.substr(0, colon)))),
                   is_like(name, to_lower(pattern.substr(colon + 1)), script)});
}

}  // namespace

OpenTerms::OpenTerms(Script& script, const Realm& realm) : realm_(realm) {
  action_service_ = script.declare("action's service", "String");
  action_name_ = script.declare("action's name, in lower case", "String");
  script.require(within(action_service_, at_least_one(one_of_ranges(kLowerDigitHyphen))));
  script.require(within(action_name_, at_least_one(one_of_ranges("az09--__"))));
  is_arn_ = realm.kind == PolicyKind::identity
                ? script.declare("about a resource in particular", "Bool")
                : kTrue;
  declare_resource(script);
}

/// Some ARNs have a word in the account's place, such as `aws`, or nothing at all.
void OpenTerms::declare_resource(Script& script) {
  service_ = script.declare("resource's service", "String");
  region_ = script.declare("resource's region", "String");
  owned_ = script.declare("resource's ARN has an account", "Bool");
  account_ = script.declare("resource's account", "String");
  name_ = script.declare("resource's name", "String");
  script.require(within(service_, at_least_one(one_of_ranges(kLowerDigitHyphen))));
  script.require(within(region_, any_number(one_of_ranges(kLowerDigitHyphen))));
  script.require(chosen(owned_, within(account_, account_shape()),
                        within(account_, any_number(one_of_ranges("az--")))));
  script.require(opposite(equal(name_, "\"\"")));
  script.require(implied(always_owned(), all_true({owned_, opposite(equal(region_, "\"\""))})));
}

/// Queues, topics and keys: of a region and an account, which requests to them say. SQS, SNS and
/// KMS in the Service Authorization Reference
Term OpenTerms::always_owned() const {
  std::vector<Term> any;
  for (const std::string_view one : {"sqs", "sns", "kms"}) {
    any.push_back(equal(service_, "\"" + std::string(one) + "\""));
  }
  return any_true(any);
}

Term OpenTerms::is_to(std::string_view service) const {
  return equal(action_service_, "\"" + std::string(service) + "\"");
}

Claim OpenTerms::covers(const Patterns& actions, Script& script) const {
  if (actions.entries.empty()) return claim(nothing_listed(actions.negated));
  std::vector<Term> any;
  for (const Text& action : actions.entries) {
    any.push_back(is_listed(action.text, action_service_, action_name_, script));
  }
  const Term listed = any_true(any);
  return claim(actions.negated ? opposite(listed) : listed);
}

/// The service may compare these parts without regard to case, and all of a request's are in lower
/// case. A wildcard for the service is not permitted, its effect unknown.
Claim OpenTerms::heads(std::size_t part, std::string_view pattern, Script& script) const {
  constexpr std::size_t kService = 2;
  const Term parts[] = {"\"arn\"", script.quoted(realm_.partition), service_, region_, account_};
  if (part < kService) {
    const std::string_view text = part == 0 ? std::string_view("arn") : realm_.partition;
    return {glob_matches(text, pattern) ? kTrue : kFalse,
            glob_matches_ignoring_case(text, pattern) ? kTrue : kFalse};
  }
  Claim result = {is_like(parts[part], pattern, script),
                  is_like(parts[part], to_lower(pattern), script)};
  if (part == kService && has_wildcard(pattern)) result.surely = kFalse;
  return result;
}

Term OpenTerms::arn(Script& script) const {
  return call("str.++", {script.quoted("arn:" + realm_.partition + ":"), service_, "\":\"", region_,
                         "\":\"", account_, "\":\"", name_});
}

/// AWS's page on the key names a few actions that do not send it.
OpenTerms::Key OpenTerms::account_key(bool usual, Script& script) const {
  const Key key = {script.declare("has aws:ResourceAccount", "Bool"),
                   script.declare("aws:ResourceAccount", "String")};
  script.require(implied(key.present, within(key.value, account_shape())));
  script.require(implied(all_true({key.present, is_arn_, owned_}), equal(key.value, account_)));
  script.require(implied(all_true({is_arn_, usual ? kTrue : always_owned()}), key.present));
  return key;
}

OpenTerms::Key OpenTerms::region_key(bool usual, Script& script) const {
  const Key key = {kTrue, script.declare("aws:RequestedRegion", "String")};
  script.require(within(key.value, at_least_one(one_of_ranges(kLowerDigitHyphen))));
  const Term has_region = all_true({is_arn_, opposite(equal(region_, "\"\""))});
  if (usual) script.require(implied(has_region, equal(key.value, region_)));
  return key;
}

}  // namespace sqsproof::policy::smtlib
