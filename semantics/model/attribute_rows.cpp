#include "semantics/model/attribute_rows.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "semantics/model/policy_text.h"

namespace sqsproof::semantics {
namespace {

using Attributes = QueueAttributes;
using Row = AttributeRow;

Checked<bool> read_number(const Row& row, const std::string& text, Attributes& to) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || value < row.range.least || value > row.range.most) {
    return invalid_attribute(row.name);
  }
  to.*row.number = value;
  return true;
}
std::string show_number(const Row& row, const Attributes& from) {
  return std::to_string(from.*row.number);
}

template <bool Attributes::*member>
Checked<bool> read_boolean(const Row& row, const std::string& text, Attributes& to) {
  const auto on = shown_boolean(text);
  if (!on) return invalid_attribute(row.name);
  to.*member = *on == "true";
  return true;
}
template <bool Attributes::*member>
std::string show_boolean(const Row&, const Attributes& from) {
  return from.*member ? "true" : "false";
}

Checked<bool> read_scope(const Row& row, const std::string& text, Attributes& to) {
  if (text != "queue" && text != "messageGroup") return invalid_attribute(row.name);
  to.scope = text == "queue" ? DeduplicationScope::queue : DeduplicationScope::message_group;
  return true;
}
std::string show_scope(const Row&, const Attributes& from) {
  return from.scope == DeduplicationScope::queue ? "queue" : "messageGroup";
}

Checked<bool> read_throughput(const Row& row, const std::string& text, Attributes& to) {
  if (text != "perQueue" && text != "perMessageGroupId") return invalid_attribute(row.name);
  to.throughput = text == "perQueue" ? FifoThroughputLimit::per_queue
                                     : FifoThroughputLimit::per_message_group_id;
  return true;
}
std::string show_throughput(const Row&, const Attributes& from) {
  return from.throughput == FifoThroughputLimit::per_queue ? "perQueue" : "perMessageGroupId";
}

/// Not looked up: a wrong key is an error of the first send (recorded).
Checked<bool> read_key(const Row&, const std::string& text, Attributes& to) {
  to.kms_key = text;
  return true;
}
std::string show_key(const Row&, const Attributes& from) { return from.kms_key; }

// The three policies: an empty text takes them away (recorded).
Checked<bool> read_policy(const Row&, const std::string& text, Attributes& to) {
  if (!text.empty()) {
    if (auto good = check_policy(text); !good) return good;
  }
  to.policy = text;
  return true;
}
std::string show_policy(const Row&, const Attributes& from) { return from.policy; }

template <auto member, auto read>
Checked<bool> read_redrive(const Row&, const std::string& text, Attributes& to) {
  (to.*member).reset();
  if (text.empty()) return true;
  auto policy = read(text);
  if (!policy) return Refusal(policy.error());
  to.*member = std::move(*policy);
  return true;
}
template <auto member>
std::string show_redrive(const Row&, const Attributes& from) {
  return from.*member ? show(*(from.*member)) : std::string();
}

const Row kRows[] = {
    {"DelaySeconds", false, false, read_number, show_number, kDelaySeconds, &Attributes::delay_s},
    {"MaximumMessageSize", false, false, read_number, show_number, kMaximumMessageSize,
     &Attributes::maximum_message_size},
    {"MessageRetentionPeriod", false, false, read_number, show_number, kMessageRetentionPeriod,
     &Attributes::retention_s},
    {"ReceiveMessageWaitTimeSeconds", false, false, read_number, show_number,
     kReceiveMessageWaitTimeSeconds, &Attributes::wait_time_s},
    {"VisibilityTimeout", false, false, read_number, show_number, kVisibilityTimeout,
     &Attributes::visibility_timeout_s},
    {"Policy", false, true, read_policy, show_policy},
    {"RedrivePolicy", false, true, read_redrive<&Attributes::redrive, &read_redrive_policy>,
     show_redrive<&Attributes::redrive>},
    {"RedriveAllowPolicy", false, true,
     read_redrive<&Attributes::redrive_allow, &read_redrive_allow_policy>,
     show_redrive<&Attributes::redrive_allow>},
    {"KmsMasterKeyId", false, false, read_key, show_key},
    {"KmsDataKeyReusePeriodSeconds", false, false, read_number, show_number,
     kKmsDataKeyReusePeriodSeconds, &Attributes::kms_reuse_s},
    {"SqsManagedSseEnabled", false, false, read_boolean<&Attributes::managed_sse>,
     show_boolean<&Attributes::managed_sse>},
    {"ContentBasedDeduplication", true, false,
     read_boolean<&Attributes::content_based_deduplication>,
     show_boolean<&Attributes::content_based_deduplication>},
    {"DeduplicationScope", true, false, read_scope, show_scope},
    {"FifoThroughputLimit", true, false, read_throughput, show_throughput},
};

}  // namespace

std::span<const AttributeRow> all_attribute_rows() { return kRows; }

const AttributeRow* find_attribute_row(std::string_view name) {
  const auto* found = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const Row& row) { return row.name == name; });
  return found == std::end(kRows) ? nullptr : found;
}

std::optional<std::string> shown_boolean(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (text == "true" || text == "false") return text;
  return std::nullopt;
}

Refusal invalid_attribute(std::string_view name) {
  return refuse("InvalidAttributeValue", fmt::format("Invalid value for the parameter {}.", name));
}

}  // namespace sqsproof::semantics
