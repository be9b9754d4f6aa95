#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "semantics/senders/sns_refusal.h"
#include "semantics/senders/topic.h"

namespace sqsproof::semantics::sns {
namespace {

/// SNSAPI/SetTopicAttributes, SNSAPI/CreateTopic
struct Row {
  std::string_view name;
  bool fifo_only;
};
constexpr std::array<Row, 9> kRows = {{{"DisplayName", false},
                                       {"Policy", false},
                                       {"DeliveryPolicy", false},
                                       {"KmsMasterKeyId", false},
                                       {"SignatureVersion", false},
                                       {"TracingConfig", false},
                                       {"ContentBasedDeduplication", true},
                                       {"FifoThroughputScope", true},
                                       {"ArchivePolicy", true}}};

/// `SQSFailureFeedbackRoleArn` and its like, for five protocols: where deliveries are logged.
bool is_feedback(std::string_view name) {
  return name.ends_with("FeedbackRoleArn") || name.ends_with("SuccessFeedbackSampleRate");
}

bool is_settable(std::string_view name, bool fifo) {
  const auto* found =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& row) { return row.name == name; });
  if (found == kRows.end()) return is_feedback(name);
  return fifo || !found->fifo_only;
}

/// What a topic has that was given none (recorded: test_create_topic_with_attributes).
std::string default_policy(const Topic& topic, std::string_view account) {
  return fmt::format(
      R"({{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{{"Sid":)"
      R"("__default_statement_ID","Effect":"Allow","Principal":{{"AWS":"*"}},"Action":[)"
      R"("SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",)"
      R"("SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",)"
      R"("SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{}","Condition":{{)"
      R"("StringEquals":{{"AWS:SourceOwner":"{}"}}}}}}]}})",
      topic.arn, account);
}

constexpr std::string_view kEffectiveDeliveryPolicy =
    R"({"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,)"
    R"("numRetries":3,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,)"
    R"("backoffFunction":"linear"},"disableSubscriptionOverrides":false,)"
    R"("defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}})";

bool is_name(std::string_view name) {
  constexpr std::string_view kLegal =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return !name.empty() && name.find_first_not_of(kLegal) == std::string_view::npos;
}

}  // namespace

bool Topic::is_content_based() const {
  const auto found = attributes.find("ContentBasedDeduplication");
  return found != attributes.end() && found->second == "true";
}

Checked<bool> check_topic_name(const std::string& name, const StringMap& attributes) {
  constexpr std::string_view kFifo = ".fifo";
  const auto found = attributes.find("FifoTopic");
  const bool fifo = found != attributes.end() && found->second == "true";
  std::string_view stem = name;
  if (fifo != stem.ends_with(kFifo) || name.size() > 256) return invalid_parameter("Topic Name");
  if (fifo) stem.remove_suffix(kFifo.size());
  if (!is_name(stem)) return invalid_parameter("Topic Name");
  return true;
}

Checked<bool> set_attribute(Topic& topic, const std::string& name, const std::string& value,
                            std::string_view reason) {
  if (!is_settable(name, topic.fifo)) {
    return invalid_parameter(reason.empty() ? "AttributeName"
                                            : fmt::format("{}Unknown attribute {}", reason, name));
  }
  const bool is_switch = name == "ContentBasedDeduplication";
  if (is_switch && value != "true" && value != "false") {
    return invalid_parameter(
        fmt::format("{}{}: Invalid value [{}]. Must be true or false.", reason, name, value));
  }
  topic.attributes[name] = value;
  return true;
}

StringMap shown_attributes(const Topic& topic) {
  const auto arn = policy::split_arn(topic.arn);
  const std::string account(arn ? arn->account() : std::string_view());
  StringMap shown = {{"DisplayName", ""},
                     {"EffectiveDeliveryPolicy", std::string(kEffectiveDeliveryPolicy)},
                     {"Owner", account},
                     {"Policy", default_policy(topic, account)},
                     {"TopicArn", topic.arn}};
  if (topic.fifo) {
    shown["FifoTopic"] = "true";
    shown["ContentBasedDeduplication"] = "false";
  }
  for (const auto& [name, value] : topic.attributes) shown[name] = value;
  return shown;
}

}  // namespace sqsproof::semantics::sns
