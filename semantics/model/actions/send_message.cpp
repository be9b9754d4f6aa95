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
  constexpr std::size_t kPrefix = 256;
  if (flaw == Flaw::content_by_prefix) return sha256_hex(request.message_body->substr(0, kPrefix));
  return sha256_hex(*request.message_body +
                    (all ? md5_of_attributes(request.message_attributes) : std::string()));
}

/// The key is the queue's, or a message group's. SQSAPI/CreateQueue (DeduplicationScope)
std::string deduplication_key(const SendMessageRequest& request, const Queue& queue) {
  std::string id = deduplication_id(request, queue.flaw());
  const bool of_content = !request.message_deduplication_id.has_value();
  if (queue.flaw() == Flaw::content_ids_apart && of_content) id += " of the content";
  if (queue.flaw() == Flaw::dedup_scope_ignored) return id;
  const bool per_group = queue.flaw() == Flaw::dedup_per_group;
  if (queue.deduplication_scope() == DeduplicationScope::queue && !per_group) return id;
  return *request.message_group_id + '\n' + id;
}

/// Digests are those of this request, also when it is a duplicate of another body.
SendMessageResponse response_to(const SendMessageRequest& request, const Md5& md5_of_body,
                                MessageId id, const Queue& queue, MessageNumber number) {
  SendMessageResponse response;
  response.message_id = id.text();
  response.md5_of_message_body = hex(md5_of_body);
  if (!request.message_attributes.empty()) {
    response.md5_of_message_attributes = digest_of(request.message_attributes, queue.flaw());
  }
  if (!request.message_system_attributes.empty()) {
    response.md5_of_message_system_attributes =
        md5_of_attributes(request.message_system_attributes);
  }
  if (queue.attributes().fifo) {
    response.sequence_number = shown_sequence(number, queue.flaw());
  }
  return response;
}

/// An explicit 0 on a FIFO queue does not cancel the queue's delay (recorded).
Duration_us delay_of(const SendMessageRequest& request, const QueueAttributes& attributes,
                     Flaw flaw) {
  if (flaw == Flaw::delays_ignored) return 0;
  const bool taken = flaw == Flaw::zero_delay_on_fifo && request.delay_seconds == 0;
  if (attributes.fifo && taken) return 0;
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

/// Of an e with an acute accent apart, one letter.
void compose(std::string& text) {
  constexpr std::string_view kApart = "e\xCC\x81";
  for (std::size_t at = text.find(kApart); at != std::string::npos; at = text.find(kApart, at)) {
    text.replace(at, kApart.size(), "\xC3\xA9");
  }
}

/// The content as a store with a flaw keeps it.
void spoil(Content& content, Flaw flaw) {
  if (flaw == Flaw::bodies_composed) {
    compose(content.body);
    content.md5_of_body = md5(content.body);
  }
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
                                                const std::string& of_the_way, Flaw flaw) {
  const auto given = request.message_system_attributes.find("AWSTraceHeader");
  if (given != request.message_system_attributes.end()) {
    return std::make_unique<const std::string>(given->second.string_value.value_or(""));
  }
  const bool lost = of_the_way.empty() || flaw == Flaw::trace_of_request_lost;
  return lost ? nullptr : std::make_unique<const std::string>(of_the_way);
}

}  // namespace

Content Service::State::content_of(const SendMessageRequest& request, const Md5& md5_of_body,
                                   bool fifo, Instant_us now) {
  Content content;
  content.id = new_message_id();
  content.body = *request.message_body;
  content.md5_of_body = md5_of_body;
  if (!request.message_attributes.empty()) {
    content.attributes = std::make_unique<const MessageAttributes>(request.message_attributes);
  }
  content.trace_header = trace_header(request, context.trace_header, config.flaw);
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
  const Md5 md5_of_body = md5(*request.message_body);
  std::string key;
  if (attributes.fifo) {
    key = deduplication_key(request, queue);
    const AcceptedSend* first = backlog.accepted.find(key, now, window_of(config.flaw));
    const bool shared = first == nullptr && config.flaw == Flaw::dedup_shared;
    if (shared) first = accepted_elsewhere(key, queue, now);
    const bool accepts =
        first != nullptr && config.flaw != Flaw::none && accepts_duplicate(key, *first, queue, now);
    if (first != nullptr && !accepts) {
      AcceptedSend known = *first;
      if (config.flaw != Flaw::none) known = note_duplicate(request, key, known, queue, now);
      return response_to(request, md5_of_body, known.id, queue, known.number);
    }
  }
  Content content = content_of(request, md5_of_body, attributes.fifo, now);
  if (config.flaw == Flaw::ids_of_queue) content.id = {1, backlog.next_number()};
  const MessageId id = content.id;
  Duration_us delay = delay_of(request, attributes, config.flaw);
  if (config.flaw == Flaw::delays_longer && delay > 0) delay += seconds(10);
  const bool late = config.flaw == Flaw::batch_visible_late && place_in_batch > 0;
  if (late && !attributes.fifo) delay += seconds(2);
  Message& message = backlog.add(std::move(content), now, now + delay, now);
  const MessageNumber number = message.number;
  if (attributes.fifo) backlog.accepted.remember(key, {id, number}, now);
  if (config.flaw != Flaw::none) spoil_sent(message, queue, now);
  wake(queue);
  return response_to(request, md5_of_body, id, queue, number);
}

Checked<Reply> Service::State::apply(const SendMessageRequest& request, Instant_us now) {
  const auto queue = open(request.queue_url, now);
  if (!queue) return Refusal(queue.error());
  const QueueAttributes& attributes = (*queue)->attributes();
  if (config.flaw != Flaw::none) return send_wrongly(request, **queue, now);
  const auto good = check_send(request, attributes);
  if (!good) return Refusal(good.error());
  return send(request, **queue, now);
}

/// The same with a flaw.
Checked<Reply> Service::State::send_wrongly(const SendMessageRequest& request, Queue& queue,
                                            Instant_us now) {
  const SendMessageRequest taken = as_taken(request, queue.attributes());
  const auto good = check_send(taken, queue.attributes(), config.flaw);
  if (good) return send(taken, queue, now);
  const bool fifo = queue.attributes().fifo;
  const bool named = request.message_group_id && request.message_deduplication_id;
  const auto most = static_cast<std::size_t>(queue.attributes().maximum_message_size);
  const bool large = request.message_body && request.message_body->size() > most;
  const bool remembers = config.flaw == Flaw::dedup_by_failed_send ||
                         (config.flaw == Flaw::dedup_by_large_send && large);
  if (remembers && fifo && named) {
    queue.backlog().accepted.remember(deduplication_key(request, queue),
                                      {new_message_id(), queue.backlog().next_number()}, now);
  }
  const bool whole = request.message_body && (!fifo || named);
  if (config.flaw == Flaw::refused_send_stores && whole) {
    static_cast<void>(send(request, queue, now));
  }
  return Refusal(good.error());
}

}  // namespace sqsproof::semantics
