// Of receives and of receipts: numbers that are cut, names that are not read, attributes that do
// not come.
#include <algorithm>

#include "semantics/digest.h"
#include "semantics/limits.h"
#include "semantics/model/distortions/distortion.h"

namespace sqsproof::semantics {
namespace {

template <void (*kChange)(ReceiveMessageRequest&)>
void in_receive(Call& call) {
  if (auto* request = as<ReceiveMessageRequest>(call)) kChange(*request);
}
template <void (*kChange)(ReceivedMessage&)>
void in_received(const Call&, Answer& answer) {
  auto* received = response_in<ReceiveMessageResponse>(answer);
  if (received == nullptr) return;
  for (ReceivedMessage& message : received->messages) kChange(message);
}

void cut(std::optional<int>& value, AttributeRange range) {
  if (value) value = std::clamp(*value, range.least, range.most);
}
void cut_count(ReceiveMessageRequest& request) {
  cut(request.max_number_of_messages, kMaxNumberOfMessages);
}
void cut_wait(ReceiveMessageRequest& request) {
  cut(request.wait_time_seconds, kReceiveMessageWaitTimeSeconds);
}
void cut_timeout(ReceiveMessageRequest& request) {
  cut(request.visibility_timeout, kVisibilityTimeout);
}
void cut_change(Call& call) {
  if (auto* request = as<ChangeMessageVisibilityRequest>(call)) {
    cut(request->visibility_timeout, kVisibilityTimeout);
  }
}

void give_all_unasked(ReceiveMessageRequest& request) {
  if (request.message_attribute_names.empty()) request.message_attribute_names = {"All"};
}
void give_all_for_names(ReceiveMessageRequest& request) {
  if (!request.message_attribute_names.empty()) request.message_attribute_names = {"All"};
}
void read_no_word_for_all(ReceiveMessageRequest& request) {
  std::erase_if(request.message_attribute_names,
                [](const std::string& name) { return name == "All" || name == ".*"; });
}
void give_all_of_system_unasked(ReceiveMessageRequest& request) {
  if (!request.message_system_attribute_names.empty() || !request.attribute_names.empty()) return;
  request.message_system_attribute_names = {"All"};
}
void give_all_of_system_for_names(ReceiveMessageRequest& request) {
  if (request.message_system_attribute_names.empty()) return;
  request.message_system_attribute_names = {"All"};
}
void read_no_older_names(ReceiveMessageRequest& request) { request.attribute_names.clear(); }

void hide_first_receive(ReceivedMessage& message) {
  message.attributes.erase("ApproximateFirstReceiveTimestamp");
}
void hide_sequence(ReceivedMessage& message) { message.attributes.erase("SequenceNumber"); }
void hide_trace(ReceivedMessage& message) { message.attributes.erase("AWSTraceHeader"); }

/// A FIFO message has a sequence number beside it.
void hide_group_of_standard(ReceivedMessage& message) {
  if (!message.attributes.contains("SequenceNumber")) message.attributes.erase("MessageGroupId");
}

void hide_source(ReceivedMessage& message) { message.attributes.erase("DeadLetterQueueSourceArn"); }

bool is_dead_letter(const ReceivedMessage& message) {
  return message.attributes.contains("DeadLetterQueueSourceArn");
}
void reword_dead_letter(ReceivedMessage& message) {
  if (!is_dead_letter(message)) return;
  message.body += '!';
  message.md5_of_body = md5_hex(message.body);
}
void regroup_dead_letter(ReceivedMessage& message) {
  const auto group = message.attributes.find("MessageGroupId");
  if (is_dead_letter(message) && group != message.attributes.end()) group->second = "dead";
}

void give_receive_for_send(ReceivedMessage& message) {
  const auto received = message.attributes.find("ApproximateFirstReceiveTimestamp");
  const auto sent = message.attributes.find("SentTimestamp");
  if (received == message.attributes.end() || sent == message.attributes.end()) return;
  sent->second = received->second;
}
/// By a second with each further receive.
void move_first_receive(ReceivedMessage& message) {
  const auto first = message.attributes.find("ApproximateFirstReceiveTimestamp");
  const auto count = message.attributes.find("ApproximateReceiveCount");
  if (first == message.attributes.end() || count == message.attributes.end()) return;
  const long long later_s = std::stoll(count->second) - 1;
  first->second = std::to_string(std::stoll(first->second) + later_s * 1'000);
}

/// Of a standard queue: what has to be refused there is a message that was deleted.
void take_change_of_deleted(const Call& call, Answer& answer) {
  const auto* request = std::get_if<ChangeMessageVisibilityRequest>(&call);
  const auto* error = std::get_if<ServiceError>(&answer);
  if (request == nullptr || error == nullptr || request->queue_url.ends_with(".fifo")) return;
  if (error->message.find("does not exist or is not available") == std::string::npos) return;
  answer = Reply(ChangeMessageVisibilityResponse{});
}

void take_malformed(const Call& call, Answer& answer) {
  if (!is_refused_with(answer, "ReceiptHandleIsInvalid")) return;
  if (std::holds_alternative<DeleteMessageRequest>(call)) answer = Reply(DeleteMessageResponse{});
}

/// What is long was a handle once.
void take_cut_short(const Call& call, Answer& answer) {
  const auto* request = std::get_if<DeleteMessageRequest>(&call);
  const bool is_long = request != nullptr && request->receipt_handle.value_or("").size() > 16;
  if (is_long) take_malformed(call, answer);
}

constexpr Distortion kRows[] = {
    {Flaw::receive_count_cut, in_receive<cut_count>},
    {Flaw::wait_cut, in_receive<cut_wait>},
    {Flaw::change_cut, cut_change},
    {Flaw::attributes_unasked, in_receive<give_all_unasked>},
    {Flaw::attribute_names_unread, in_receive<give_all_for_names>},
    {Flaw::no_word_for_all, in_receive<read_no_word_for_all>},
    {Flaw::system_attributes_unasked, in_receive<give_all_of_system_unasked>},
    {Flaw::system_names_unread, in_receive<give_all_of_system_for_names>},
    {Flaw::older_names_unread, in_receive<read_no_older_names>},
    {Flaw::first_receive_untold, nullptr, in_received<hide_first_receive>},
    {Flaw::sequence_untold, nullptr, in_received<hide_sequence>},
    {Flaw::trace_lost, nullptr, in_received<hide_trace>},
    {Flaw::group_of_standard_untold, nullptr, in_received<hide_group_of_standard>},
    {Flaw::dead_letter_source_untold, nullptr, in_received<hide_source>},
    {Flaw::dead_letters_reworded, nullptr, in_received<reword_dead_letter>},
    {Flaw::dead_letters_regrouped, nullptr, in_received<regroup_dead_letter>},
    {Flaw::sent_when_received, nullptr, in_received<give_receive_for_send>},
    {Flaw::first_receive_moves, nullptr, in_received<move_first_receive>},
    {Flaw::change_of_deleted_taken, nullptr, take_change_of_deleted},
    {Flaw::malformed_receipts_taken, nullptr, take_malformed},
    {Flaw::cut_receipts_taken, nullptr, take_cut_short},
    {Flaw::receive_timeout_cut, in_receive<cut_timeout>},
};

}  // namespace

std::span<const Distortion> distortions_of_receives() { return kRows; }

}  // namespace sqsproof::semantics
