#include "semantics/model/redrive_policy.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

#include "policy/values/arn.h"
#include "semantics/limits.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::ordered_json;
using Permission = RedriveAllowPolicy::Permission;

constexpr std::string_view kPermissions[] = {"allowAll", "denyAll", "byQueue"};

Refusal not_a_map() {
  return refuse("InvalidAttributeValue",
                "Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a "
                "valid JSON map.");
}

/// A whole number, or a string that spells one (recorded: `"42"` is good).
std::optional<int> count_of(const Json& value) {
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return count;
}

std::string as_written(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string missing_member(const Json& json) {
  for (const char* name : {"maxReceiveCount", "deadLetterTargetArn"}) {
    if (!json.contains(name)) return name;
  }
  return {};
}

Refusal bad_format() {
  return refuse("InvalidAttributeValue",
                "Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't "
                "create the redrive allow policy, as it’s in an unsupported format.");
}

Refusal bad_allow(const std::string& text, std::string_view why) {
  return invalid_value(text, "RedriveAllowPolicy",
                       fmt::format("Amazon SQS can't create the redrive allow policy. {}", why));
}

/// The permission and the ARNs, when the text has the right form.
std::optional<RedriveAllowPolicy> parse_allow(const Json& json) {
  if (!json.is_object() || !json.contains("redrivePermission")) return std::nullopt;
  RedriveAllowPolicy policy;
  for (const auto& [name, value] : json.items()) {
    if (name == "redrivePermission") {
      const auto* found = std::find(std::begin(kPermissions), std::end(kPermissions),
                                    value.is_string() ? value.get<std::string>() : "");
      if (found == std::end(kPermissions)) return std::nullopt;
      policy.permission = static_cast<Permission>(found - std::begin(kPermissions));
    } else if (name == "sourceQueueArns" && value.is_array()) {
      for (const Json& arn : value) {
        if (!arn.is_string()) return std::nullopt;
        policy.source_arns.push_back(arn.get<std::string>());
      }
    } else {
      return std::nullopt;
    }
  }
  return policy;
}

}  // namespace

Checked<RedrivePolicy> read_redrive_policy(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return not_a_map();
  const auto bad = [&](std::string reason) { return invalid_value(text, "RedrivePolicy", reason); };
  if (const std::string name = missing_member(json); !name.empty()) {
    return bad(fmt::format("Redrive policy does not contain mandatory attribute: {}.", name));
  }
  if (json.size() > 2) {
    return bad("Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].");
  }
  const std::string arn = as_written(json["deadLetterTargetArn"]);
  const auto parts = policy::split_arn(arn);
  if (!parts || parts->part[0] != "arn") return bad("Invalid value for deadLetterTargetArn.");
  const auto count = count_of(json["maxReceiveCount"]);
  if (!count || *count < kMaxReceiveCount.least || *count > kMaxReceiveCount.most) {
    return bad(
        fmt::format("Invalid value for maxReceiveCount: {}, valid values are from 1 to 1000 both "
                    "inclusive.",
                    as_written(json["maxReceiveCount"])));
  }
  if (parts->service() != "sqs") {
    return bad("Only SQS queues are valid resources for deadLetterTargetArn.");
  }
  return RedrivePolicy{arn, *count};
}

std::string show(const RedrivePolicy& policy) {
  const Json json = {{"deadLetterTargetArn", policy.target_arn},
                     {"maxReceiveCount", policy.max_receive_count}};
  return json.dump();
}

bool RedriveAllowPolicy::allows(std::string_view source_arn) const {
  if (permission != Permission::by_queue) return permission == Permission::allow_all;
  return std::find(source_arns.begin(), source_arns.end(), source_arn) != source_arns.end();
}

Checked<RedriveAllowPolicy> read_redrive_allow_policy(const std::string& text) {
  const auto parsed = parse_allow(Json::parse(text, nullptr, false));
  if (!parsed) return bad_format();
  const std::size_t arns = parsed->source_arns.size();
  if (parsed->permission != Permission::by_queue) {
    if (arns == 0) return *parsed;
    return bad_allow(text,
                     "To specify one or more source queue ARNs, you must set redrivePermission to "
                     "byQueue.");
  }
  if (arns == 0) {
    return bad_allow(text,
                     "When you specify the byQueue permission type, you must also specify one or "
                     "more sourceQueueArns values.");
  }
  if (arns > kRedriveSources) {
    return bad_allow(text, "The maximum number of source queue ARNs you can specify is 10.");
  }
  return *parsed;
}

std::string show(const RedriveAllowPolicy& policy) {
  Json json = {{"redrivePermission", kPermissions[static_cast<int>(policy.permission)]}};
  if (!policy.source_arns.empty()) json["sourceQueueArns"] = policy.source_arns;
  return json.dump();
}

}  // namespace sqsproof::semantics
