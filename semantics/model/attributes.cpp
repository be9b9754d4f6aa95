#include "semantics/model/attributes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace sqsproof::semantics {
namespace {

struct NumberRow {
  std::string_view name;
  AttributeRange range;
  int QueueAttributes::*member;
};
constexpr NumberRow kNumbers[] = {
    {"DelaySeconds", kDelaySeconds, &QueueAttributes::delay_s},
    {"MaximumMessageSize", kMaximumMessageSize, &QueueAttributes::maximum_message_size},
    {"MessageRetentionPeriod", kMessageRetentionPeriod, &QueueAttributes::retention_s},
    {"ReceiveMessageWaitTimeSeconds", kReceiveMessageWaitTimeSeconds,
     &QueueAttributes::wait_time_s},
    {"VisibilityTimeout", kVisibilityTimeout, &QueueAttributes::visibility_timeout_s},
};

/// Kept as given: they change nothing about the messages of this model.
constexpr std::array<std::string_view, 6> kOthers = {"Policy",
                                                     "RedriveAllowPolicy",
                                                     "KmsMasterKeyId",
                                                     "KmsDataKeyReusePeriodSeconds",
                                                     "FifoThroughputLimit",
                                                     "SqsManagedSseEnabled"};

Refusal bad(std::string_view name) {
  return refuse("InvalidAttributeValue", fmt::format("Invalid value for the parameter {}.", name));
}
Refusal unknown(std::string_view name) {
  return refuse("InvalidAttributeName", fmt::format("Unknown Attribute {}.", name));
}

std::optional<int> number_in(const std::string& text, AttributeRange range) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || value < range.least || value > range.most) return std::nullopt;
  return value;
}

/// Case does not matter on input.
std::optional<bool> boolean(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

/// Attributes that only FIFO queues have. Recorded texts differ between the two pairs.
Checked<bool> read_fifo_attribute(const std::string& name, const std::string& value,
                                  QueueAttributes& attributes) {
  const bool high_throughput = name == "DeduplicationScope" || name == "FifoThroughputLimit";
  if (!attributes.fifo && high_throughput) {
    return refuse("InvalidAttributeName",
                  fmt::format("You can specify the {} only when FifoQueue is set to true.", name));
  }
  if (!attributes.fifo) return unknown(name);
  if (name == "DeduplicationScope") {
    if (value != "queue" && value != "messageGroup") return bad(name);
    attributes.scope =
        value == "queue" ? DeduplicationScope::queue : DeduplicationScope::message_group;
  } else if (name == "ContentBasedDeduplication") {
    const auto on = boolean(value);
    if (!on) return bad(name);
    attributes.content_based_deduplication = *on;
  } else {
    if (value != "perQueue" && value != "perMessageGroupId") return bad(name);
    attributes.others[name] = value;
  }
  return true;
}

/// How an attribute of `kOthers` is kept; nullopt for a value that it cannot have.
std::optional<std::string> normal_form(const std::string& name, const std::string& value) {
  if (name == "SqsManagedSseEnabled") {
    const auto on = boolean(value);
    return on ? std::optional<std::string>(*on ? "true" : "false") : std::nullopt;
  }
  if (name == "KmsDataKeyReusePeriodSeconds") {
    const auto period_s = number_in(value, kKmsDataKeyReusePeriodSeconds);
    return period_s ? std::optional(std::to_string(*period_s)) : std::nullopt;
  }
  return value;
}

bool has_kms(const QueueAttributes& attributes) {
  const auto key = attributes.others.find("KmsMasterKeyId");
  return key != attributes.others.end() && !key->second.empty();
}

/// As kept, or what stands in for it. A KMS key switches the queue's own encryption off (recorded).
std::string other_of(const QueueAttributes& attributes, const std::string& name) {
  const auto own = attributes.others.find(name);
  if (own != attributes.others.end()) return own->second;
  if (name == "SqsManagedSseEnabled") return has_kms(attributes) ? "false" : "true";
  if (name == "KmsDataKeyReusePeriodSeconds") {
    return std::to_string(kKmsDataKeyReusePeriodSeconds.initial);
  }
  return name == "FifoThroughputLimit" ? "perQueue" : "";
}

/// Rules over two attributes.
Checked<bool> check_together(const QueueAttributes& attributes) {
  if (other_of(attributes, "FifoThroughputLimit") == "perMessageGroupId" &&
      attributes.scope == DeduplicationScope::queue) {
    return refuse("InvalidAttributeValue",
                  "The perMessageGroupId value is allowed only when the value for "
                  "DeduplicationScope is messageGroup");
  }
  if (has_kms(attributes) && other_of(attributes, "SqsManagedSseEnabled") == "true") {
    return refuse("InvalidAttributeName",
                  "You can use one type of server-side encryption (SSE) at one time. You can "
                  "either enable KMS SSE or SQS SSE.");
  }
  return true;
}

Checked<bool> read_attribute(const std::string& name, const std::string& value,
                             QueueAttributes& attributes) {
  for (const NumberRow& row : kNumbers) {
    if (row.name != name) continue;
    const auto number = number_in(value, row.range);
    if (!number) return bad(name);
    attributes.*row.member = *number;
    return true;
  }
  if (name == "FifoQueue") return true;
  if (name == "ContentBasedDeduplication" || name == "DeduplicationScope" ||
      name == "FifoThroughputLimit") {
    return read_fifo_attribute(name, value, attributes);
  }
  if (name == "RedrivePolicy") {
    return refuse("UnsupportedOperation", "Dead-letter queues are not modelled yet.");
  }
  if (std::find(kOthers.begin(), kOthers.end(), name) == kOthers.end()) return unknown(name);
  const auto kept = normal_form(name, value);
  if (!kept) return bad(name);
  attributes.others[name] = *kept;
  return true;
}

/// FIFO queues end in `.fifo` and say so; standard queues do neither. SQSAPI/CreateQueue
Checked<bool> read_type(std::string_view queue_name, const StringMap& given) {
  const auto found = given.find("FifoQueue");
  const bool suffix = queue_name.ends_with(".fifo");
  if (found == given.end()) {
    if (!suffix) return false;
  } else {
    const auto on = boolean(found->second);
    if (!on) return bad("FifoQueue");
    if (!*on && !suffix) return unknown("FifoQueue");
    if (*on && suffix) return true;
  }
  return refuse("InvalidParameterValueException",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in "
                "length");
}

}  // namespace

Checked<QueueAttributes> read_attributes(std::string_view queue_name, const StringMap& given) {
  const auto fifo = read_type(queue_name, given);
  if (!fifo) return Refusal(fifo.error());
  QueueAttributes attributes;
  attributes.fifo = *fifo;
  for (const auto& [name, value] : given) {
    const auto good = read_attribute(name, value, attributes);
    if (!good) return Refusal(good.error());
  }
  if (auto good = check_together(attributes); !good) return Refusal(good.error());
  return attributes;
}

std::string first_difference(const QueueAttributes& current, const QueueAttributes& wanted,
                             const StringMap& given) {
  for (const auto& [name, value] : given) {
    for (const NumberRow& row : kNumbers) {
      if (row.name == name && current.*row.member != wanted.*row.member) return name;
    }
    if (name == "ContentBasedDeduplication" &&
        current.content_based_deduplication != wanted.content_based_deduplication) {
      return name;
    }
    if (name == "DeduplicationScope" && current.scope != wanted.scope) return name;
    if (other_of(current, name) != other_of(wanted, name)) return name;
  }
  return {};
}

}  // namespace sqsproof::semantics
