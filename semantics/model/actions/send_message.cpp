#include "policy/support/words.h"
#include "semantics/digest.h"
#include "semantics/limits.h"
#include "semantics/model/checks.h"
#include "semantics/model/flawed_digest.h"
#include "semantics/model/sequence.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

std::string deduplication_id(const SendMessageRequest& request, Flaw flaw) {
  const bool given = request.message_deduplication_id && flaw != Flaw::content_beats_id;
  if (given && flaw == Flaw::dedup_ignores_case) {
    return policy::to_lower(*request.message_deduplication_id);
  }
  if (given) return *request.message_deduplication_id;
  const bool all = flaw == Flaw::content_with_attributes;
  return sha256_hex(*request.message_body +
                    (all ? md5_of_attributes(request.message_attributes) : std::string()));
}

/// The key is the queue's, or a message group's. SQSAPI/CreateQueue (DeduplicationScope)
std::string deduplication_key(const SendMessageRequest& request, const Queue& queue) {
  std::string id = deduplication_id(request, queue.flaw());
  if (queue.flaw() == Flaw::dedup_scope_ignored) return id;
  const bool per_group = queue.flaw() == Flaw::dedup_per_group;
  if (queue.deduplication_scope() == DeduplicationScope::queue && !per_group) return id;
  return *request.message_group_id + '\n' + id;
}

/// Digests are those of this request, also when it is a duplicate of another body.
SendMessageResponse response_to(const SendMessageRequest& request, MessageId id, const Queue& queue,
                                MessageNumber number) {
  SendMessageResponse response;
  response.message_id = id.text();
  response.md5_of_message_body = md5_hex(*request.message_body);
  if (!request.message_attributes.empty()) {
    response.md5_of_message_attributes = digest_of(request.message_attributes, queue.flaw());
  }
  if (!request.message_system_attributes.empty()) {
    response.md5_of_message_system_attributes =
        md5_of_attributes(request.message_system_attributes);
  }
  if (queue.attributes().fifo) {
    response.sequence_number = sequence_number(shown_number(number, queue.flaw()));
  }
  return response;
}

/// An explicit 0 on a FIFO queue does not cancel the queue's delay (recorded).
Duration_us delay_of(const SendMessageRequest& request, const QueueAttributes& attributes,
                     Flaw flaw) {
  if (flaw == Flaw::delays_ignored) return 0;
  if (attributes.fifo || flaw == Flaw::message_delay_ignored) return seconds(attributes.delay_s);
  const bool unset = flaw == Flaw::zero_delay_as_default && request.delay_seconds == 0;
  if (unset) return seconds(attributes.delay_s);
  return seconds(request.delay_seconds.value_or(attributes.delay_s));
}

/// How long an accepted send shuts out its duplicates.
Duration_us window_of(Flaw flaw) {
  if (flaw == Flaw::dedup_forgets_early) return seconds(60);
  return flaw == Flaw::dedup_forever ? seconds(1'000'000'000) : kDeduplicationWindow_us;
}

/// The content as a store with a flaw keeps it.
void spoil(Content& content, Flaw flaw) {
  if (flaw == Flaw::bodies_trimmed) {
    content.body.erase(content.body.find_last_not_of(' ') + 1);
    content.md5_of_body = md5(content.body);
  }
  if (flaw == Flaw::digest_constant) content.md5_of_body = md5("");
  if (flaw != Flaw::attribute_changed || content.attributes == nullptr) return;
  MessageAttributes changed = *content.attributes;
  for (auto& [name, value] : changed) {
    if (value.string_value) *value.string_value += "?";
  }
  content.attributes = std::make_unique<const MessageAttributes>(std::move(changed));
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
  if (fifo) content.deduplication_id = deduplication_id(request, config.flaw);
  content.sent = now;
  if (config.flaw != Flaw::none) spoil(content, config.flaw);
  return content;
}

SendMessageResponse Service::State::send(const SendMessageRequest& request, Queue& queue,
                                         Instant_us now) {
  const QueueAttributes& attributes = queue.attributes();
  Backlog& backlog = queue.backlog();
  std::string key;
  if (attributes.fifo) {
    key = deduplication_key(request, queue);
    const AcceptedSend* first = backlog.accepted.find(key, now, window_of(config.flaw));
    const bool accepts =
        first != nullptr && config.flaw != Flaw::none && accepts_duplicate(key, *first, queue, now);
    if (first != nullptr && !accepts) {
      AcceptedSend known = *first;
      if (config.flaw != Flaw::none) known = note_duplicate(request, key, known, queue, now);
      return response_to(request, known.id, queue, known.number);
    }
  }
  Content content = content_of(request, attributes.fifo, now);
  const MessageId id = content.id;
  Duration_us delay = delay_of(request, attributes, config.flaw);
  const bool late = config.flaw == Flaw::batch_visible_late && place_in_batch > 0;
  if (late && !attributes.fifo) delay += seconds(2);
  Message& message = backlog.add(std::move(content), now, now + delay, now);
  const MessageNumber number = message.number;
  if (attributes.fifo) backlog.accepted.remember(key, {id, number}, now);
  if (config.flaw != Flaw::none) spoil_sent(message, queue, now);
  wake(queue);
  return response_to(request, id, queue, number);
}

Checked<Reply> Service::State::apply(const SendMessageRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const auto good = check_send(request, (*queue)->attributes(), config.flaw);
  if (!good) {
    const bool remembers = config.flaw == Flaw::dedup_by_failed_send && (*queue)->attributes().fifo;
    if (remembers && request.message_group_id && request.message_deduplication_id) {
      (*queue)->backlog().accepted.remember(deduplication_key(request, **queue),
                                            {new_message_id(), (*queue)->backlog().next_number()},
                                            now);
    }
    return Refusal(good.error());
  }
  return send(request, **queue, now);
}

}  // namespace sqsproof::semantics
