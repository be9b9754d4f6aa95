#include "policy/smtlib/caller.h"

#include "policy/smtlib/regular.h"

namespace sqsproof::policy::smtlib {
namespace {

Term literal(std::string_view text) { return "\"" + std::string(text) + "\""; }
Term literal_word(std::string_view text) { return word(literal(text)); }

Term name() { return at_least_one(name_character()); }
Term long_name() { return sequence({name_character(), name()}); }
/// Paths are printable ASCII; the ARN of a caller has no wildcards.
Term path() { return any_number(one_of_ranges("!)+>@~")); }
Term path_and_name() { return either({name(), sequence({path(), literal_word("/"), name()})}); }

Term id_after(std::string_view prefix) {
  return sequence({literal_word(prefix), at_least_one(one_of_ranges("AZ09"))});
}

Term service_name() {
  const Term dot_com = literal_word(".amazonaws.com");
  return sequence({one_of_ranges("az09"), any_number(one_of_ranges("az09--..")),
                   either({dot_com, sequence({dot_com, literal_word(".cn")})})});
}

}  // namespace

CallerTerms::CallerTerms(Script& script, std::string partition, const std::set<CallerKind>& kinds)
    : script_(script), partition_(std::move(partition)) {
  std::vector<Term> all;
  for (const CallerKind kind : kinds) {
    kinds_[kind] = kinds.size() == 1
                       ? kTrue
                       : script.declare("caller is " + std::string(name_of(kind)), "Bool");
    for (const Term& other : all) script.require(opposite(all_true({other, kinds_[kind]})));
    all.push_back(kinds_[kind]);
  }
  script.require(any_true(all));
}

Term CallerTerms::is(CallerKind kind) const {
  const auto found = kinds_.find(kind);
  return found == kinds_.end() ? kFalse : found->second;
}

Term CallerTerms::is_one_of(const std::set<CallerKind>& kinds) const {
  std::vector<Term> terms;
  bool all = true;
  for (const auto& [kind, term] : kinds_) {
    if (kinds.contains(kind)) terms.push_back(term);
    all = all && kinds.contains(kind);
  }
  return all ? kTrue : any_true(terms);
}

Term CallerTerms::is_iam() const {
  return is_one_of(
      {CallerKind::root, CallerKind::user, CallerKind::federated_user, CallerKind::role});
}

Term CallerTerms::is_of(Whose whose) {
  switch (whose) {
    case Whose::everyone:
      return kTrue;
    case Whose::iam_callers:
      return is_iam();
    case Whose::services:
      return is(CallerKind::service);
    case Whose::topics:
      if (is(CallerKind::service) == kFalse) return kFalse;
      return all_true(
          {is(CallerKind::service), call("str.prefixof", {literal(kTopicService), service()})});
  }
  return kTrue;
}

void CallerTerms::require(CallerKind kind, const Term& fact) {
  script_.require(implied(is(kind), fact));
}

const Term& CallerTerms::account() {
  if (!account_.empty()) return account_;
  account_ = script_.declare("caller's account", "String");
  script_.require(implied(is_iam(), within(account_, account_shape())));
  return account_;
}

const Term& CallerTerms::tail() {
  if (!tail_.empty()) return tail_;
  tail_ = script_.declare("caller's ARN after the account", "String");
  require(CallerKind::root, equal(tail_, literal("root")));
  require(CallerKind::user, within(tail_, sequence({literal_word("user/"), path_and_name()})));
  require(CallerKind::role, within(tail_, sequence({literal_word("role/"), path_and_name()})));
  require(CallerKind::federated_user,
          within(tail_, sequence({literal_word("federated-user/"), long_name()})));
  return tail_;
}

const Term& CallerTerms::arn() {
  if (!arn_.empty()) return arn_;
  const Term& number = account();
  const Term& rest = tail();
  arn_ = script_.declare("caller's ARN", "String");
  const auto built = [&](std::string_view service) {
    return equal(arn_,
                 call("str.++", {literal("arn:" + partition_ + ":" + std::string(service) + "::"),
                                 number, literal(":"), rest}));
  };
  const Term federated = is(CallerKind::federated_user);
  script_.require(implied(all_true({is_iam(), opposite(federated)}), built("iam")));
  script_.require(implied(federated, built("sts")));
  script_.know_arn(
      arn_, {literal("arn"), literal(partition_), chosen(federated, literal("sts"), literal("iam")),
             literal(""), number, rest});
  return arn_;
}

const Term& CallerTerms::user_id() {
  if (!user_id_.empty()) return user_id_;
  user_id_ = script_.declare("caller's user id", "String");
  require(CallerKind::anonymous, equal(user_id_, literal("anonymous")));
  if (is(CallerKind::root) != kFalse) require(CallerKind::root, equal(user_id_, account()));
  require(CallerKind::user, within(user_id_, id_after("AIDA")));
  require(CallerKind::role,
          within(user_id_, sequence({id_after("AROA"), literal_word(":"), long_name()})));
  if (is(CallerKind::federated_user) == kFalse) return user_id_;
  const Term federated = script_.declare("federated user's name", "String");
  require(CallerKind::federated_user,
          all_true({equal(tail(), call("str.++", {literal("federated-user/"), federated})),
                    equal(user_id_, call("str.++", {account(), literal(":"), federated}))}));
  return user_id_;
}

const Term& CallerTerms::user_name() {
  if (!user_name_.empty()) return user_name_;
  user_name_ = script_.declare("user's name", "String");
  const Term user_path = script_.declare("user's path", "String");
  const Term ends_with_slash = either({literal_word(""), sequence({path(), literal_word("/")})});
  require(CallerKind::user,
          all_true({equal(tail(), call("str.++", {literal("user/"), user_path, user_name_})),
                    within(user_path, ends_with_slash), within(user_name_, name())}));
  return user_name_;
}

const Term& CallerTerms::service() {
  if (!service_.empty()) return service_;
  service_ = script_.declare("caller's service", "String");
  require(CallerKind::service, within(service_, service_name()));
  return service_;
}

}  // namespace sqsproof::policy::smtlib
