#include "properties/report/timeline/lives.h"

#include <algorithm>

#include "properties/report/timeline/spans.h"
#include "semantics/actions/parts.h"

namespace sqsproof::properties::timeline {

using namespace semantics;

std::string Lives::message_of(const std::string& receipt) const {
  const auto found = of_receipt_.find(receipt);
  return found == of_receipt_.end() ? "" : found->second.message;
}

std::string Lives::original_of(const std::string& id) const {
  const auto found = originals_.find(id);
  return found == originals_.end() ? "" : found->second;
}

void Lives::note_receipts(const Operation& operation) {
  const auto* request = std::get_if<ReceiveMessageRequest>(&operation.call);
  const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
  if (!request || !received) return;
  for (const auto& m : received->messages) {
    of_receipt_[m.receipt_handle] = {m.message_id, request->queue_url};
  }
}

void Lives::note_origins(const Operation& operation) {
  const std::string* queue = queue_url_of(operation.call);
  for (const Sent& sent : sent_by(operation)) {
    // A duplicate in a FIFO queue is answered with its original, which has been there for longer.
    if (sent_.insert(sent.id).second) {
      stay_in({sent.id, *queue}, operation).since = {operation.invoked, end_of(operation)};
    }
    of_body_[sent.body].insert(sent.id);
  }
  if (std::holds_alternative<StartMessageMoveTaskRequest>(operation.call) &&
      !std::holds_alternative<ServiceError>(operation.answer) && !moving_) {
    moving_ = operation.invoked;
  }
  const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
  if (!received || !moving_) return;
  for (const auto& m : received->messages) note_copy(m.message_id, m.body, operation);
}

/// What a move task moves is a new message with a new id (SQSAPI/StartMessageMoveTask).
void Lives::note_copy(const std::string& id, const std::string& body, const Operation& operation) {
  if (sent_.contains(id) || originals_.contains(id) || stays_.contains(id)) return;
  const auto found = of_body_.find(body);
  if (found == of_body_.end() || found->second.size() != 1) return;
  const std::string& original = *found->second.begin();
  originals_[id] = original;
  const std::string* queue = queue_url_of(operation.call);
  stay_in({id, *queue}, operation).since = {*moving_, end_of(operation)};
  leave(stays_[original].back(), operation);
}

void Lives::note_settings(const Operation& operation) {
  if (const auto* request = std::get_if<CreateQueueRequest>(&operation.call)) {
    const auto* created = response_in<CreateQueueResponse>(operation.answer);
    if (created) settings_[created->queue_url] = {settings_of(*request), {}};
    return;
  }
  const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call);
  if (!set || std::holds_alternative<ServiceError>(operation.answer)) return;
  Settings& settings = settings_[set->queue_url];
  const int delay_s = settings.now.delay_s;
  if (settings.retentions.empty()) note_retention(settings, INT64_MIN);
  set_attributes(settings.now, set->attributes);
  note_retention(settings, operation.returned);
  // Of FIFO queues alone, a new delay is that of messages which are there (SQS/sqs-delay-queues).
  const bool fifo = settings.now.fifo || set->queue_url.ends_with(".fifo");
  if (fifo && settings.now.delay_s != delay_s) move_delays(set->queue_url, operation);
}

void Lives::note_spans(const Operation& operation) {
  const std::string* queue = queue_url_of(operation.call);
  for (const Sent& sent : sent_by(operation)) add_delay(operation, *queue, sent);
  if (const auto* receive = std::get_if<ReceiveMessageRequest>(&operation.call)) {
    const int timeout_s = receive->visibility_timeout.value_or(
        settings_[receive->queue_url].now.visibility_timeout_s);
    for (const std::string& id : messages_of(operation)) {
      add_lease({id, receive->queue_url}, operation, timeout_s);
    }
  }
  if (std::holds_alternative<ServiceError>(operation.answer)) return;
  for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
    const auto found = of_receipt_.find(receipt);
    if (found == of_receipt_.end()) continue;
    if (timeout_s >= 0) {
      add_lease(found->second, operation, timeout_s);
    } else {
      add_end(stay_in(found->second, operation).spans, operation, "deleted");
    }
  }
  if (std::holds_alternative<PurgeQueueRequest>(operation.call)) {
    empty_queue(*queue, operation, "purged");
  } else if (std::holds_alternative<DeleteQueueRequest>(operation.call)) {
    empty_queue(*queue, operation, "gone with its queue");
  }
}

/// A message that is seen in another queue has left the one before. One that is seen again where it
/// was is there twice, or came back: no new lane.
Lives::Stay& Lives::stay_in(const Whereabouts& place, const Operation& operation) {
  auto& stays = stays_[place.message];
  const auto known = std::find_if(stays.begin(), stays.end(), [&](const Stay& stay) {
    return stay.queue_url == place.queue_url;
  });
  if (known != stays.end()) return *known;
  Stay next{place.queue_url, operation.invoked};
  if (!stays.empty()) {
    leave(stays.back(), operation);
    // Dead letters of standard queues keep their age (SQS/sqs-dead-letter-queues).
    const bool fifo = place.queue_url.ends_with(".fifo");
    if (!fifo) next.since = stays.back().since;
  }
  return stays.emplace_back(std::move(next));
}

/// It was seen elsewhere: it left some time after what is known of it here.
void Lives::leave(Stay& stay, const Operation& operation) {
  cut(stay.spans, operation.invoked);
  const Instant_us known = stay.spans.empty() ? stay.seen : stay.spans.back().to;
  stay.spans.push_back({Span::Kind::gone, known, end_of(operation), false, "moved"});
  stay.spans.push_back({Span::Kind::gone, end_of(operation), INT64_MAX, true, "moved"});
}

void Lives::add_delay(const Operation& operation, const std::string& queue_url, const Sent& sent) {
  const int delay_s = sent.delay_s.value_or(settings_[queue_url].now.delay_s);
  if (delay_s <= 0) return;
  Stay& stay = stay_in({sent.id, queue_url}, operation);
  if (!stay.since || stay.since->first != operation.invoked) return;  // of a duplicate
  timeline::add_delay(stay.spans, end_of(operation), *stay.since, seconds(delay_s));
}

void Lives::move_delays(const std::string& queue_url, const Operation& operation) {
  const Duration_us delay = seconds(settings_[queue_url].now.delay_s);
  for (auto& [id, stays] : stays_) {
    for (Stay& stay : stays) {
      if (stay.queue_url != queue_url || !stay.since || stay.spans.empty()) continue;
      const Span last = stay.spans.back();
      if (last.kind != Span::Kind::delayed || last.to <= operation.invoked) continue;
      cut(stay.spans, operation.invoked);
      stay.spans.push_back({Span::Kind::delayed, operation.invoked, end_of(operation), false});
      timeline::add_delay(stay.spans, end_of(operation), *stay.since, delay);
    }
  }
}

void Lives::add_lease(const Whereabouts& place, const Operation& operation, int timeout_s) {
  timeline::add_lease(stay_in(place, operation).spans, operation, seconds(timeout_s));
}

/// Of what was there for certain when the call began.
void Lives::empty_queue(const std::string& queue_url, const Operation& operation,
                        std::string_view cause) {
  for (auto& [id, stays] : stays_) {
    Stay& stay = stays.back();
    if (stay.queue_url != queue_url) continue;
    const bool there = stay.since ? stay.since->second <= operation.invoked : true;
    const bool gone = !stay.spans.empty() && stay.spans.back().kind == Span::Kind::gone;
    if (there && !gone) add_end(stay.spans, operation, cause);
  }
}

void Lives::note_retention(Settings& settings, Instant_us at) {
  settings.retentions.emplace_back(at, settings.now.retention_s);
}

/// The least and the most that a message which came then may have been kept by.
std::pair<int, int> Lives::retentions_since(const Settings& settings, Instant_us since) {
  std::pair<int, int> range{settings.now.retention_s, settings.now.retention_s};
  for (std::size_t i = 0; i + 1 < settings.retentions.size(); ++i) {
    if (settings.retentions[i + 1].first <= since) continue;  // over by then
    range.first = std::min(range.first, settings.retentions[i].second);
    range.second = std::max(range.second, settings.retentions[i].second);
  }
  return range;
}

std::vector<Lives::Stay> Lives::stays_of(const std::string& id) const {
  const auto found = stays_.find(id);
  if (found == stays_.end()) return {};
  std::vector<Stay> stays = found->second;
  for (Stay& stay : stays) {
    const auto settings = settings_.find(stay.queue_url);
    if (!stay.since || settings == settings_.end()) continue;
    const auto [least_s, most_s] = retentions_since(settings->second, stay.since->first);
    add_expiry(stay.spans, stay.since->first + seconds(least_s),
               stay.since->second + seconds(most_s));
  }
  return stays;
}

}  // namespace sqsproof::properties::timeline
