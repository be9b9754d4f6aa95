#include "properties/report/timeline/lives.h"

#include <algorithm>
#include <cstdlib>

#include "semantics/actions/parts.h"

namespace sqsproof::properties::timeline {

using namespace semantics;

namespace {

/// A new lease ends what was known of the one before.
void cut(std::vector<Span>& spans, Instant_us at) {
  for (Span& span : spans) span.to = std::min(span.to, std::max(span.from, at));
}

}  // namespace

std::vector<std::string> messages_of(const Operation& operation) {
  std::vector<std::string> ids;
  if (const auto* sent = response_in<SendMessageResponse>(operation.answer))
    ids.push_back(sent->message_id);
  if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
    for (const auto& entry : batch->successful) ids.push_back(entry.message_id);
  }
  if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
    for (const auto& message : received->messages) ids.push_back(message.message_id);
  }
  return ids;
}

std::vector<std::pair<std::string, int>> receipts_of(const Call& call) {
  constexpr int kRemoved = -1;
  std::vector<std::pair<std::string, int>> receipts;
  if (const auto* one = std::get_if<DeleteMessageRequest>(&call)) {
    receipts.emplace_back(one->receipt_handle.value_or(""), kRemoved);
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    receipts.emplace_back(change->receipt_handle.value_or(""),
                          change->visibility_timeout.value_or(0));
  } else if (const auto* batch = std::get_if<DeleteMessageBatchRequest>(&call)) {
    for (const auto& entry : batch->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""), kRemoved);
    }
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (const auto& entry : changes->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""),
                            entry.visibility_timeout.value_or(0));
    }
  }
  return receipts;
}

Instant_us end_of(const Operation& operation) {
  return std::holds_alternative<NoAnswer>(operation.answer) ? operation.invoked + 1
                                                            : operation.returned;
}

std::string Lives::message_of(const std::string& receipt) const {
  const auto found = of_receipt_.find(receipt);
  return found == of_receipt_.end() ? "" : found->second.message;
}

void Lives::note_receipts(const Operation& operation) {
  const auto* request = std::get_if<ReceiveMessageRequest>(&operation.call);
  const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
  if (!request || !received) return;
  for (const auto& m : received->messages) {
    of_receipt_[m.receipt_handle] = {m.message_id, request->queue_url};
  }
}

void Lives::note_settings(const Operation& operation) {
  if (const auto* created = response_in<CreateQueueResponse>(operation.answer)) {
    const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
    if (request) settings_[created->queue_url] = settings_of(*request);
  } else if (const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call)) {
    const auto timeout = set->attributes.find("VisibilityTimeout");
    if (timeout == set->attributes.end()) return;
    settings_[set->queue_url].visibility_timeout_s = std::atoi(timeout->second.c_str());
  }
}

void Lives::note_spans(const Operation& operation) {
  if (const auto* send = std::get_if<SendMessageRequest>(&operation.call)) {
    add_delay(operation, *send);
  } else if (const auto* receive = std::get_if<ReceiveMessageRequest>(&operation.call)) {
    const int timeout_s =
        receive->visibility_timeout.value_or(settings_[receive->queue_url].visibility_timeout_s);
    for (const std::string& id : messages_of(operation)) {
      add_lease({id, receive->queue_url}, operation, timeout_s);
    }
  } else if (!std::holds_alternative<ServiceError>(operation.answer)) {
    for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
      const auto found = of_receipt_.find(receipt);
      if (found == of_receipt_.end()) continue;
      timeout_s >= 0 ? add_lease(found->second, operation, timeout_s)
                     : add_end(found->second, operation);
    }
  }
}

/// A message that is seen in another queue has left the one before.
std::vector<Span>& Lives::spans_in(const Whereabouts& place, const Operation& operation) {
  auto& stays = stays_[place.message];
  if (stays.empty() || stays.back().queue_url != place.queue_url) {
    if (!stays.empty()) cut(stays.back().spans, operation.invoked);
    stays.push_back({place.queue_url, operation.invoked});
  }
  return stays.back().spans;
}

void Lives::add_delay(const Operation& operation, const SendMessageRequest& send) {
  const auto* sent = response_in<SendMessageResponse>(operation.answer);
  const int delay_s = send.delay_seconds.value_or(settings_[send.queue_url].delay_s);
  if (!sent || delay_s <= 0) return;
  const Instant_us surely_until = operation.invoked + seconds(delay_s);
  const Instant_us end = end_of(operation);
  auto& all = spans_in({sent->message_id, send.queue_url}, operation);
  all.push_back({Span::Kind::delayed, end, surely_until, true});
  all.push_back({Span::Kind::delayed, surely_until, end + seconds(delay_s), false});
}

/// The instant lies somewhere in the call: perhaps from its beginning on, certainly from its end.
void Lives::add_lease(const Whereabouts& place, const Operation& operation, int timeout_s) {
  auto& all = spans_in(place, operation);
  cut(all, operation.invoked);
  const Instant_us from = operation.invoked, known = end_of(operation);
  const Duration_us timeout = seconds(timeout_s);
  const Instant_us surely_until = std::max(known, from + timeout);
  all.push_back({Span::Kind::in_flight, from, known, false});
  if (timeout > 0) {
    all.push_back({Span::Kind::in_flight, known, surely_until, true});
    all.push_back({Span::Kind::in_flight, surely_until, known + timeout, false});
  }
}

void Lives::add_end(const Whereabouts& place, const Operation& operation) {
  auto& all = spans_in(place, operation);
  cut(all, operation.invoked);
  all.push_back({Span::Kind::gone, operation.invoked, end_of(operation), false});
  all.push_back({Span::Kind::gone, end_of(operation), INT64_MAX, true});
}

}  // namespace sqsproof::properties::timeline
