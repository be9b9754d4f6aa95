#include "semantics/senders/notification_configuration.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::semantics::s3 {
namespace {

using Json = nlohmann::json;

/// S3/notification-how-to-event-types-and-destinations
constexpr std::array<std::string_view, 27> kEvents = {
    "s3:ReducedRedundancyLostObject",
    "s3:ObjectCreated:*",
    "s3:ObjectCreated:Put",
    "s3:ObjectCreated:Post",
    "s3:ObjectCreated:Copy",
    "s3:ObjectCreated:CompleteMultipartUpload",
    "s3:ObjectRemoved:*",
    "s3:ObjectRemoved:Delete",
    "s3:ObjectRemoved:DeleteMarkerCreated",
    "s3:ObjectRestore:*",
    "s3:ObjectRestore:Post",
    "s3:ObjectRestore:Completed",
    "s3:ObjectRestore:Delete",
    "s3:Replication:*",
    "s3:Replication:OperationFailedReplication",
    "s3:Replication:OperationNotTracked",
    "s3:Replication:OperationMissedThreshold",
    "s3:Replication:OperationReplicatedAfterThreshold",
    "s3:LifecycleTransition",
    "s3:IntelligentTiering",
    "s3:ObjectAcl:Put",
    "s3:LifecycleExpiration:*",
    "s3:LifecycleExpiration:Delete",
    "s3:LifecycleExpiration:DeleteMarkerCreated",
    "s3:ObjectTagging:*",
    "s3:ObjectTagging:Put",
    "s3:ObjectTagging:Delete"};

Refusal invalid(std::string message) { return refuse("InvalidArgument", std::move(message)); }

bool covers(std::string_view pattern, std::string_view event) {
  if (!pattern.ends_with('*')) return pattern == event;
  return event.starts_with(pattern.substr(0, pattern.size() - 1));
}

bool share_event(const QueueConfiguration& a, const QueueConfiguration& b) {
  return std::any_of(a.events.begin(), a.events.end(), [&](const std::string& one) {
    return std::any_of(b.events.begin(), b.events.end(), [&](const std::string& other) {
      return covers(one, other) || covers(other, one);
    });
  });
}

/// Some key is selected by both. S3/notification-how-to-filtering
bool overlap(const QueueConfiguration& a, const QueueConfiguration& b) {
  const auto begins = [](const std::string& x, const std::string& y) {
    return x.starts_with(y) || y.starts_with(x);
  };
  const auto ends = [](const std::string& x, const std::string& y) {
    return x.ends_with(y) || y.ends_with(x);
  };
  return share_event(a, b) && begins(a.prefix, b.prefix) && ends(a.suffix, b.suffix);
}

std::string text_of(const Json& json, const char* name) {
  if (!json.is_object()) return {};
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Names in any case. S3API/API_FilterRule
Checked<bool> read_rules(const Json& rules, QueueConfiguration& configuration) {
  bool seen[2] = {false, false};
  for (const Json& rule : rules) {
    const std::string name = policy::to_lower(text_of(rule, "Name"));
    if (name != "prefix" && name != "suffix") {
      return invalid("filter rule name must be either prefix or suffix");
    }
    const bool is_prefix = name == "prefix";
    if (seen[is_prefix]) {
      return invalid(fmt::format("Cannot specify more than one {} rule in a filter.", name));
    }
    seen[is_prefix] = true;
    (is_prefix ? configuration.prefix : configuration.suffix) = text_of(rule, "Value");
  }
  return true;
}

Checked<bool> read_events(const Json& json, QueueConfiguration& configuration) {
  const auto events = json.find("Events");
  if (events == json.end() || !events->is_array() || events->empty()) {
    return refuse("MalformedXML", "a queue configuration has a list of Events");
  }
  for (const Json& event : *events) {
    const std::string name = event.is_string() ? event.get<std::string>() : std::string();
    if (!is_event(name)) return invalid("The event is not supported for notifications");
    configuration.events.push_back(name);
  }
  return true;
}

Checked<QueueConfiguration> read_one(const Json& json) {
  if (!json.is_object()) return refuse("MalformedXML", "a queue configuration is an object");
  QueueConfiguration configuration;
  configuration.id = text_of(json, "Id");
  configuration.queue_arn = text_of(json, "QueueArn");
  if (!policy::is_queue_arn(configuration.queue_arn)) {
    return invalid("The ARN could not be parsed");
  }
  if (auto good = read_events(json, configuration); !good) return Refusal(good.error());
  const auto rules = Json::json_pointer("/Filter/Key/FilterRules");
  if (json.contains(rules)) {
    if (auto good = read_rules(json.at(rules), configuration); !good) return Refusal(good.error());
  }
  return configuration;
}

}  // namespace

Refusal refuse(std::string_view code, std::string message) {
  return Refusal(ServiceError{std::string(code), std::move(message), 400});
}

bool is_event(std::string_view name) {
  return std::find(kEvents.begin(), kEvents.end(), name) != kEvents.end();
}

bool QueueConfiguration::selects(std::string_view event, std::string_view key) const {
  const bool wanted = std::any_of(events.begin(), events.end(), [&](const std::string& pattern) {
    return covers(pattern, event);
  });
  return wanted && key.starts_with(prefix) && key.ends_with(suffix);
}

Checked<std::vector<QueueConfiguration>> read_configuration(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return refuse("MalformedXML", "the configuration is not a JSON object");
  std::vector<QueueConfiguration> configurations;
  for (const auto& [name, list] : json.items()) {
    if (name != "QueueConfigurations" || !list.is_array()) {
      return refuse("NotImplemented",
                    fmt::format("{} is not served: only a list of QueueConfigurations is", name));
    }
    for (const Json& item : list) {
      auto one = read_one(item);
      if (!one) return Refusal(one.error());
      for (const QueueConfiguration& other : configurations) {
        if (overlap(*one, other)) {
          return invalid(
              "Configurations overlap. Configurations on the same bucket cannot share a common "
              "event type.");
        }
      }
      configurations.push_back(std::move(*one));
    }
  }
  return configurations;
}

}  // namespace sqsproof::semantics::s3
