// Keeps the ledger of a history: one pass for queues and settings, one for sends, one for receives,
// one for receipts, and then what follows for the life of each message. Internal to the ledger.
#pragma once

#include <set>
#include <unordered_set>

#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

class Bookkeeper {
 public:
  Bookkeeper(const History& history, const Tolerance& tolerance, const Freedoms& granted)
      : history_(history), tolerance_(tolerance), granted_(granted) {}
  [[nodiscard]] Ledger keep();

 private:
  // queues and settings
  std::size_t queue_index(std::string_view url);
  QueueRecord& queue(std::string_view url) { return ledger_.queues[queue_index(url)]; }
  void begin_queue(QueueRecord& queue, const QueueSettings& settings);
  void note_queues();
  void note_setting_change(const SetQueueAttributesRequest& request);
  void note_queue_event(std::vector<QueueEvent>& events);
  void link_dead_letter_queues();
  [[nodiscard]] std::size_t queue_named(std::string_view name) const;
  [[nodiscard]] std::size_t queue_of_arn(const std::optional<std::string>& arn) const;
  // move tasks
  void note_move_start(const StartMessageMoveTaskRequest& request);
  void note_move_cancel(const CancelMessageMoveTaskRequest& request);
  void note_move_list(const ListMessageMoveTasksRequest& request);
  void settle_moves();
  void settle_moved(QueueRecord& queue, const MoveRecord& move);
  // messages
  std::size_t message_index(std::size_t queue, std::string_view id);
  void note_send(const SendMessageRequest& send);
  void note_send_batch(const SendMessageBatchRequest& batch);
  void add_send(std::size_t queue, SendRecord record);
  [[nodiscard]] std::string key_of(const QueueRecord& queue, const SendRecord& send) const;
  void note_receive(const ReceiveMessageRequest& receive);
  void note_delivery(std::size_t queue, const ReceivedMessage& received, ReceiveRecord& record);
  void note_use(std::string_view queue_url, ReceiptUse use);
  void note_uses();
  void check_known(const ReceiptUse& use, std::size_t issued_by);
  void note_counts(const GetQueueAttributesRequest& request);
  // what follows
  void widen_origins(std::size_t queue);
  void check_size(const QueueRecord& queue);

  const Operation& current() const { return history_.operations[at_]; }
  Outcome outcome() const { return outcome_of(current().answer); }
  Interval interval() const;
  /// The reply to the current call, nullptr without one.
  template <class T>
  const T* reply() const {
    const auto* reply = std::get_if<Reply>(&current().answer);
    return reply ? std::get_if<T>(reply) : nullptr;
  }
  std::string_view error() const {
    const auto* error = std::get_if<ServiceError>(&current().answer);
    return error ? std::string_view(error->code) : std::string_view();
  }

  const History& history_;
  const Tolerance& tolerance_;
  const Freedoms& granted_;
  std::size_t at_ = 0;
  std::size_t serials_ = 0;
  Ledger ledger_;
  std::unordered_map<std::string_view, std::size_t> queue_index_;
  std::vector<std::unordered_map<std::string_view, std::size_t>> messages_;  // by queue, by id
  struct Receipt {
    std::size_t queue, message;
    std::size_t first = kNone;  ///< the operation that gave it out first
  };
  std::unordered_map<std::string_view, Receipt> receipts_;
  /// Uses of each attempt id, as indices into the receives of a queue.
  std::unordered_map<std::string_view, std::vector<std::size_t>> attempts_;
  std::set<std::pair<std::size_t, std::size_t>> seen_in_group_;  // queue and message
};

/// What the events of a queue say about the lives of its messages: when each was due, may have left
/// and must have left. Queues are settled before their dead-letter queues.
void settle_lives(Ledger& ledger, const History& history, const Tolerance& tolerance,
                  const Freedoms& granted);

}  // namespace sqsproof::semantics
