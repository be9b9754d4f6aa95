// Of queues and their attributes: names and numbers that are put right in place of being refused,
// and settings that are dropped.
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "semantics/limits.h"
#include "semantics/model/distortions/characters.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

using Json = nlohmann::json;

template <void (*kChange)(CreateQueueRequest&)>
void in_creation(Call& call) {
  if (auto* request = as<CreateQueueRequest>(call)) kChange(*request);
}
template <void (*kChange)(SetQueueAttributesRequest&)>
void in_setting(Call& call) {
  if (auto* request = as<SetQueueAttributesRequest>(call)) kChange(*request);
}
template <void (*kChange)(StringMap&)>
void in_attributes(const Call&, Answer& answer) {
  if (auto* response = response_in<GetQueueAttributesResponse>(answer)) {
    kChange(response->attributes);
  }
}

void take_any_name(CreateQueueRequest& request) {
  if (!request.queue_name || request.queue_name->ends_with(".fifo")) return;
  make_legal(*request.queue_name, kQueueNameLength, '-', is_word_character);
}

void take_fifo_without_suffix(CreateQueueRequest& request) {
  if (request.queue_name && !request.queue_name->ends_with(".fifo")) {
    request.attributes.erase("FifoQueue");
  }
}

struct Numbers {
  const char* name;
  AttributeRange range;
};
constexpr Numbers kNumbers[] = {{"DelaySeconds", kDelaySeconds},
                                {"MaximumMessageSize", kMaximumMessageSize},
                                {"MessageRetentionPeriod", kMessageRetentionPeriod},
                                {"ReceiveMessageWaitTimeSeconds", kReceiveMessageWaitTimeSeconds},
                                {"VisibilityTimeout", kVisibilityTimeout}};

void cut_numbers(StringMap& attributes) {
  for (const Numbers& number : kNumbers) {
    const auto found = attributes.find(number.name);
    if (found == attributes.end()) continue;
    std::string& text = found->second;
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) continue;
    text = std::to_string(std::clamp(value, number.range.least, number.range.most));
  }
}
void cut_set_numbers(SetQueueAttributesRequest& request) { cut_numbers(request.attributes); }
void cut_new_numbers(CreateQueueRequest& request) { cut_numbers(request.attributes); }

/// The longest timeout is refused, like one that is too long.
void refuse_longest_timeout(CreateQueueRequest& request) {
  const auto found = request.attributes.find("VisibilityTimeout");
  if (found != request.attributes.end() && found->second == "43200") found->second = "43201";
}

void take_unknown_attributes(const Call& call, Answer& answer) {
  if (!is_refused_with(answer, "InvalidAttributeName")) return;
  if (std::holds_alternative<SetQueueAttributesRequest>(call)) {
    answer = Reply(SetQueueAttributesResponse{});
  } else if (std::holds_alternative<GetQueueAttributesRequest>(call)) {
    answer = Reply(GetQueueAttributesResponse{});
  }
}

void set_first_alone(SetQueueAttributesRequest& request) {
  auto& attributes = request.attributes;
  if (!attributes.empty()) attributes.erase(std::next(attributes.begin()), attributes.end());
}

void forget_delay(CreateQueueRequest& request) { request.attributes.erase("DelaySeconds"); }
void forget_tags(CreateQueueRequest& request) { request.tags.clear(); }
void keep_longest(CreateQueueRequest& request) {
  request.attributes.emplace("MessageRetentionPeriod",
                             std::to_string(kMessageRetentionPeriod.most));
}

void hide_throughput(StringMap& attributes) {
  attributes.erase("DeduplicationScope");
  attributes.erase("FifoThroughputLimit");
}
void hide_policy(StringMap& attributes) { attributes.erase("Policy"); }

void give_all(Call& call) {
  auto* request = as<GetQueueAttributesRequest>(call);
  if (request && !request->attribute_names.empty()) request->attribute_names = {"All"};
}

void take_other_type(const Call& call, Answer& answer) {
  const auto* request = std::get_if<SetQueueAttributesRequest>(&call);
  const bool refused = std::holds_alternative<ServiceError>(answer);
  if (request && refused && request->attributes.contains("FifoQueue")) {
    answer = Reply(SetQueueAttributesResponse{});
  }
}

void find_any_name(const Call& call, Answer& answer) {
  const auto* request = std::get_if<GetQueueUrlRequest>(&call);
  if (request == nullptr || !is_refused_with(answer, "QueueDoesNotExist")) return;
  answer = Reply(GetQueueUrlResponse{"http://127.0.0.1/000000000000/" + *request->queue_name});
}

void cut_receive_count(SetQueueAttributesRequest& request) {
  const auto found = request.attributes.find("RedrivePolicy");
  if (found == request.attributes.end()) return;
  Json policy = Json::parse(found->second, nullptr, false);
  if (!policy.is_object() || !policy.value("maxReceiveCount", Json()).is_number_integer()) return;
  policy["maxReceiveCount"] = std::clamp(policy["maxReceiveCount"].get<int>(),
                                         kMaxReceiveCount.least, kMaxReceiveCount.most);
  found->second = policy.dump();
}

void take_any_redrive_policy(const Call& call, Answer& answer) {
  const auto* request = std::get_if<SetQueueAttributesRequest>(&call);
  if (request == nullptr || !std::holds_alternative<ServiceError>(answer)) return;
  const auto found = request->attributes.find("RedrivePolicy");
  const bool nonsense = found != request->attributes.end() && !Json::accept(found->second);
  if (nonsense) answer = Reply(SetQueueAttributesResponse{});
}

void keep_fifo_settings(SetQueueAttributesRequest& request) {
  for (const char* name :
       {"ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"}) {
    request.attributes.erase(name);
  }
  if (request.attributes.empty()) request.attributes["DelaySeconds"] = "0";
}

void hide_encryption(StringMap& attributes) {
  for (const char* name :
       {"SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds"}) {
    attributes.erase(name);
  }
}
void hide_redrive_policy(StringMap& attributes) { attributes.erase("RedrivePolicy"); }

void take_told_attributes(const Call& call, Answer& answer) {
  const auto* request = std::get_if<SetQueueAttributesRequest>(&call);
  if (request == nullptr || !std::holds_alternative<ServiceError>(answer)) return;
  for (const char* name :
       {"QueueArn", "CreatedTimestamp", "LastModifiedTimestamp", "ApproximateNumberOfMessages"}) {
    if (request->attributes.contains(name)) answer = Reply(SetQueueAttributesResponse{});
  }
}

constexpr Distortion kRows[] = {
    {Flaw::queue_names_any, in_creation<take_any_name>},
    {Flaw::fifo_suffix_optional, in_creation<take_fifo_without_suffix>},
    {Flaw::set_numbers_cut, in_setting<cut_set_numbers>},
    {Flaw::new_numbers_cut, in_creation<cut_new_numbers>},
    {Flaw::longest_timeout_refused, in_creation<refuse_longest_timeout>},
    {Flaw::unknown_attributes_taken, nullptr, take_unknown_attributes},
    {Flaw::sets_first_attribute, in_setting<set_first_alone>},
    {Flaw::creation_forgets_delay, in_creation<forget_delay>},
    {Flaw::creation_forgets_tags, in_creation<forget_tags>},
    {Flaw::kept_longest_by_default, in_creation<keep_longest>},
    {Flaw::throughput_untold, nullptr, in_attributes<hide_throughput>},
    {Flaw::policy_untold, nullptr, in_attributes<hide_policy>},
    {Flaw::all_queue_attributes, give_all},
    {Flaw::type_change_taken, nullptr, take_other_type},
    {Flaw::any_name_found, nullptr, find_any_name},
    {Flaw::receive_limit_cut, in_setting<cut_receive_count>},
    {Flaw::redrive_policy_any, nullptr, take_any_redrive_policy},
    {Flaw::fifo_settings_ignored, in_setting<keep_fifo_settings>},
    {Flaw::encryption_untold, nullptr, in_attributes<hide_encryption>},
    {Flaw::redrive_policy_untold, nullptr, in_attributes<hide_redrive_policy>},
    {Flaw::told_attributes_taken, nullptr, take_told_attributes},
};

}  // namespace

std::span<const Distortion> distortions_of_queues() { return kRows; }

}  // namespace sqsproof::semantics
