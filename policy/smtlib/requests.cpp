#include "policy/smtlib/requests.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/smtlib/lines.h"
#include "policy/smtlib/regular.h"
#include "policy/values/arn.h"

namespace sqsproof::policy::smtlib {
namespace {

using Form = KeyTerms::Form;

constexpr std::string_view kLastNanosecond = "253402300799999999999";  // of the year 9999
constexpr std::string_view kLongestCount = "1000000000";

Term between(std::string_view least, const Term& value, std::string_view most) {
  return call("<=", {Term(least), value, Term(most)});
}

}  // namespace

Requests::Requests(Script& script, Realm realm, const std::set<CallerKind>& kinds,
                   std::map<std::string, std::size_t> occurrences, Reading reading)
    : script_(script),
      realm_(std::move(realm)),
      caller_(script, realm_.partition, kinds),
      occurrences_(std::move(occurrences)),
      reading_(reading) {
  if (realm_.is_open()) open_.emplace(script, realm_);
}

const KeyTerms& Requests::key(const std::string& key) {
  if (const auto found = keys_.find(key); found != keys_.end()) return found->second;
  KeyTerms made;
  const UnsureKey* unsure = find_unsure_key(key);
  if (unsure != nullptr && unsure->absence == Absence::open) {
    made.form = Form::unsaid;
    made.present = kFalse;
  } else if (!add_caller_key(key, made) && !add_source_key(key, made) &&
             !add_organization_key(key, made) && !add_resource_key(key, made) &&
             !add_line_key(key, made) && !add_end_of_chain(key, made)) {
    add_own_key(key, made);
  }
  if (made.form == Form::text && is_multivalued_key(key)) {
    made.form = Form::list;
    if (made.elements.empty()) made.elements = {made.value};
  }
  return keys_.emplace(key, std::move(made)).first->second;
}

bool Requests::add_caller_key(const std::string& key, KeyTerms& made) {
  const Term anonymous = caller_.is(CallerKind::anonymous);
  const Term iam = caller_.is_iam();
  if (key == "aws:principalarn") {
    made.present = iam;
    made.value = caller_.arn();
  } else if (key == "aws:principalaccount") {
    made.present = any_true({iam, anonymous});
    made.value = chosen(anonymous, Term("\"anonymous\""), caller_.account());
  } else if (key == "aws:principaltype") {
    made.present = any_true({iam, anonymous});
    made.value = "\"AssumedRole\"";
    for (const auto& [kind, name] :
         {std::pair{CallerKind::anonymous, "Anonymous"}, std::pair{CallerKind::root, "Account"},
          std::pair{CallerKind::user, "User"},
          std::pair{CallerKind::federated_user, "FederatedUser"}}) {
      made.value = chosen(caller_.is(kind), "\"" + std::string(name) + "\"", made.value);
    }
  } else if (key == "aws:principalisawsservice") {
    made.present = opposite(anonymous);
    made.value = chosen(caller_.is(CallerKind::service), Term("\"true\""), Term("\"false\""));
  } else if (key == "aws:principalservicename" || key == "aws:principalservicenameslist") {
    made.present = caller_.is(CallerKind::service);
    made.value = caller_.service();
  } else if (key == "aws:username") {
    made.present = caller_.is(CallerKind::user);
    made.value = caller_.user_name();
  } else if (key == "aws:userid") {
    made.present = any_true({iam, anonymous});
    made.value = caller_.user_id();
  } else {
    return false;
  }
  return true;
}

Term Requests::declare_source_arn() {
  const auto part = [&](std::string_view what) {
    return script_.declare(fmt::format("aws:SourceArn, its {}", what), "String");
  };
  const Term service = part("service");
  const Term region = part("region");
  const Term account = part("account");
  const Term rest = part("rest");
  const Term letters = one_of_ranges("az09--");
  script_.require(within(service, at_least_one(letters)));
  script_.require(within(region, any_number(letters)));
  script_.require(any_true({equal(account, "\"\""), within(account, account_shape())}));
  script_.require(opposite(equal(rest, "\"\"")));
  return script_.define_arn("aws:SourceArn", {"\"arn\"", script_.quoted(caller_.partition()),
                                              service, region, account, rest});
}

/// The account of aws:SourceAccount is that of an ARN with an account; those of S3 buckets have
/// none (IAM/confused-deputy).
bool Requests::add_source_key(const std::string& key, KeyTerms& made) {
  const bool arn = key == "aws:sourcearn";
  if (!arn && key != "aws:sourceaccount") return false;
  made.present = script_.declare(arn ? "has aws:SourceArn" : "has aws:SourceAccount", "Bool");
  if (arn) {
    made.value = declare_source_arn();
  } else {
    made.value = script_.declare("aws:SourceAccount", "String");
    script_.require(implied(made.present, within(made.value, account_shape())));
  }
  const auto other = keys_.find(arn ? "aws:sourceaccount" : "aws:sourcearn");
  if (other == keys_.end()) return true;
  const Term& in_arn = script_.arn_parts(arn ? made.value : other->second.value)[4];
  const Term& account = arn ? other->second.value : made.value;
  script_.require(implied(all_true({made.present, other->second.present}),
                          any_true({equal(in_arn, "\"\""), equal(in_arn, account)})));
  return true;
}

/// The id, and one path that begins with it, come together.
bool Requests::add_organization_key(const std::string& key, KeyTerms& made) {
  for (const std::string whose : {"Principal", "Resource", "Source"}) {
    const std::string lower = whose == "Principal"  ? "aws:principalorg"
                              : whose == "Resource" ? "aws:resourceorg"
                                                    : "aws:sourceorg";
    const bool id = key == lower + "id";
    if (!id && key != lower + "paths") continue;
    const std::string name = "aws:" + whose + "Org";
    const auto other = keys_.find(lower + (id ? "paths" : "id"));
    made.present = other != keys_.end() ? other->second.present
                                        : script_.declare("has " + name + "ID", "Bool");
    made.value = script_.declare(name + (id ? "ID" : "Paths"), "String");
    const Term letters = at_least_one(one_of_ranges("azAZ09--__"));
    const Term own_id = sequence({word("\"o-\""), letters});
    const Term slash = word("\"/\"");
    const Term root = sequence({own_id, word("\"/r-\""), letters, slash});
    const Term path = either({root, sequence({root, anything(), slash})});
    script_.require(implied(made.present, within(made.value, id ? own_id : path)));
    if (other == keys_.end()) return true;
    const Term& id_value = id ? made.value : other->second.value;
    const Term& path_value = id ? other->second.elements.front() : made.value;
    script_.require(implied(
        made.present, call("str.prefixof", {call("str.++", {id_value, "\"/\""}), path_value})));
    return true;
  }
  return false;
}

/// Keys that follow from the queue, or from a resource that is not known.
bool Requests::add_resource_key(const std::string& key, KeyTerms& made) {
  const bool account = key == "aws:resourceaccount";
  if (!account && key != "aws:requestedregion") return false;
  if (open_) {
    const bool usual = reading_ == Reading::certain;
    const OpenTerms::Key known =
        account ? open_->account_key(usual, script_) : open_->region_key(usual, script_);
    made.present = known.present;
    made.value = known.value;
    return true;
  }
  const auto queue = split_arn(realm_.queue_arn);
  if (!queue) return false;
  made.value = script_.quoted(account ? queue->account() : queue->region());
  return true;
}

const Term& Requests::now() {
  if (!now_.empty()) return now_;
  now_ = script_.declare("now, in nanoseconds", "Int");
  script_.require(between("0", now_, kLastNanosecond));
  return now_;
}

/// Times, counts and addresses. Both names of the current time are always there.
bool Requests::add_line_key(const std::string& key, KeyTerms& made) {
  if (key == "aws:currenttime" || key == "aws:epochtime") {
    made.form = key == "aws:currenttime" ? Form::instant : Form::epoch;
    made.value = key == "aws:currenttime" ? now() : call("div", {now(), "1000000000"});
    return true;
  }
  const auto declared = [&](std::string_view name) {
    made.present = script_.declare(fmt::format("has {}", name), "Bool");
    return name;
  };
  if (key == "aws:tokenissuetime" || key == "aws:multifactorauthage") {
    const bool instant = key == "aws:tokenissuetime";
    made.form = instant ? Form::instant : Form::count;
    made.value =
        script_.declare(declared(instant ? "aws:TokenIssueTime" : "aws:MultiFactorAuthAge"), "Int");
    script_.require(between("0", made.value, instant ? kLastNanosecond : kLongestCount));
  } else if (key == "aws:sourceip") {
    declare_address(script_, declared("aws:SourceIp"), made);
    script_.require(is_public(made));
  } else if (key == "aws:vpcsourceip") {
    declare_address(script_, declared("aws:VpcSourceIp"), made);
    script_.require(is_plain(made));
  } else if (key == "aws:ec2instancesourceprivateipv4") {
    declare_address(script_, declared("aws:Ec2InstanceSourcePrivateIPv4"), made);
    script_.require(opposite(made.is_v6));
  } else {
    return false;
  }
  return true;
}

/// The first and the last one of the services in aws:CalledVia.
bool Requests::add_end_of_chain(const std::string& key, KeyTerms& made) {
  const bool first = key == "aws:calledviafirst";
  if (!first && key != "aws:calledvialast") return false;
  const KeyTerms& chain = this->key("aws:calledvia");
  made.present = chain.present;
  made.value = first ? chain.elements.front() : chain.elements.back();
  made.free_text = true;
  return true;
}

Claim Requests::outcome(const std::string& name, const Claim& test) {
  if (reading_ != Reading::alike || test.surely == test.perhaps) return test;
  const auto [found, fresh] = undocumented_.emplace(name, "");
  Term& somehow = found->second;
  if (fresh)
    somehow = script_.declare(fmt::format("undocumented {}", undocumented_.size()), "Bool");
  script_.require(implied(test.surely, somehow));
  script_.require(implied(somehow, test.perhaps));
  return claim(somehow);
}

}  // namespace sqsproof::policy::smtlib
