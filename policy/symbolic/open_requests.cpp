#include "policy/symbolic/open_requests.h"

#include <algorithm>

#include "policy/support/words.h"
#include "policy/symbolic/space_languages.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

constexpr char kGivenAccount = '\1';
constexpr char kGivenRegion = '\2';

Language text() { return many_of(any_byte()); }
Language field() { return many_of(without(any_byte(), ":")); }

ByteSet lower() { return bytes_of("abcdefghijklmnopqrstuvwxyz-"); }
ByteSet lower_or_digit() { return lower() | bytes_of("0123456789"); }
Language at_least_one(const ByteSet& set) { return one_of(set) + many_of(set); }

Language an_account() { return repeated(bytes_of("0123456789"), 12); }
Language a_region() { return at_least_one(lower_or_digit()); }
/// `aws` in ARNs of managed policies, `cloudfront`, and mostly nothing at all.
Language no_account() { return many_of(lower()); }

Language given_account() { return mark(kGivenAccount) + an_account(); }
Language given_region() { return mark(kGivenRegion) + a_region(); }

Language a_service() { return at_least_one(lower_or_digit()); }
/// Queues, topics and keys always have a region and an account, and requests to them say whose they
/// are. SQS, SNS and KMS in the Service Authorization Reference
Language another_service() {
  return without_empty_word(within(none_of_words({"sqs", "sns", "kms"}), lower_or_digit()));
}

Language arn(const Realm& realm, const Language& service, const Language& region,
             const Language& account) {
  return exactly("arn:" + realm.partition + ":") + service + exactly(":") + region + exactly(":") +
         account + exactly(":") + at_least_one(text_bytes());
}
Language owned_arn(const Realm& realm) { return arn(realm, a_service(), a_region(), an_account()); }
Language owned_arn_without_region(const Realm& realm) {
  return arn(realm, another_service(), exactly(""), an_account());
}
Language unowned_arn(const Realm& realm) {
  return arn(realm, another_service(), a_region(), no_account());
}
Language unowned_arn_without_region(const Realm& realm) {
  return arn(realm, another_service(), exactly(""), no_account());
}

/// Actions that are about no resource in particular ask a policy about `*`. A policy that is
/// attached to a resource is not asked then.
Language no_resource(const Realm& realm) {
  return realm.kind == PolicyKind::identity ? exactly("*") : empty_language();
}

}  // namespace

Language action_domain() {
  const ByteSet name = lower_or_digit() | bytes_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  return at_least_one(lower_or_digit()) + exactly(":") + at_least_one(name);
}

Language usual_resources(const Realm& realm) {
  const Language given = given_account() + given_region();
  return (exactly("==") + owned_arn(realm)) |
         (exactly("=+") + owned_arn_without_region(realm) + given_region()) |
         (exactly("+=") + unowned_arn(realm) + given_account()) |
         (exactly("++") + unowned_arn_without_region(realm) + given) |
         (exactly("++") + no_resource(realm) + given) |
         (exactly("-+") + no_resource(realm) + given_region());
}

Language resource_domain(const Realm& realm) {
  const Language of_another =
      arn(realm, another_service(), a_region(), an_account()) | unowned_arn(realm);
  const Language without_region =
      owned_arn_without_region(realm) | unowned_arn_without_region(realm);
  return usual_resources(realm) | (exactly("=+") + owned_arn(realm) + given_region()) |
         (exactly("++") + unowned_arn(realm) + given_account() + given_region()) |
         (exactly("-=") + of_another) |
         (exactly("-+") + (of_another | without_region) + given_region());
}

bool is_usual_resource(const Request& request) {
  const auto parts = split_arn(request.resource);
  if (!parts) return true;
  const std::string* region = value_of(request, "aws:requestedregion");
  const bool own_region =
      parts->region().empty() || (region != nullptr && *region == parts->region());
  return own_region && value_of(request, "aws:resourceaccount") != nullptr;
}

bool is_to(const Request& request, std::string_view service) {
  return equal_ignoring_case(std::string_view(request.action).substr(0, request.action.find(':')),
                             service);
}

Language with_resource_in(const Language& resources) {
  const Language signs = one_of(bytes_of("=+-")) + one_of(bytes_of("=+"));
  const Language end = mark(kGivenAccount) | mark(kGivenRegion);
  return signs + before_mark(within(resources, any_byte()), end);
}

Language with_resource_account_in(const Language& accounts) {
  const Language ids = within(accounts, bytes_of("0123456789"));
  const Language sign = one_of(bytes_of("=+"));
  return (exactly("=") + sign + exactly("arn:") + field() + exactly(":") + field() + exactly(":") +
          field() + exactly(":") + ids + exactly(":") + anything()) |
         (exactly("+") + sign + text() + mark(kGivenAccount) + ids) |
         (exactly("+") + sign + text() + mark(kGivenAccount) + ids + mark(kGivenRegion) +
          anything());
}

Language without_resource_account() { return exactly("-") + anything(); }

Language with_region_in(const Language& regions) {
  const Language sign = one_of(bytes_of("=+-"));
  const Language region = within(regions, lower_or_digit());
  return (sign + exactly("=arn:") + field() + exactly(":") + field() + exactly(":") + region +
          exactly(":") + anything()) |
         (sign + exactly("+") + anything() + mark(kGivenRegion) + region);
}

void decode_resource(std::string_view joint, Request& request) {
  const auto given = [&](char which) -> std::string {
    const std::size_t at = joint.find(which);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = joint.substr(at + 1);
    return std::string(rest.substr(0, rest.find(kGivenRegion)));
  };
  const std::size_t end = std::min(joint.find(kGivenAccount), joint.find(kGivenRegion));
  request.resource = joint.substr(2, end == std::string_view::npos ? end : end - 2);
  if (joint[0] == '+') {
    request.context["aws:resourceaccount"] = {"aws:ResourceAccount", {given(kGivenAccount)}};
  } else if (joint[0] == '-' && request.resource != "*") {
    request.context["aws:resourceaccount"] = {"aws:ResourceAccount", {}};
  }
  if (joint[1] == '+') {
    request.context["aws:requestedregion"] = {"aws:RequestedRegion", {given(kGivenRegion)}};
  }
}

std::string joint_resource(std::string_view resource, std::string_view account,
                           std::string_view region) {
  const auto parts = split_arn(resource);
  const bool has_account = parts && is_account_id(parts->account());
  const bool has_region = parts && !parts->region().empty();
  std::string joint = {has_account ? '=' : '+', has_region ? '=' : '+'};
  joint += resource;
  if (!has_account) joint += kGivenAccount + std::string(account);
  if (!has_region) joint += kGivenRegion + std::string(region);
  return joint;
}

}  // namespace sqsproof::policy
