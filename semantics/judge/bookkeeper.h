// Keeps the ledger of a history: one pass for queues and settings, one for sends, one for receives,
// one for receipts, and then what follows for the life of each message. Internal to the ledger.
#pragma once

#include <map>
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
  [[nodiscard]] std::size_t latest_queue(std::string_view url, std::size_t first) const;
  QueueRecord& queue(std::string_view url) { return ledger_.queues[queue_index(url)]; }
  void begin_queue(QueueRecord& queue, const QueueSettings& settings);
  void note_queues();
  void note_recreation(const std::string& url, const QueueSettings& settings);
  void gather_calls();
  /// What a creation made: what was there, another queue, or either.
  enum class Made { same, another, either };
  [[nodiscard]] Made made_by_creation(const std::string& url) const;
  void doubt_settings(const QueueRecord& record, const CreateQueueRequest& creation);
  void note_unanswered_creation(const CreateQueueRequest& creation);
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
  void note_attempt(std::size_t queue, std::string_view attempt, ReceiveRecord& record);
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
  /// The calls to one URL, in the order of their beginnings; of histories that delete queues.
  struct Calls {
    std::vector<Instant_us> begins;
    std::vector<Instant_us> latest_ends;  ///< of each call and all before it
    struct Deletion {
      Interval at;
      bool accepted;
    };
    std::vector<Deletion> deletions;  ///< that may have happened
    bool was_changed = false;         ///< somebody tried to set its attributes
  };
  std::unordered_map<std::string_view, Calls> calls_;
  struct Recreated {
    Instant_us from;
    std::size_t queue;
  };
  /// Queues that were created under the name of one that was deleted, in order.
  std::unordered_map<std::string_view, std::vector<Recreated>> recreated_;
  std::vector<std::unordered_map<std::string_view, std::size_t>> messages_;  // by queue, by id
  struct Receipt {
    std::size_t queue, message;
    std::size_t first = kNone;  ///< the operation that gave it out first
  };
  std::unordered_map<std::string_view, Receipt> receipts_;
  struct AttemptUses {
    Instant_us latest_end;
    Instant_us since;                    ///< beginning of the first that others repeated in time
    std::vector<std::size_t> under_way;  ///< as indices into the receives of its queue
  };
  /// Of each attempt id in each queue.
  std::map<std::pair<std::size_t, std::string_view>, AttemptUses> attempts_;
  std::set<std::pair<std::size_t, std::size_t>> seen_in_group_;  // queue and message
};

/// What the events of a queue say about the lives of its messages: when each was due, may have left
/// and must have left. Queues are settled before their dead-letter queues.
void settle_lives(Ledger& ledger, const History& history, const Tolerance& tolerance,
                  const Freedoms& granted);

}  // namespace sqsproof::semantics
