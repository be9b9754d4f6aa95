// SendMessage, ReceiveMessage, DeleteMessage, ChangeMessageVisibility.
#include <algorithm>
#include <fmt/format.h>

#include "semantics/digest.h"
#include "semantics/model/checks.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// Twenty digits that grow with every send, as the service's do. SQSAPI/SendMessage
std::string sequence_number(MessageNumber number) {
  constexpr std::uint64_t kFirst = 10'000'000'000'000'000'000U;
  constexpr std::uint64_t kStep = 256;  // not consecutive, as the service's are not
  return std::to_string(kFirst + number * kStep);
}

std::string deduplication_id(const SendMessageRequest& request) {
  return request.message_deduplication_id ? *request.message_deduplication_id
                                          : sha256_hex(*request.message_body);
}

/// The key is the queue's, or a message group's. SQSAPI/CreateQueue (DeduplicationScope)
std::string deduplication_key(const SendMessageRequest& request, const Queue& queue) {
  const std::string id = deduplication_id(request);
  if (queue.attributes().scope == DeduplicationScope::queue) return id;
  return *request.message_group_id + '\n' + id;
}

SendMessageResponse response_to(const SendMessageRequest& request, const std::string& id,
                                const Queue& queue, MessageNumber number) {
  SendMessageResponse response{id, md5_hex(*request.message_body), {}, {}};
  if (!request.message_attributes.empty()) {
    response.md5_of_message_attributes = md5_of_attributes(request.message_attributes);
  }
  if (queue.attributes().fifo) response.sequence_number = sequence_number(number);
  return response;
}

/// An explicit 0 on a FIFO queue does not cancel the queue's delay (recorded).
Duration_us delay_of(const SendMessageRequest& request, const Queue& queue) {
  const QueueAttributes& attributes = queue.attributes();
  if (attributes.fifo) return seconds(attributes.delay_s);
  return seconds(request.delay_seconds.value_or(attributes.delay_s));
}

bool asks_for(const ReceiveMessageRequest& request, std::string_view name) {
  const auto in = [&](const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& one) { return one == "All" || one == name; });
  };
  return in(request.message_system_attribute_names) || in(request.attribute_names);
}

/// `All`, `.*`, `*`, a name, or `prefix.*` (recorded). SQSAPI/ReceiveMessage
bool asks_for_attribute(const ReceiveMessageRequest& request, std::string_view name) {
  const auto& names = request.message_attribute_names;
  return std::any_of(names.begin(), names.end(), [&](const std::string& one) {
    if (one == "All" || one == ".*" || one == "*" || one == name) return true;
    return one.ends_with(".*") && name.starts_with(one.substr(0, one.size() - 2));
  });
}

StringMap system_attributes(const ReceiveMessageRequest& request, const Message& message,
                            const std::string& sender, bool fifo) {
  StringMap attributes;
  const auto give = [&](const char* name, std::string value) {
    if (asks_for(request, name)) attributes[name] = std::move(value);
  };
  give("SenderId", sender);
  give("SentTimestamp", std::to_string(message.sent / kMillisecond_us));
  give("ApproximateReceiveCount", std::to_string(message.receive_count));
  give("ApproximateFirstReceiveTimestamp",
       std::to_string(message.first_received / kMillisecond_us));
  if (message.group) give("MessageGroupId", *message.group);
  if (fifo) {
    give("MessageDeduplicationId", message.deduplication_id);
    give("SequenceNumber", sequence_number(message.number));
  }
  return attributes;
}

ReceivedMessage to_received(const ReceiveMessageRequest& request, const Message& message,
                            const Queue& queue, const std::string& sender) {
  ReceivedMessage received;
  received.message_id = message.id;
  received.receipt_handle = to_handle({queue.number(), message.number, message.receive_count});
  received.md5_of_body = message.md5_of_body;
  received.body = message.body;
  received.attributes = system_attributes(request, message, sender, queue.attributes().fifo);
  for (const auto& [name, value] : message.attributes) {
    if (asks_for_attribute(request, name)) received.message_attributes[name] = value;
  }
  if (!received.message_attributes.empty()) {
    received.md5_of_message_attributes = md5_of_attributes(received.message_attributes);
  }
  return received;
}

Refusal expired(const std::string& handle) {
  return invalid_value(handle, "ReceiptHandle", "The receipt handle has expired.");
}

/// The latest receipt of a message that is still hidden by it.
bool is_held_by(const Message& message, const Receipt& receipt) {
  return message.state == Message::State::in_flight && message.receive_count == receipt.receive;
}

}  // namespace

Checked<Receipt> Service::State::read_handle(const std::string& handle, const Queue& queue) {
  const auto receipt = parse_handle(handle);
  if (!receipt) {
    return refuse(
        "ReceiptHandleIsInvalid",
        fmt::format("The input receipt handle \"{}\" is not a valid receipt handle.", handle));
  }
  if (receipt->queue != queue.number() || !queue.was_sent(receipt->message)) {
    return refuse("ReceiptHandleIsInvalid",
                  fmt::format("The receipt handle \"{}\" is not valid for this queue.", handle));
  }
  return *receipt;
}

Checked<Reply> Service::State::apply(const SendMessageRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (auto good = check_send(request, queue.attributes()); !good) return Refusal(good.error());
  std::string key;
  if (queue.attributes().fifo) {
    key = deduplication_key(request, queue);
    if (const Queue::Accepted* first = queue.find_duplicate(key, now)) {
      return response_to(request, first->id, queue, first->number);
    }
  }
  Message message;
  message.id = new_message_id();
  const std::string id = message.id;
  message.body = *request.message_body;
  message.md5_of_body = md5_hex(message.body);
  message.attributes = request.message_attributes;
  message.group = request.message_group_id;
  if (queue.attributes().fifo) message.deduplication_id = deduplication_id(request);
  const MessageNumber number = queue.add(std::move(message), now, now + delay_of(request, queue));
  if (queue.attributes().fifo) queue.remember(key, {id, number, now});
  if (config.flaw == Flaw::loses_a_message && ++sends_accepted % 3 == 0) queue.erase(number);
  return response_to(request, id, queue, number);
}

Checked<Reply> Service::State::apply(const ReceiveMessageRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (auto good = check_receive(request); !good) return Refusal(good.error());
  const QueueAttributes& attributes = queue.attributes();
  if (queue.in_flight() >= (attributes.fifo ? kInFlightFifo : kInFlightStandard)) {
    const bool short_poll = request.wait_time_seconds.value_or(attributes.wait_time_s) == 0;
    if (attributes.fifo || !short_poll) return ReceiveMessageResponse{};
    return refuse("OverLimit",
                  "Too many messages have been received without being deleted.\nPlease delete your "
                  "received messages or let them timeout before receiving more.");
  }
  const auto most = static_cast<std::size_t>(request.max_number_of_messages.value_or(1));
  const Duration_us visibility =
      seconds(request.visibility_timeout.value_or(attributes.visibility_timeout_s));
  ReceiveMessageResponse response;
  for (const Message* message : queue.receive(most, visibility, now)) {
    response.messages.push_back(to_received(request, *message, queue, config.account));
  }
  return response;
}

/// Standard: any receipt of the message deletes it, also after its timeout (recorded). FIFO: only
/// the latest, while it hides the message. Deleting what is gone is no error.
Checked<Reply> Service::State::apply(const DeleteMessageRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (!request.receipt_handle || request.receipt_handle->empty()) return missing("MessageHandle");
  const auto receipt = read_handle(*request.receipt_handle, queue);
  if (!receipt) return Refusal(receipt.error());
  const Message* message = queue.find(receipt->message);
  if (message == nullptr) return DeleteMessageResponse{};
  if (queue.attributes().fifo && !is_held_by(*message, *receipt)) {
    return expired(*request.receipt_handle);
  }
  queue.erase(receipt->message);
  return DeleteMessageResponse{};
}

/// A timeout that has ended cannot be changed: no effect on a standard queue (recorded as success),
/// an error on a FIFO queue. One receive hides a message for 12 hours at most.
Checked<Reply> Service::State::apply(const ChangeMessageVisibilityRequest& request,
                                     Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (!request.receipt_handle || request.receipt_handle->empty()) return missing("ReceiptHandle");
  if (!request.visibility_timeout) return missing("VisibilityTimeout");
  const std::string value = std::to_string(*request.visibility_timeout);
  if (*request.visibility_timeout < kVisibilityTimeout.least ||
      *request.visibility_timeout > kVisibilityTimeout.most) {
    return invalid_value(value, "VisibilityTimeout", "Must be between 0 and 43200.");
  }
  const auto receipt = read_handle(*request.receipt_handle, queue);
  if (!receipt) return Refusal(receipt.error());
  const Message* message = queue.find(receipt->message);
  const bool held = message != nullptr && message->state == Message::State::in_flight;
  const bool latest = message != nullptr && message->receive_count == receipt->receive;
  if (message == nullptr || (queue.attributes().fifo && !(held && latest))) {
    return invalid_value(
        *request.receipt_handle, "ReceiptHandle",
        "Message does not exist or is not available for visibility timeout change.");
  }
  if (!held) return ChangeMessageVisibilityResponse{};
  const Instant_us deadline = now + seconds(*request.visibility_timeout);
  if (deadline > message->lease_began + kVisibilityCap_us) {
    return invalid_value(value, "VisibilityTimeout",
                         "Total VisibilityTimeout for the message is beyond the limit [43200 "
                         "seconds]");
  }
  queue.change_deadline(receipt->message, deadline, now);
  return ChangeMessageVisibilityResponse{};
}

}  // namespace sqsproof::semantics
