#include "semantics/model/attributes.h"

#include <algorithm>
#include <fmt/format.h>

#include "semantics/model/attribute_rows.h"
#include "semantics/model/policy_text.h"

namespace sqsproof::semantics {
namespace {

bool says(const StringMap& given, const char* name, const char* value) {
  const auto found = given.find(name);
  return found != given.end() && shown_boolean(found->second) == value;
}

bool gives_key(const StringMap& given) {
  const auto key = given.find("KmsMasterKeyId");
  return key != given.end() && !key->second.empty();
}

/// A KMS key and the service's own encryption replace each other; a queue without either is one
/// whose key was taken away (recorded). SQS/sqs-server-side-encryption
Checked<bool> settle_encryption(const StringMap& given, QueueAttributes& attributes) {
  const bool managed = says(given, "SqsManagedSseEnabled", "true");
  if (gives_key(given) && managed) {
    return refuse("InvalidAttributeName",
                  "You can use one type of server-side encryption (SSE) at one time. You can "
                  "either enable KMS SSE or SQS SSE.");
  }
  if (gives_key(given)) attributes.managed_sse = false;
  if (managed) attributes.kms_key.clear();
  if (attributes.kms_key.empty() && !given.contains("KmsDataKeyReusePeriodSeconds")) {
    attributes.kms_reuse_s = kKmsDataKeyReusePeriodSeconds.initial;
  }
  return true;
}

/// SQSAPI/SetQueueAttributes (FifoThroughputLimit)
Checked<bool> check_together(const QueueAttributes& attributes) {
  if (attributes.throughput == FifoThroughputLimit::per_message_group_id &&
      attributes.scope == DeduplicationScope::queue) {
    return refuse("InvalidAttributeValue",
                  "The perMessageGroupId value is allowed only when the value for "
                  "DeduplicationScope is messageGroup");
  }
  return true;
}

/// FIFO queues end in `.fifo` and say so; standard queues do neither. SQSAPI/CreateQueue
Checked<bool> read_type(std::string_view queue_name, const StringMap& given) {
  const auto found = given.find("FifoQueue");
  const bool suffix = queue_name.ends_with(".fifo");
  if (found == given.end()) {
    if (!suffix) return false;
  } else {
    const auto on = shown_boolean(found->second);
    if (!on) return invalid_attribute("FifoQueue");
    if (*on == "false" && !suffix) return unknown_attribute("FifoQueue");
    if (*on == "true" && suffix) return true;
  }
  return refuse("InvalidParameterValueException",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in "
                "length");
}

/// The type of a queue is for ever. Recorded texts: test_set_unsupported_attribute_*.
Checked<bool> keep_type(const QueueAttributes& current, const StringMap& given) {
  const auto found = given.find("FifoQueue");
  if (found == given.end()) return true;
  if (!current.fifo) return unknown_attribute("FifoQueue");
  if (shown_boolean(found->second) == "true") return true;
  return refuse("InvalidAttributeValue",
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not "
                "supported.");
}

/// Attributes that only FIFO queues have. Recorded texts differ between the two pairs.
Checked<bool> check_row(const AttributeRow& row, const QueueAttributes& attributes) {
  if (attributes.fifo || !row.fifo_only) return true;
  if (row.name == "ContentBasedDeduplication") return unknown_attribute(row.name);
  return refuse(
      "InvalidAttributeName",
      fmt::format("You can specify the {} only when FifoQueue is set to true.", row.name));
}

Checked<QueueAttributes> read_all(QueueAttributes attributes, const StringMap& given) {
  for (const auto& [name, value] : given) {
    if (name == "FifoQueue") continue;
    const AttributeRow* row = find_attribute_row(name);
    if (row == nullptr) return unknown_attribute(name);
    if (auto good = check_row(*row, attributes); !good) return Refusal(good.error());
    if (auto good = row->read(*row, value, attributes); !good) return Refusal(good.error());
  }
  if (auto good = settle_encryption(given, attributes); !good) return Refusal(good.error());
  if (auto good = check_together(attributes); !good) return Refusal(good.error());
  return attributes;
}

}  // namespace

Refusal unknown_attribute(std::string_view name) {
  return refuse("InvalidAttributeName", fmt::format("Unknown Attribute {}.", name));
}

Checked<QueueAttributes> read_attributes(std::string_view queue_name, const StringMap& given) {
  const auto fifo = read_type(queue_name, given);
  if (!fifo) return Refusal(fifo.error());
  QueueAttributes attributes;
  attributes.fifo = *fifo;
  return read_all(std::move(attributes), given);
}

Checked<QueueAttributes> change_attributes(const QueueAttributes& current, const StringMap& given) {
  if (auto good = keep_type(current, given); !good) return Refusal(good.error());
  return read_all(current, given);
}

std::string first_difference(const QueueAttributes& current, const QueueAttributes& wanted,
                             const StringMap& given) {
  for (const auto& [name, value] : given) {
    const AttributeRow* row = find_attribute_row(name);
    if (row == nullptr) continue;
    const std::string has = row->show(*row, current);
    const std::string wants = row->show(*row, wanted);
    const bool same = row->is_json ? is_same_json(has, wants) : has == wants;
    if (!same) return name;
  }
  return {};
}

std::vector<std::string_view> settable_attributes() {
  std::vector<std::string_view> names = {"FifoQueue"};
  for (const AttributeRow& row : all_attribute_rows()) names.push_back(row.name);
  return names;
}

std::optional<std::string> attribute_text(const QueueAttributes& attributes,
                                          std::string_view name) {
  if (name == "FifoQueue") {
    return attributes.fifo ? std::optional<std::string>("true") : std::nullopt;
  }
  const AttributeRow* row = find_attribute_row(name);
  if (row == nullptr || (row->fifo_only && !attributes.fifo)) return std::nullopt;
  const bool about_kms = row->name == "KmsDataKeyReusePeriodSeconds";
  if (about_kms && attributes.kms_key.empty()) return std::nullopt;
  std::string text = row->show(*row, attributes);
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace sqsproof::semantics
