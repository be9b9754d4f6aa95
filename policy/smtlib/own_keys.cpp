// Keys that stand alone: what is known of their values.
#include <algorithm>
#include <fmt/format.h>

#include "policy/decide/condition.h"
#include "policy/document/condition_keys.h"
#include "policy/smtlib/regular.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {
namespace {

using Form = KeyTerms::Form;

/// What is known of the value of a key that stands alone.
enum class Value : std::uint8_t { any, name, boolean, id };  // a name is never empty
struct KnownKey {
  std::string_view name;  ///< one that ends with `/` stands for every key of that prefix
  Value value = Value::any;
  std::string_view begins{};
};

/// Keys that requests to queues are known to have; those that follow from the caller, come in
/// pairs, or are no text have functions of their own.
constexpr KnownKey kKnown[] = {
    {"aws:securetransport", Value::boolean},
    {"aws:viaawsservice", Value::boolean},
    {"aws:multifactorauthpresent", Value::boolean},
    {"aws:sourcevpc", Value::id, "vpc-"},
    {"aws:sourcevpce", Value::id, "vpce-"},
    {"aws:vpceorgid", Value::id, "o-"},
    {"aws:ec2instancesourcevpc", Value::id, "vpc-"},
    {"aws:useragent"},
    {"aws:referer"},
    {"aws:calledvia"},
    {"aws:assumedroot", Value::name},
    {"aws:federatedprovider", Value::name},
    {"aws:sourceidentity", Value::name},
    {"aws:tagkeys"},
    {"aws:principaltag/"},
    {"aws:requesttag/"},
    {"aws:resourcetag/"},
    {"ec2:roledelivery"},
    {"ec2:sourceinstancearn"},
    {"lambda:sourcefunctionarn"},
};

const KnownKey* find_known(std::string_view key) {
  const auto* found = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const KnownKey& row) {
    return row.name.ends_with('/') ? key.starts_with(row.name) : key == row.name;
  });
  return found == std::end(kKnown) ? nullptr : found;
}

Term shape_of(const KnownKey& row) {
  if (row.value == Value::boolean) return either({word("\"true\""), word("\"false\"")});
  const Term character = either({one_of_ranges("!.09;~"), R"((re.range "\u{80}" "\u{2ffff}"))"});
  return sequence({word("\"" + std::string(row.begins) + "\""), at_least_one(character)});
}

}  // namespace

/// One element for each condition is enough: each needs one to show that it holds, or that it does
/// not, and elements may be equal. One more for each test that another key makes.
void Requests::add_list_key(const std::string& key, KeyTerms& made) {
  constexpr std::size_t kEnds = 2;
  std::size_t count = std::max<std::size_t>(1, occurrences_[key]);
  if (key == "aws:calledvia") count += kEnds;
  for (const auto& [other, times] : occurrences_) {
    if (key == "aws:tagkeys" && other.starts_with("aws:requesttag/")) ++count;
  }
  for (std::size_t i = 0; i < count; ++i) {
    made.elements.push_back(script_.declare(fmt::format("{} [{}]", key, i), "String"));
    script_.require(implied(made.present, opposite(equal(made.elements.back(), "\"\""))));
  }
}

void Requests::add_own_key(const std::string& key, KeyTerms& made) {
  const KnownKey* row = find_known(key);
  const std::string service(open_ ? service_of_key(key) : std::string_view());
  if (row == nullptr && reading_ == Reading::certain && service.empty()) {
    made.form = Form::unsaid;
    made.present = kFalse;
    return;
  }
  made.present = script_.declare("has " + key, "Bool");
  if (!service.empty() && reading_ == Reading::certain) {
    script_.require(implied(made.present, open_->is_to(service)));
  }
  if (is_list(key)) {
    made.form = Form::list;
    add_list_key(key, made);
    return;
  }
  made.value = script_.declare(key, "String");
  const bool name = row != nullptr && row->value == Value::name;
  made.free_text = row == nullptr || row->value == Value::any || name;
  if (name) script_.require(implied(made.present, opposite(equal(made.value, "\"\""))));
  if (!made.free_text) script_.require(implied(made.present, within(made.value, shape_of(*row))));
  if (open_ && key == "kms:calleraccount") tie_caller_account(made);
}

/// Whose account it is when a service calls, its page does not say. kms/conditions-kms
/// (kms:CallerAccount)
void Requests::tie_caller_account(const KeyTerms& made) {
  if (caller_.is_iam() != kFalse) {
    script_.require(
        implied(all_true({made.present, caller_.is_iam()}), equal(made.value, caller_.account())));
  }
  script_.require(implied(all_true({made.present, caller_.is(CallerKind::anonymous)}),
                          opposite(within(made.value, account_shape()))));
}

bool Requests::is_list(const std::string& key) const {
  return is_multivalued_key(key) || realm_.list_keys.contains(key);
}

Term Requests::is_foreign(const std::string& key) const {
  if (!open_) return is_key_of_another_service(key) ? kTrue : kFalse;
  const std::string_view service = service_of_key(key);
  return service.empty() ? kFalse : opposite(open_->is_to(service));
}

}  // namespace sqsproof::policy::smtlib
