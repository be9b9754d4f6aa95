// A topic and its subscriptions, as values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "semantics/model/deduplication.h"
#include "semantics/model/refusal.h"
#include "semantics/senders/actions/topics.h"
#include "semantics/senders/filter_policy.h"

namespace sqsproof::semantics::sns {

/// What a FIFO topic answered for a deduplication id.
struct AcceptedPublish {
  std::string message_id;
  std::string sequence_number;
};

struct Topic {
  std::string arn;
  std::string name;
  bool fifo = false;
  StringMap attributes{};  ///< those that were set
  std::vector<Tag> tags{};
  std::vector<std::string> subscriptions{};  ///< ARNs, the oldest first
  std::uint64_t subscriptions_deleted = 0;
  std::uint64_t published = 0;  ///< what sequence numbers come from
  Memory<AcceptedPublish> accepted{};

  [[nodiscard]] bool is_content_based() const;
};

/// The name without what comes before it; the ARN is `arn:aws:sns:<region>:<account>:<name>`.
[[nodiscard]] Checked<bool> check_topic_name(const std::string& name, const StringMap& attributes);
/// Sets an attribute, or says why not; `reason` comes before what is wrong.
[[nodiscard]] Checked<bool> set_attribute(Topic& topic, const std::string& name,
                                          const std::string& value, std::string_view reason);
/// As GetTopicAttributes shows them, but for the numbers of subscriptions.
[[nodiscard]] StringMap shown_attributes(const Topic& topic);

struct Subscription {
  std::string arn;
  std::string topic_arn;
  std::string owner;
  std::string endpoint;  ///< ARN of a queue
  bool pending = false;  ///< of another account, which has not confirmed it
  bool raw = false;
  FilterScope scope = FilterScope::message_attributes;
  std::string filter_text{};
  std::optional<FilterPolicy> filter{};
  std::string redrive_text{};
  std::string dead_letter_arn{};  ///< empty for none
  std::string delivery_policy{};  ///< kept, and of no effect: it is about HTTP endpoints
};

/// Sets an attribute, or says why not; an empty text takes a policy away.
[[nodiscard]] Checked<bool> set_attribute(Subscription& subscription, const std::string& name,
                                          const std::string& value, std::string_view reason);
[[nodiscard]] StringMap shown_attributes(const Subscription& subscription);

/// `Subscribe` and `CreateTopic` begin their complaints about attributes with these words.
constexpr std::string_view kOfCall = "Attributes Reason: ";

}  // namespace sqsproof::semantics::sns
