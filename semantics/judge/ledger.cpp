#include "semantics/judge/ledger.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "semantics/judge/leases.h"

namespace sqsproof::semantics {
namespace {

bool unanswered(const Answer& answer) {
  if (std::holds_alternative<NoAnswer>(answer)) return true;
  // A server that failed, or was too busy to say more, may have acted before it did.
  const auto* error = std::get_if<ServiceError>(&answer);
  return error && (error->http_status >= 500 || error->code.find("Throttl") != std::string::npos);
}

template <class T>
const T* reply_of(const Operation& operation) {
  const auto* reply = std::get_if<Reply>(&operation.answer);
  return reply ? std::get_if<T>(reply) : nullptr;
}

std::string attribute(const ReceivedMessage& message, const char* name) {
  const auto found = message.attributes.find(name);
  return found == message.attributes.end() ? "" : found->second;
}

class Bookkeeper {
 public:
  Bookkeeper(const History& history, const Tolerance& tolerance)
      : history_(history), tolerance_(tolerance) {}

  Ledger keep() {
    for (const auto& [url, settings] : history_.queues) {
      queue(url).settings = settings;
      queue(url).settings_known = true;
    }
    for (const Operation& operation : history_.operations) note_creation(operation);
    // Sends first: a message may be received by a call that began before its send returned.
    for (at_ = 0; at_ < history_.operations.size(); ++at_) note(Pass::sends);
    for (at_ = 0; at_ < history_.operations.size(); ++at_) note(Pass::receives);
    for (at_ = 0; at_ < history_.operations.size(); ++at_) note(Pass::receipts);
    for (const QueueRecord& record : ledger_.queues) check_size(record);
    if (!ledger_.too_much.empty()) return std::move(ledger_);
    for (std::size_t i = 0; i < ledger_.queues.size(); ++i) {
      if (ledger_.queues[i].settings.fifo) widen_origins(i);
      finish(ledger_.queues[i]);
    }
    return std::move(ledger_);
  }

 private:
  enum class Pass { sends, receives, receipts };
  struct Receipt {
    std::size_t queue, message;
  };

  const Operation& current() const { return history_.operations[at_]; }
  Interval interval() const {
    const Operation& o = current();
    return {o.invoked, unanswered(o.answer) ? o.invoked + kLatestEffect_us : o.returned};
  }

  std::size_t queue_index(const std::string& url) {
    const auto [found, fresh] = queue_index_.emplace(url, ledger_.queues.size());
    if (fresh) ledger_.queues.emplace_back().url = url;
    return found->second;
  }
  QueueRecord& queue(const std::string& url) { return ledger_.queues[queue_index(url)]; }

  void note_creation(const Operation& operation) {
    const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
    const auto* reply = reply_of<CreateQueueResponse>(operation);
    if (!request || !reply) return;
    queue(reply->queue_url).settings = settings_of(*request);
    queue(reply->queue_url).settings_known = true;
  }

  void note(Pass pass) {
    const Call& call = current().call;
    if (const auto* send = std::get_if<SendMessageRequest>(&call)) {
      if (pass == Pass::sends) note_send(*send);
    } else if (const auto* receive = std::get_if<ReceiveMessageRequest>(&call)) {
      if (pass == Pass::receives) note_receive(*receive);
    } else if (const auto* removal = std::get_if<DeleteMessageRequest>(&call)) {
      if (pass == Pass::receipts) note_delete(*removal);
    } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
      if (pass == Pass::receipts) note_change(*change);
    } else if (const auto* gone = std::get_if<DeleteQueueRequest>(&call)) {
      QueueRecord& record = queue(gone->queue_url);
      record.may_be_deleted_from = std::min(record.may_be_deleted_from, current().invoked);
    }
  }

  /// The message of that id, made when it is new.
  std::size_t message_index(std::size_t queue, const std::string& id) {
    auto& messages = ledger_.queues[queue].messages;
    const auto [found, fresh] = messages_[queue].emplace(id, messages.size());
    if (fresh) messages.emplace_back().id = id;
    return found->second;
  }

  static std::string key_of(const QueueSettings& settings, const SendMessageRequest& send) {
    if (!settings.fifo) return "";
    std::string key;
    if (send.message_deduplication_id) {
      key = "id " + *send.message_deduplication_id;
    } else if (settings.content_based_deduplication) {
      key = "body " + send.message_body.value_or("");
    } else {
      return "";
    }
    // Neither part can hold the separator: both are printable ASCII (SQSAPI/SendMessage).
    return settings.deduplicates_per_group ? send.message_group_id.value_or("") + "\n" + key : key;
  }

  void note_send(const SendMessageRequest& send) {
    const std::size_t index = queue_index(send.queue_url);
    SendRecord record{at_, interval(), key_of(ledger_.queues[index].settings, send), {}};
    if (const auto* reply = reply_of<SendMessageResponse>(current())) {
      record.message = message_index(index, reply->message_id);
      QueueRecord& queue = ledger_.queues[index];
      MessageRecord& message = queue.messages[*record.message];
      const bool first = message.sends.empty();
      message.enqueued.from =
          first ? record.at.from : std::min(message.enqueued.from, record.at.from);
      message.enqueued.to = std::min(message.enqueued.to, record.at.to);
      if (first) {
        message.body = send.message_body.value_or("");
        message.group = send.message_group_id.value_or("");
        message.sequence_number = reply->sequence_number.value_or("");
      }
      message.sends.push_back(at_);
      const int delay_s = queue.settings.fifo ? queue.settings.delay_s
                                              : send.delay_seconds.value_or(queue.settings.delay_s);
      message.delay = std::max(message.delay, seconds(delay_s));
    } else if (!unanswered(current().answer)) {
      return;  // refused: nothing was sent
    }
    ledger_.queues[index].sends.push_back(std::move(record));
  }

  void note_receive(const ReceiveMessageRequest& receive) {
    const std::size_t index = queue_index(receive.queue_url);
    QueueRecord& queue = ledger_.queues[index];
    const auto* reply = reply_of<ReceiveMessageResponse>(current());
    if (!reply && !unanswered(current().answer)) return;
    ReceiveRecord record{
        at_,
        interval(),
        seconds(receive.wait_time_seconds.value_or(queue.settings.wait_time_s)),
        seconds(receive.visibility_timeout.value_or(queue.settings.visibility_timeout_s)),
        reply != nullptr,
        false,
        {}};
    if (receive.receive_request_attempt_id) {
      record.repeats_attempt = !attempts_.insert(*receive.receive_request_attempt_id).second;
    }
    if (reply) {
      for (const ReceivedMessage& m : reply->messages) note_delivery(index, m, record);
    }
    queue.receives.push_back(std::move(record));
  }

  void note_delivery(std::size_t queue, const ReceivedMessage& received, ReceiveRecord& record) {
    const std::size_t index = message_index(queue, received.message_id);
    MessageRecord& message = ledger_.queues[queue].messages[index];
    if (message.sends.empty()) {  // the send is unknown; it happened before this call returned
      message.enqueued.to = std::min(message.enqueued.to, record.at.to);
      message.enqueued.from = -kNever_us;
    }
    if (message.receives == 0) message.body = received.body;
    const std::string group = attribute(received, "MessageGroupId");
    if (!group.empty()) message.group = group;
    if (!group.empty()) seen_in_group_.insert({queue, index});
    if (message.sequence_number.empty()) {
      message.sequence_number = attribute(received, "SequenceNumber");
    }
    ++message.receives;
    message.hidings.push_back(
        {at_, record.at, record.timeout, true, true, received.receipt_handle});
    receipts_[received.receipt_handle] = {queue, index};
    record.messages.push_back(index);
  }

  MessageRecord* message_of(const std::optional<std::string>& receipt) {
    const auto found = receipts_.find(receipt.value_or(""));
    if (found == receipts_.end()) return nullptr;
    return &ledger_.queues[found->second.queue].messages[found->second.message];
  }

  // Any delete that was not refused may have removed its message, whatever its receipt: an old
  // receipt may still delete (SQSAPI/DeleteMessage).
  void note_delete(const DeleteMessageRequest& removal) {
    MessageRecord* message = message_of(removal.receipt_handle);
    const bool refused =
        std::holds_alternative<ServiceError>(current().answer) && !unanswered(current().answer);
    if (!message || refused) return;
    message->may_be_gone_from = std::min(message->may_be_gone_from, current().invoked);
    message->removals.push_back(
        {at_, interval(), !unanswered(current().answer), removal.receipt_handle.value_or("")});
  }

  void note_change(const ChangeMessageVisibilityRequest& change) {
    MessageRecord* message = message_of(change.receipt_handle);
    const bool unknown = unanswered(current().answer);
    if (!message || (!unknown && std::holds_alternative<ServiceError>(current().answer))) return;
    message->hidings.push_back({at_, interval(), seconds(change.visibility_timeout.value_or(0)),
                                !unknown, false, change.receipt_handle.value_or("")});
  }

  // A message may have been made by an earlier send with its deduplication id that never returned,
  // or by any of several overlapping ones: then it is older than it seems, and of another group.
  void widen_origins(std::size_t index) {
    struct Unanswered {
      Instant_us from = kNever_us;
      std::set<std::string> groups;
    };
    QueueRecord& queue = ledger_.queues[index];
    std::map<std::string, Unanswered> unanswered_by_key;
    for (const SendRecord& send : queue.sends) {
      if (send.message || send.key.empty()) continue;
      Unanswered& key = unanswered_by_key[send.key];
      key.from = std::min(key.from, send.at.from);
      key.groups.insert(group_of(send));
    }
    for (const SendRecord& send : queue.sends) {
      if (!send.message) continue;
      MessageRecord& message = queue.messages[*send.message];
      std::set<std::string> groups = {message.group};
      if (send.at.from <= message.enqueued.to) groups.insert(group_of(send));
      const auto lost = unanswered_by_key.find(send.key);
      if (lost != unanswered_by_key.end() && lost->second.from <= message.enqueued.to) {
        message.enqueued.from = std::min(message.enqueued.from, lost->second.from);
        groups.insert(lost->second.groups.begin(), lost->second.groups.end());
      }
      const bool seen = seen_in_group_.contains({index, *send.message});
      message.group_certain = message.group_certain && (seen || groups.size() == 1);
    }
    for (std::size_t i = 0; i < queue.messages.size(); ++i) {
      const bool known = !queue.messages[i].sends.empty() || seen_in_group_.contains({index, i});
      if (!known) queue.messages[i].group_certain = false;
    }
  }

  std::string group_of(const SendRecord& send) const {
    const Call& call = history_.operations[send.operation].call;
    return std::get<SendMessageRequest>(call).message_group_id.value_or("");
  }

  // Judging takes time in the square of these.
  void check_size(const QueueRecord& queue) {
    constexpr std::size_t kHidingsLimit = 5'000;
    constexpr std::ptrdiff_t kUnansweredLimit = 200;
    const auto unanswered_receives =
        std::count_if(queue.receives.begin(), queue.receives.end(),
                      [](const ReceiveRecord& receive) { return !receive.answered; });
    if (unanswered_receives > kUnansweredLimit) {
      ledger_.too_much = "more than 200 receives were never answered";
    }
    for (const MessageRecord& message : queue.messages) {
      if (message.hidings.size() > kHidingsLimit) {
        ledger_.too_much = "a message was received or changed more than 5000 times";
      }
    }
  }

  void finish(QueueRecord& queue) const {
    for (MessageRecord& message : queue.messages) {
      std::stable_sort(message.hidings.begin(), message.hidings.end(),
                       [](const Hiding& x, const Hiding& y) { return x.at.from < y.at.from; });
      settle_changes(message, tolerance_);
      settle_removals(message, queue.settings.fifo, tolerance_);
      Instant_us& gone = message.may_be_gone_from;
      gone = std::min(
          {gone, queue.may_be_deleted_from,
           message.enqueued.from + seconds(queue.settings.retention_s) - tolerance_.early_us});
      if (queue.settings.has_redrive_policy && !message.hidings.empty()) {
        gone = std::min(gone, message.hidings.front().at.from);
      }
    }
  }

  const History& history_;
  const Tolerance& tolerance_;
  std::size_t at_ = 0;
  Ledger ledger_;
  std::unordered_map<std::string, std::size_t> queue_index_;
  std::map<std::size_t, std::unordered_map<std::string, std::size_t>> messages_;
  std::unordered_map<std::string, Receipt> receipts_;
  std::set<std::string> attempts_;
  std::set<std::pair<std::size_t, std::size_t>> seen_in_group_;  // queue and message
};

}  // namespace

Ledger keep_ledger(const History& history, const Tolerance& tolerance) {
  return Bookkeeper(history, tolerance).keep();
}

std::string name_of(const MessageRecord& message) {
  return message.body.empty() ? "message " + message.id : "`" + message.body + "`";
}

}  // namespace sqsproof::semantics
