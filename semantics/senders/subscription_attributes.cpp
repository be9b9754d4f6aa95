#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "semantics/senders/sns_refusal.h"
#include "semantics/senders/topic.h"

namespace sqsproof::semantics::sns {
namespace {

bool is_fifo(std::string_view arn) { return arn.ends_with(".fifo"); }

Checked<bool> set_scope(Subscription& subscription, const std::string& value,
                        std::string_view reason) {
  FilterScope scope = FilterScope::message_attributes;
  if (value == name_of(FilterScope::message_body)) {
    scope = FilterScope::message_body;
  } else if (value != name_of(scope)) {
    return invalid_parameter(
        fmt::format("{}FilterPolicyScope: Invalid value [{}]. Please use either MessageBody or "
                    "MessageAttributes",
                    reason, value));
  }
  if (subscription.filter) {
    auto filter = FilterPolicy::parse(subscription.filter_text, scope);
    if (!filter) return invalid_parameter(fmt::format("{}{}", reason, filter.error()));
    subscription.filter = std::move(*filter);
  }
  subscription.scope = scope;
  return true;
}

Checked<bool> set_filter(Subscription& subscription, const std::string& value,
                         std::string_view reason) {
  if (value.empty()) {
    subscription.filter.reset();
  } else {
    auto filter = FilterPolicy::parse(value, subscription.scope);
    if (!filter) return invalid_parameter(fmt::format("{}{}", reason, filter.error()));
    subscription.filter = std::move(*filter);
  }
  subscription.filter_text = value;
  return true;
}

Checked<bool> set_raw(Subscription& subscription, const std::string& value,
                      std::string_view reason) {
  const std::string word = policy::to_lower(value);
  if (word != "true" && word != "false") {
    return invalid_parameter(fmt::format(
        "{}RawMessageDelivery: Invalid value [{}]. Must be true or false.", reason, value));
  }
  subscription.raw = word == "true";
  return true;
}

/// A FIFO queue's dead letters keep their order, so they need a FIFO queue; a standard topic has no
/// group to send to one. SNS/sns-dead-letter-queues
std::string wrong_kind(const Subscription& subscription, std::string_view target) {
  if (is_fifo(subscription.topic_arn) && is_fifo(subscription.endpoint) && !is_fifo(target)) {
    return "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.";
  }
  if (!is_fifo(subscription.topic_arn) && is_fifo(target)) {
    return "must use a standard queue as DLQ for a Subscription to a standard Topic.";
  }
  return {};
}

Checked<bool> set_redrive(Subscription& subscription, const std::string& value,
                          std::string_view reason) {
  const auto bad = [&](std::string_view why) {
    return invalid_parameter(fmt::format("{}RedrivePolicy: {}", reason, why));
  };
  std::string target;
  if (!value.empty()) {
    const auto json = nlohmann::json::parse(value, nullptr, false);
    if (!json.is_object()) return bad("failed to parse JSON.");
    const auto found = json.find("deadLetterTargetArn");
    if (found != json.end() && found->is_string()) target = found->get<std::string>();
    if (!policy::is_queue_arn(target)) return bad("deadLetterTargetArn is an invalid arn");
    if (const std::string why = wrong_kind(subscription, target); !why.empty()) return bad(why);
  }
  subscription.dead_letter_arn = target;
  subscription.redrive_text = value;
  return true;
}

Checked<bool> set_delivery_policy(Subscription& subscription, const std::string& value,
                                  std::string_view) {
  subscription.delivery_policy = value;
  return true;
}

/// SNSAPI/SetSubscriptionAttributes
struct Row {
  std::string_view name;
  Checked<bool> (*set)(Subscription&, const std::string& value, std::string_view reason);
};
constexpr Row kRows[] = {{"FilterPolicyScope", set_scope},
                         {"FilterPolicy", set_filter},
                         {"RawMessageDelivery", set_raw},
                         {"RedrivePolicy", set_redrive},
                         {"DeliveryPolicy", set_delivery_policy}};

}  // namespace

Checked<bool> set_attribute(Subscription& subscription, const std::string& name,
                            const std::string& value, std::string_view reason) {
  for (const Row& row : kRows) {
    if (row.name == name) return row.set(subscription, value, reason);
  }
  return invalid_parameter(fmt::format("{}AttributeName", reason));
}

/// The scope is shown beside a policy only (recorded: test_set_subscription_filter_policy_scope).
StringMap shown_attributes(const Subscription& subscription) {
  StringMap shown = {
      {"ConfirmationWasAuthenticated", subscription.pending ? "false" : "true"},
      {"Endpoint", subscription.endpoint},
      {"Owner", subscription.owner},
      {"PendingConfirmation", subscription.pending ? "true" : "false"},
      {"Protocol", "sqs"},
      {"RawMessageDelivery", subscription.raw ? "true" : "false"},
      {"SubscriptionArn", subscription.arn},
      {"SubscriptionPrincipal", fmt::format("arn:aws:iam::{}:root", subscription.owner)},
      {"TopicArn", subscription.topic_arn}};
  if (subscription.filter) {
    shown["FilterPolicy"] = subscription.filter_text;
    shown["FilterPolicyScope"] = name_of(subscription.scope);
  }
  if (!subscription.redrive_text.empty()) shown["RedrivePolicy"] = subscription.redrive_text;
  if (!subscription.delivery_policy.empty()) {
    shown["DeliveryPolicy"] = subscription.delivery_policy;
  }
  return shown;
}

}  // namespace sqsproof::semantics::sns
