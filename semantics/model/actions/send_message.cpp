#include "semantics/digest.h"
#include "semantics/model/checks.h"
#include "semantics/model/sequence.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

std::string deduplication_id(const SendMessageRequest& request) {
  return request.message_deduplication_id ? *request.message_deduplication_id
                                          : sha256_hex(*request.message_body);
}

/// The key is the queue's, or a message group's. SQSAPI/CreateQueue (DeduplicationScope)
std::string deduplication_key(const SendMessageRequest& request, const Queue& queue) {
  std::string id = deduplication_id(request);
  if (queue.deduplication_scope() == DeduplicationScope::queue) return id;
  return *request.message_group_id + '\n' + id;
}

/// Digests are those of this request, also when it is a duplicate of another body.
SendMessageResponse response_to(const SendMessageRequest& request, MessageId id, const Queue& queue,
                                MessageNumber number) {
  SendMessageResponse response;
  response.message_id = id.text();
  response.md5_of_message_body = md5_hex(*request.message_body);
  if (!request.message_attributes.empty()) {
    response.md5_of_message_attributes = md5_of_attributes(request.message_attributes);
  }
  if (!request.message_system_attributes.empty()) {
    response.md5_of_message_system_attributes =
        md5_of_attributes(request.message_system_attributes);
  }
  if (queue.attributes().fifo) response.sequence_number = sequence_number(number);
  return response;
}

/// An explicit 0 on a FIFO queue does not cancel the queue's delay (recorded).
Duration_us delay_of(const SendMessageRequest& request, const QueueAttributes& attributes) {
  if (attributes.fifo) return seconds(attributes.delay_s);
  return seconds(request.delay_seconds.value_or(attributes.delay_s));
}

/// What the request says of it wins over the header that it came with.
std::unique_ptr<const std::string> trace_header(const SendMessageRequest& request,
                                                const std::string& of_the_way) {
  const auto given = request.message_system_attributes.find("AWSTraceHeader");
  if (given != request.message_system_attributes.end()) {
    return std::make_unique<const std::string>(given->second.string_value.value_or(""));
  }
  return of_the_way.empty() ? nullptr : std::make_unique<const std::string>(of_the_way);
}

}  // namespace

Content Service::State::content_of(const SendMessageRequest& request, bool fifo, Instant_us now) {
  Content content;
  content.id = new_message_id();
  content.body = *request.message_body;
  content.md5_of_body = md5(content.body);
  if (!request.message_attributes.empty()) {
    content.attributes = std::make_unique<const MessageAttributes>(request.message_attributes);
  }
  content.trace_header = trace_header(request, context.trace_header);
  content.sender = context.sender.empty() ? config.account : context.sender;
  content.group = request.message_group_id;
  if (fifo) content.deduplication_id = deduplication_id(request);
  content.sent = now;
  return content;
}

SendMessageResponse Service::State::send(const SendMessageRequest& request, Queue& queue,
                                         Instant_us now) {
  const QueueAttributes& attributes = queue.attributes();
  Backlog& backlog = queue.backlog();
  std::string key;
  if (attributes.fifo) {
    const Duration_us window =
        config.flaw == Flaw::dedup_forgets_early ? seconds(60) : kDeduplicationWindow_us;
    key = deduplication_key(request, queue);
    if (const AcceptedSend* first = backlog.accepted.find(key, now, window)) {
      return response_to(request, first->id, queue, first->number);
    }
  }
  Content content = content_of(request, attributes.fifo, now);
  const MessageId id = content.id;
  Message& message = backlog.add(std::move(content), now, now + delay_of(request, attributes), now);
  const MessageNumber number = message.number;
  if (attributes.fifo) backlog.accepted.remember(key, {id, number}, now);
  if (config.flaw == Flaw::loses_a_message && ++sends_accepted % 3 == 0) backlog.erase(message);
  wake(queue);
  return response_to(request, id, queue, number);
}

Checked<Reply> Service::State::apply(const SendMessageRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const auto good = check_send(request, (*queue)->attributes());
  if (!good) return Refusal(good.error());
  return send(request, **queue, now);
}

}  // namespace sqsproof::semantics
