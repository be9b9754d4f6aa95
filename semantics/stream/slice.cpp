#include "semantics/stream/slice.h"

#include <algorithm>

#include "semantics/actions/parts.h"

namespace sqsproof::semantics::stream {
namespace {

bool holds(const std::vector<Fingerprint>& sorted, Fingerprint x) {
  return std::binary_search(sorted.begin(), sorted.end(), x);
}

/// Keeps the entries of a batch whose receipts are known.
template <class Request>
void cut_receipts(Operation& operation, const std::vector<Fingerprint>& receipts) {
  auto* request = std::get_if<Request>(&operation.call);
  if (!request) return;
  std::erase_if(request->entries, [&](const auto& entry) {
    return !entry.receipt_handle || !holds(receipts, fingerprint_of(*entry.receipt_handle));
  });
}

}  // namespace

bool is_beginning(const Operation& operation) {
  return std::holds_alternative<GetQueueUrlRequest>(operation.call);  // never in a trace
}

Slice::Slice(StreamJudge::Core& core, const std::vector<Index>& component)
    : core_(core), queues_(core.queues.size(), false) {
  for (const Index index : component) add_message(core.messages_[index]);
  add_linked_queues();
}

Slice::Slice(StreamJudge::Core& core, std::uint32_t queue)
    : core_(core), whole_(true), queues_(core.queues.size(), false) {
  add_queue(queue);
}

void Slice::add_queue(std::uint32_t queue) {
  queues_[queue] = true;
  add_linked_queues();
}

void Slice::add_message(const Message& message) {
  messages_.push_back(message.id);
  receipts_.insert(receipts_.end(), message.receipts.begin(), message.receipts.end());
  places_.insert(places_.end(), message.places.begin(), message.places.end());
  queues_[message.queue] = true;
  const Queue& queue = core_.queues[message.queue];
  add_earlier(message, queue);
  for (const Queue::Refused& refused : queue.refused) {
    if (!message.sent && message.body != 0 && refused.body == message.body)
      places_.push_back(refused.place);
  }
  for (const Fingerprint name : {message.body, message.key}) {
    const auto lost = queue.lost_sends.find(name);
    if (name == 0 || lost == queue.lost_sends.end()) continue;
    places_.insert(places_.end(), lost->second.begin(), lost->second.end());
  }
}

/// A message that may have been there before its queue was created anew.
void Slice::add_earlier(const Message& message, const Queue& queue) {
  const Queue* later = &queue;
  while (later->earlier && message.enqueued.from <= later->created.to) {
    queues_[*later->earlier] = true;
    later = &core_.queues[*later->earlier];
  }
}

/// A purge may have taken more than its own messages.
void Slice::add_purged_queues() {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    if (core_.queues[i].purging.to > -kNever_us) queues_[i] = true;
  }
}

void Slice::add_calls_of_queues() {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    if (!queues_[i]) continue;
    const Queue& queue = core_.queues[i];
    places_.insert(places_.end(), queue.places.begin(), queue.places.end());
    places_.insert(places_.end(), queue.unanswered.begin(), queue.unanswered.end());
  }
}

/// Dead letters come from their sources.
void Slice::add_linked_queues() {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    const Queue& source = core_.queues[i];
    if (source.least_receives == 0) continue;
    for (std::size_t j = 0; j < queues_.size(); ++j) {
      const bool linked = core_.queues[j].fed_by_others && (queues_[i] || queues_[j]);
      if (linked) queues_[i] = queues_[j] = true;
    }
  }
}

std::string Slice::guessed() const {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    const Queue& queue = core_.queues[i];
    if (queues_[i] && queue.assumed) {
      return queue.settings.name.empty() ? queue.url : queue.settings.name;
    }
  }
  return "";
}

bool Slice::is_ours(Fingerprint message) const { return holds(messages_, message); }

void Slice::cut_sends(Operation& operation) const {
  auto* request = std::get_if<SendMessageBatchRequest>(&operation.call);
  auto* answer = response_in<SendMessageBatchResponse>(operation.answer);
  if (!request || !answer) return;
  std::vector<SentDigests> digests;
  std::vector<SendMessageBatchRequestEntry> entries;
  for (std::size_t i = 0; i < request->entries.size(); ++i) {
    const auto sent = std::find_if(
        answer->successful.begin(), answer->successful.end(),
        [&](const SendMessageBatchResultEntry& one) { return one.id == request->entries[i].id; });
    if (sent != answer->successful.end() && !is_ours(fingerprint_of(sent->message_id))) continue;
    if (!operation.digests.empty()) digests.push_back(operation.digests[i]);
    entries.push_back(std::move(request->entries[i]));
  }
  request->entries = std::move(entries);
  operation.digests = std::move(digests);
}

void Slice::cut(Operation& operation) const {
  cut_sends(operation);
  cut_receipts<DeleteMessageBatchRequest>(operation, receipts_);
  cut_receipts<ChangeMessageVisibilityBatchRequest>(operation, receipts_);
  if (auto* answer = response_in<ReceiveMessageResponse>(operation.answer)) {
    auto& asked = std::get<ReceiveMessageRequest>(operation.call);
    const auto most = static_cast<std::size_t>(asked.max_number_of_messages.value_or(1));
    const bool too_many = answer->messages.size() > most;
    const std::size_t left_out =
        std::erase_if(answer->messages, [this](const ReceivedMessage& message) {
          return !is_ours(fingerprint_of(message.message_id));
        });
    if (too_many && left_out == 0) return;  // the number itself is wrong
    // A full answer stays full: there was no room for more.
    const std::size_t room = too_many ? answer->messages.size() : most - left_out;
    asked.max_number_of_messages = static_cast<int>(std::max<std::size_t>(room, 1));
  }
}

/// A call that says nothing, at the time of the first one.
void Slice::mark_beginning(History& history) const {
  auto& operations = history.operations;
  if (!core_.began || operations.empty() || operations.front().invoked == *core_.began) return;
  Operation beginning;
  beginning.invoked = *core_.began;
  beginning.returned = *core_.began + 1;
  beginning.call = GetQueueUrlRequest{};
  beginning.answer = Reply(GetQueueUrlResponse{});
  operations.insert(operations.begin(), std::move(beginning));
}

History Slice::history() && {
  std::sort(messages_.begin(), messages_.end());
  std::sort(receipts_.begin(), receipts_.end());
  add_calls_of_queues();
  const auto in_order = [](const Place& x, const Place& y) { return x.invocation < y.invocation; };
  std::sort(places_.begin(), places_.end(), in_order);
  places_.erase(std::unique(places_.begin(), places_.end()), places_.end());
  History history;
  history.virtual_time = core_.options.virtual_time;
  history.recorded = core_.options.recorded;
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    const Queue& queue = core_.queues[i];
    if (queues_[i] && queue.told) history.queues[queue.url] = queue.first_settings;
  }
  for (const Place& place : places_) {
    history.operations.push_back(core_.recall_.operation(place));
    if (!whole_) cut(history.operations.back());
  }
  std::stable_sort(history.operations.begin(), history.operations.end(),
                   [](const Operation& x, const Operation& y) { return x.invoked < y.invoked; });
  mark_beginning(history);
  if (core_.drained_from) {
    history.drained = true;
    history.drained_from = static_cast<std::size_t>(
        std::find_if(history.operations.begin(), history.operations.end(),
                     [&](const Operation& o) { return o.invoked >= *core_.drained_from; }) -
        history.operations.begin());
  }
  return history;
}

}  // namespace sqsproof::semantics::stream
