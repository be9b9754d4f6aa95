// What sends and receives of a history say about messages.
#include <algorithm>

#include "semantics/digest.h"
#include "semantics/judge/bookkeeper.h"

namespace sqsproof::semantics {
namespace {

std::string_view attribute(const ReceivedMessage& message, const char* name) {
  const auto found = message.attributes.find(name);
  return found == message.attributes.end() ? std::string_view() : std::string_view(found->second);
}

template <class Entry>
SendRecord record_of(const Entry& entry) {
  SendRecord record;
  if (entry.message_body) record.body = *entry.message_body;
  if (entry.message_group_id) record.group = *entry.message_group_id;
  if (entry.message_deduplication_id) record.own_key = *entry.message_deduplication_id;
  record.delay_s = entry.delay_seconds;
  record.attributes = &entry.message_attributes;
  return record;
}

template <class Answer>
void take_answer(SendRecord& record, const Answer& answer) {
  record.message_id = answer.message_id;
  if (answer.sequence_number) record.sequence_number = *answer.sequence_number;
  record.md5_of_body = answer.md5_of_message_body;
  record.md5_of_attributes = answer.md5_of_message_attributes;
}

}  // namespace

/// The message of that id, made when it is new.
std::size_t Bookkeeper::message_index(std::size_t queue, std::string_view id) {
  auto& messages = ledger_.queues[queue].messages;
  const auto [found, fresh] = messages_[queue].emplace(id, messages.size());
  if (fresh) messages.emplace_back().id = id;
  return found->second;
}

std::string Bookkeeper::key_of(const QueueRecord& queue, const SendRecord& send) const {
  if (!queue.settings.fifo) return "";
  std::string key;
  if (!send.own_key.empty()) {
    key = send.own_key;
  } else if (queue.content_based.during(send.at).most > 0) {
    // An explicit id that equals the digest of a body is a duplicate of that body.
    key =
        send.body.starts_with("sha256:") ? std::string(send.body.substr(7)) : sha256_hex(send.body);
  } else {
    return "";
  }
  // Neither part can hold the separator: both are printable ASCII (SQSAPI/SendMessage).
  return queue.settings.deduplicates_per_group ? std::string(send.group) + "\n" + key : key;
}

void Bookkeeper::note_send(const SendMessageRequest& send) {
  SendRecord record = record_of(send);
  record.outcome = outcome();
  record.error = error();
  if (const auto* answer = reply<SendMessageResponse>()) take_answer(record, *answer);
  add_send(queue_index(send.queue_url), std::move(record));
}

void Bookkeeper::note_send_batch(const SendMessageBatchRequest& batch) {
  const std::size_t queue = queue_index(batch.queue_url);
  const auto* answer = reply<SendMessageBatchResponse>();
  for (std::size_t i = 0; i < batch.entries.size(); ++i) {
    SendRecord record = record_of(batch.entries[i]);
    record.entry = i;
    record.in_batch = true;
    record.outcome = answer ? Outcome::unknown : outcome();
    record.error = error();
    const auto is_entry = [&](const auto& result) { return result.id == batch.entries[i].id; };
    if (answer) {
      const auto sent =
          std::find_if(answer->successful.begin(), answer->successful.end(), is_entry);
      const auto failed = std::find_if(answer->failed.begin(), answer->failed.end(), is_entry);
      if (sent != answer->successful.end()) {
        record.outcome = Outcome::accepted;
        take_answer(record, *sent);
      } else if (failed != answer->failed.end()) {
        // A failure of the service may have come after its effect.
        record.outcome = failed->sender_fault ? Outcome::refused : Outcome::unknown;
        record.error = failed->code;
      }
    }
    add_send(queue, std::move(record));
  }
}

void Bookkeeper::add_send(std::size_t index, SendRecord record) {
  QueueRecord& queue = ledger_.queues[index];
  record.operation = at_;
  record.at = {current().invoked, record.outcome == Outcome::unknown
                                      ? current().invoked + kLatestEffect_us
                                      : current().returned};
  record.key = key_of(queue, record);
  if (record.outcome == Outcome::accepted && !record.message_id.empty()) {
    record.message = message_index(index, record.message_id);
    MessageRecord& message = queue.messages[record.message];
    const bool first = message.sends.empty();
    message.origin = MessageRecord::Origin::sent;
    message.enqueued.from =
        first ? record.at.from : std::min(message.enqueued.from, record.at.from);
    message.enqueued.to = std::min(message.enqueued.to, record.at.to);
    if (first) {
      message.body = record.body;
      message.group = record.group;
      message.sequence_number = record.sequence_number;
    }
    message.sends.push_back(queue.sends.size());
  }
  if (record.outcome == Outcome::unknown) queue.lost_sends.push_back(queue.sends.size());
  queue.sends.push_back(std::move(record));
}

void Bookkeeper::note_receive(const ReceiveMessageRequest& receive) {
  const std::size_t index = queue_index(receive.queue_url);
  QueueRecord& queue = ledger_.queues[index];
  const auto* answer = reply<ReceiveMessageResponse>();
  if (!answer && outcome() == Outcome::refused) return;
  ReceiveRecord record;
  record.operation = at_;
  record.at = interval();
  const auto own_or = [&](const std::optional<int>& own, const Timeline& timeline) {
    return own ? Range{seconds(*own), seconds(*own)} : timeline.during(record.at);
  };
  record.wait = own_or(receive.wait_time_seconds, queue.wait_us);
  record.timeout = own_or(receive.visibility_timeout, queue.visibility_timeout_us);
  record.own_wait = receive.wait_time_seconds.has_value();
  record.own_timeout = receive.visibility_timeout.has_value();
  record.most = static_cast<std::size_t>(std::max(1, receive.max_number_of_messages.value_or(1)));
  record.answered = answer != nullptr;
  if (receive.receive_request_attempt_id) {
    note_attempt(index, *receive.receive_request_attempt_id, record);
  }
  if (answer) {
    for (const ReceivedMessage& m : answer->messages) note_delivery(index, m, record);
  }
  if (!record.answered) queue.lost_receives.push_back(queue.receives.size());
  queue.receives.push_back(std::move(record));
}

// Of uses that overlap, any may have been the first. Whether a repetition begins the five minutes
// anew is not documented: they may last as if every use did, or end as if only the first did.
void Bookkeeper::note_attempt(std::size_t index, std::string_view attempt, ReceiveRecord& record) {
  QueueRecord& queue = ledger_.queues[index];
  const auto [found, first] =
      attempts_.try_emplace({index, attempt}, AttemptUses{-kNever_us, 0, {}});
  AttemptUses& uses = found->second;
  record.repeats_attempt =
      !first && uses.latest_end + kAttemptTime_us + tolerance_.late_us >= record.at.from;
  record.late_attempt = !first && !record.repeats_attempt;
  if (!record.repeats_attempt) uses.since = record.at.from;
  record.attempt_since = uses.since;
  std::erase_if(uses.under_way,
                [&](std::size_t use) { return queue.receives[use].at.to < record.at.from; });
  for (const std::size_t use : uses.under_way) queue.receives[use].repeats_attempt = true;
  uses.latest_end = std::max(uses.latest_end, record.at.to);
  uses.under_way.push_back(queue.receives.size());
}

void Bookkeeper::note_delivery(std::size_t index, const ReceivedMessage& received,
                               ReceiveRecord& record) {
  QueueRecord& queue = ledger_.queues[index];
  const std::size_t number = message_index(index, received.message_id);
  MessageRecord& message = queue.messages[number];
  if (message.sends.empty()) {  // the send is unknown; it happened before this call returned
    message.enqueued.to = std::min(message.enqueued.to, record.at.to);
    message.enqueued.from = -kNever_us;
  }
  if (message.deliveries.empty()) message.body = received.body;
  const std::string_view group = attribute(received, "MessageGroupId");
  if (!group.empty()) message.group = group;
  if (!group.empty()) seen_in_group_.insert({index, number});
  if (message.sequence_number.empty()) {
    message.sequence_number = attribute(received, "SequenceNumber");
  }
  const std::size_t serial = ++serials_;
  message.hidings.push_back({at_, serial, record.at, record.timeout.least, record.timeout.most,
                             true, true, record.own_timeout, received.receipt_handle,
                             queue.receives.size()});
  message.deliveries.push_back(
      {queue.receives.size(), record.messages.size(), at_, record.at, &received, serial});
  Receipt& receipt = receipts_[received.receipt_handle];
  receipt = {index, number, std::min(receipt.first, at_)};
  record.messages.push_back(number);
}

// A message may have been made by an earlier send with its deduplication id that never returned,
// or by any of several overlapping ones: then it is older than it seems, and of another group.
void Bookkeeper::widen_origins(std::size_t index) {
  struct Unanswered {
    Instant_us from = kNever_us;
    std::set<std::string_view> groups;
  };
  QueueRecord& queue = ledger_.queues[index];
  std::unordered_map<std::string_view, Unanswered> unanswered_by_key;
  for (const SendRecord& send : queue.sends) {
    if (send.outcome != Outcome::unknown || send.key.empty()) continue;
    Unanswered& key = unanswered_by_key[send.key];
    key.from = std::min(key.from, send.at.from);
    key.groups.insert(send.group);
  }
  for (const SendRecord& send : queue.sends) {
    if (send.message == kNone) continue;
    MessageRecord& message = queue.messages[send.message];
    bool several = send.at.from <= message.enqueued.to && send.group != message.group;
    const auto lost = unanswered_by_key.find(send.key);
    if (lost != unanswered_by_key.end() && lost->second.from <= message.enqueued.to) {
      message.enqueued.from = std::min(message.enqueued.from, lost->second.from);
      several = several || lost->second.groups.size() > 1 ||
                *lost->second.groups.begin() != message.group;
    }
    const bool seen = seen_in_group_.contains({index, send.message});
    message.group_certain = message.group_certain && (seen || !several);
  }
  for (std::size_t i = 0; i < queue.messages.size(); ++i) {
    const bool known = !queue.messages[i].sends.empty() || seen_in_group_.contains({index, i});
    if (!known) queue.messages[i].group_certain = false;
  }
}

}  // namespace sqsproof::semantics
