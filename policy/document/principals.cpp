// Principal and NotPrincipal. IAM/reference_policies_elements_principal
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

#include "policy/document/elements.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

using Kind = PrincipalEntry::Kind;

constexpr std::array<std::string_view, 4> kPrincipalKeys = {"AWS", "Service", "Federated",
                                                            "CanonicalUser"};

/// `AIDA…` and `AROA…` name one incarnation of a user or role. IAM/reference_identifiers
bool is_unique_id(std::string_view text) {
  const bool prefix = text.starts_with("AIDA") || text.starts_with("AROA");
  return prefix && text.size() >= 16 && text.size() <= 128 &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// `1111-2222-3333`, as the first guide of SQS (2009) wrote account ids.
std::string without_hyphens(std::string_view text) {
  if (text.size() != 14 || text[4] != '-' || text[9] != '-') return std::string(text);
  return fmt::format("{}{}{}", text.substr(0, 4), text.substr(5, 4), text.substr(10));
}

std::optional<Kind> kind_of_resource(std::string_view service, std::string_view resource) {
  const auto named = [&](std::string_view prefix) {
    return resource.starts_with(prefix) && resource.size() > prefix.size();
  };
  if (service == "iam") {
    if (resource == "root") return Kind::account;
    if (named("user/")) return Kind::user;
    if (named("role/")) return Kind::role;
  }
  if (service == "sts") {
    if (named("assumed-role/") && std::count(resource.begin(), resource.end(), '/') == 2) {
      return Kind::session;
    }
    if (named("federated-user/")) return Kind::federated_user;
  }
  return std::nullopt;
}

class PrincipalReader {
 public:
  PrincipalReader(PolicyKind kind, Report& report) : kind_(kind), report_(report) {}

  std::optional<PrincipalEntry> read_aws(const Text& entry) {
    if (entry.text == "*") return PrincipalEntry{Kind::aws_everyone, "*", {}, entry.place};
    if (has_wildcard(entry.text)) return refuse_wildcard(entry);
    const std::string account = without_hyphens(entry.text);
    if (is_account_id(account)) {
      return PrincipalEntry{Kind::account, entry.text, account, entry.place};
    }
    if (is_unique_id(entry.text)) {
      return PrincipalEntry{Kind::unique_id, entry.text, {}, entry.place};
    }
    return read_arn(entry);
  }

  std::optional<PrincipalEntry> read_service(const Text& entry) {
    const std::string lower = to_lower(entry.text);
    const bool suffix = lower.ends_with(".amazonaws.com") || lower.ends_with(".amazonaws.com.cn");
    if (!suffix || lower.starts_with(".") || has_wildcard(lower)) {
      report_.error("grammar/service-principal",
                    fmt::format("`{}` is not a service principal", entry.text), entry.place,
                    "write the service's full name, for example `s3.amazonaws.com`");
      return std::nullopt;
    }
    return PrincipalEntry{Kind::service, entry.text, {}, entry.place};
  }

 private:
  std::optional<PrincipalEntry> refuse_wildcard(const Text& entry) {
    report_.error(
        "grammar/wildcard-in-principal",
        fmt::format("`{}` has a wildcard; only the whole principal can be `*`", entry.text),
        entry.place, "use `\"AWS\": \"*\"` with a condition `ArnLike` on `aws:PrincipalArn`");
    return std::nullopt;
  }

  std::optional<PrincipalEntry> read_arn(const Text& entry) {
    const auto parts = split_arn(entry.text);
    // What a distribution of CloudFront calls S3 as. AmazonCloudFront/private-content-restricting-
    // access-to-s3
    if (parts && kind_ == PolicyKind::resource && parts->account() == "cloudfront") {
      return PrincipalEntry{Kind::other_identity, entry.text, {}, entry.place};
    }
    if (parts && parts->part[0] == "arn" && parts->region().empty() &&
        is_account_id(parts->account())) {
      const auto kind = kind_of_resource(parts->service(), parts->resource());
      if (kind)
        return PrincipalEntry{*kind, entry.text, std::string(parts->account()), entry.place};
    }
    const bool group = parts && parts->resource().starts_with("group/");
    report_.error(
        "grammar/principal", fmt::format("`{}` is not a principal", entry.text), entry.place,
        group ? "name the users or a role: a group holds permissions, it cannot call"
              : "write an account id, an IAM user or role ARN, an STS session ARN, or `*`");
    return std::nullopt;
  }

  PolicyKind kind_;
  Report& report_;
};

void read_member(const JsonMember& member, Principals& principals, PolicyKind kind,
                 Report& report) {
  PrincipalReader reader(kind, report);
  for (const Text& entry : read_texts(member.value, member.name, report)) {
    std::optional<PrincipalEntry> read;
    if (member.name == "AWS") read = reader.read_aws(entry);
    if (member.name == "Service") read = reader.read_service(entry);
    if (member.name == "Federated") {
      // Role trust policies let the users of identity providers in.
      const bool queue = kind == PolicyKind::queue;
      read = PrincipalEntry{
          queue ? Kind::federated : Kind::other_identity, entry.text, {}, entry.place};
    }
    if (member.name == "CanonicalUser") {
      read = PrincipalEntry{Kind::canonical_user, entry.text, {}, entry.place};
    }
    if (read) principals.entries.push_back(std::move(*read));
  }
}

}  // namespace

Principals read_principals(const JsonValue& value, bool negated, PolicyKind kind, Report& report) {
  Principals principals{negated, {}, value.place};
  if (value.kind == JsonValue::Kind::string && value.text == "*") {
    principals.entries.push_back({Kind::everyone, "*", {}, value.place});
    return principals;
  }
  const bool empty_array = value.kind == JsonValue::Kind::array && value.items.empty();
  if (value.kind != JsonValue::Kind::object && !empty_array) {
    report.error("grammar/principal",
                 fmt::format("{} is {}, not `\"*\"` or an object",
                             negated ? "NotPrincipal" : "Principal", name_of(value.kind)),
                 value.place, "write `\"*\"`, or for example `{\"AWS\": \"111122223333\"}`");
    return principals;
  }
  for (const JsonMember& member : value.members) {
    if (std::find(kPrincipalKeys.begin(), kPrincipalKeys.end(), member.name) ==
        kPrincipalKeys.end()) {
      report.error("grammar/principal", fmt::format("`{}` is not a kind of principal", member.name),
                   member.name_place,
                   suggestion(member.name, kPrincipalKeys, "use AWS or Service"));
      continue;
    }
    read_member(member, principals, kind, report);
  }
  return principals;
}

}  // namespace sqsproof::policy
