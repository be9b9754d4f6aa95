#include "policy/symbolic/open_requests.h"

#include <algorithm>

#include "policy/support/words.h"
#include "policy/symbolic/known_keys.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

constexpr char kGivenAccount = '\1';
constexpr char kGivenRegion = '\2';

Language mark(char c) { return exactly({&c, 1}); }
Language anything() { return many_of(ByteSet().set()); }
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

ByteSet either_case(char c) {
  const auto other = [](char letter, char from, char to, int by) {
    return letter >= from && letter <= to ? static_cast<char>(letter + by) : letter;
  };
  const std::string both = {other(c, 'a', 'z', 'A' - 'a'), other(c, 'A', 'Z', 'a' - 'A'), c};
  return bytes_of(both);
}

/// A glob without regard to the case of ASCII letters.
Language glob_ignoring_case(std::string_view pattern, const ByteSet& wild) {
  Language result = glob(pattern, wild);
  for (LinearPattern& items : result.alternatives) {
    for (PatternItem& item : items) {
      if (item.star || item.bytes.count() != 1) continue;
      for (std::size_t byte = 0; byte < item.bytes.size(); ++byte) {
        if (!item.bytes.test(byte)) continue;
        item.bytes = either_case(static_cast<char>(byte));
        break;
      }
    }
  }
  return result;
}

/// Six parts. A wildcard for the service is not permitted, its effect unknown.
Language six_parts(const ArnParts& pattern, Reading reading) {
  const bool possible = reading == Reading::possible;
  if (has_wildcard(pattern.service()) && !possible) return empty_language();
  Language result = exactly("");
  for (std::size_t i = 0; i < 5; ++i) {
    const ByteSet wild = without(any_byte(), ":");
    result = result +
             (possible ? glob_ignoring_case(pattern.part[i], wild) : glob(pattern.part[i], wild)) +
             exactly(":");
  }
  return result + glob(pattern.part[5], any_byte());
}

/// Fewer than five colons: behind the service, a `*` at the end of a part stretches over colons.
Language stretched(std::string_view pattern) {
  Language result = exactly("");
  for (int index = 0;; ++index) {
    const std::size_t end = pattern.find(':');
    const std::string_view part = pattern.substr(0, end);
    if (index == 2 && has_wildcard(part)) return empty_language();
    const bool stretches = index > 2 && part.ends_with('*');
    const std::string_view fixed = stretches ? part.substr(0, part.size() - 1) : part;
    result = result + glob(fixed, without(any_byte(), ":"));
    if (stretches) result = result + text();
    if (end == std::string_view::npos) return result;
    result = result + exactly(":");
    pattern.remove_prefix(end + 1);
  }
}

}  // namespace

Language action_domain() {
  const ByteSet name = lower_or_digit() | bytes_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
  return at_least_one(lower_or_digit()) + exactly(":") + at_least_one(name);
}

Language actions_listed(const Patterns& actions) {
  Language result;
  for (const Text& action : actions.entries) {
    const std::size_t colon = action.text.find(':');
    if (action.text == "*") {
      result = result | text();
    } else if (colon != std::string::npos) {
      const std::string_view name = std::string_view(action.text).substr(colon + 1);
      result = result | (exactly_ignoring_case(action.text.substr(0, colon + 1)) +
                         glob_ignoring_case(name, any_byte()));
    }
  }
  return result;
}

Language actions_of_service(std::string_view service) {
  return exactly_ignoring_case(service) + exactly(":") + text();
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

Language resources_named(std::string_view pattern, Reading reading) {
  if (pattern == "*") return text();
  if (const auto parts = split_arn(pattern)) {
    return exactly(pattern) | six_parts(*parts, reading);
  }
  const Language surely = exactly(pattern) | stretched(pattern);
  return reading == Reading::certain ? surely : surely | glob_ignoring_case(pattern, any_byte());
}

Language with_resource_in(const Language& resources) {
  const Language signs = one_of(bytes_of("=+-")) + one_of(bytes_of("=+"));
  const Language end = mark(kGivenAccount) | mark(kGivenRegion);
  Language result;
  for (const LinearPattern& pattern : within(resources, any_byte()).alternatives) {
    Language one{{pattern}};
    // What ends with anything swallows what is given behind it, which keeps the automata small.
    if (!pattern.empty() && pattern.back().star && pattern.back().bytes == any_byte()) {
      one.alternatives[0].back().bytes.set();
      result = result | one;
    } else {
      result = result | one | (one + end + anything());
    }
  }
  return signs + result;
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
