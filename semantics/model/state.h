// The account behind a Service, and what each action does to it; one file an action in actions/.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "semantics/model/dead_letters.h"
#include "semantics/model/move_tasks.h"
#include "semantics/model/queue.h"
#include "semantics/model/receipts.h"
#include "semantics/model/refusal.h"
#include "semantics/model/service.h"

namespace sqsproof::semantics {

struct Service::State {
  ServiceConfig config;
  CallContext context;  ///< of the call that is being applied
  std::mt19937_64 random;
  std::map<std::string, std::unique_ptr<Queue>> queues;  ///< by name
  Memory<bool> recently_deleted;                         ///< names that are not free yet
  DeadLetterSources dead_letter_sources;
  MoveTasks tasks;
  std::deque<std::unique_ptr<Backlog>> thrown_away;  ///< freed piece by piece
  std::vector<std::string> woken;
  std::uint64_t queues_created = 0;
  std::uint64_t sends_accepted = 0;  ///< for flaws only, as the next
  bool last_of_batch = false;
  std::size_t place_in_batch = 0;
  MessageNumber batch_began = UINT64_MAX;

  explicit State(ServiceConfig from) : config(std::move(from)), random(config.seed) {}

  Checked<Reply> apply(const CreateQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const GetQueueUrlRequest& request, Instant_us now);
  Checked<Reply> apply(const DeleteQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const SendMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const ReceiveMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const DeleteMessageRequest& request, Instant_us now);
  Checked<Reply> apply(const ChangeMessageVisibilityRequest& request, Instant_us now);
  Checked<Reply> apply(const SetQueueAttributesRequest& request, Instant_us now);
  Checked<Reply> apply(const GetQueueAttributesRequest& request, Instant_us now);
  Checked<Reply> apply(const ListDeadLetterSourceQueuesRequest& request, Instant_us now);
  Checked<Reply> apply(const SendMessageBatchRequest& request, Instant_us now);
  Checked<Reply> apply(const DeleteMessageBatchRequest& request, Instant_us now);
  Checked<Reply> apply(const ChangeMessageVisibilityBatchRequest& request, Instant_us now);
  Checked<Reply> apply(const ListQueuesRequest& request, Instant_us now);
  Checked<Reply> apply(const PurgeQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const TagQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const UntagQueueRequest& request, Instant_us now);
  Checked<Reply> apply(const ListQueueTagsRequest& request, Instant_us now);
  Checked<Reply> apply(const AddPermissionRequest& request, Instant_us now);
  Checked<Reply> apply(const RemovePermissionRequest& request, Instant_us now);
  Checked<Reply> apply(const StartMessageMoveTaskRequest& request, Instant_us now);
  Checked<Reply> apply(const ListMessageMoveTasksRequest& request, Instant_us now);
  Checked<Reply> apply(const CancelMessageMoveTaskRequest& request, Instant_us now);

  /// The queue of a URL, with time advanced; an error when there is none.
  Checked<Queue*> open(const std::string& queue_url, Instant_us now);
  [[nodiscard]] Queue* find(const std::string& queue_url) const;
  [[nodiscard]] std::string url_of(const std::string& name) const;
  [[nodiscard]] std::string arn_of(const std::string& name) const;
  /// The queue of an ARN of this account and region; nullptr when there is none.
  [[nodiscard]] Queue* find_by_arn(const std::string& arn) const;
  /// Brings a queue to `now`: what time alone does to its messages.
  void catch_up(Queue& queue, Instant_us now);
  MessageId new_message_id();
  /// True once in `one_in` times, or at the rate that was asked for, when the model has the
  /// weakness.
  bool chance(Weakness weakness, std::uint64_t one_in);
  Instant_us some_time(Weakness weakness, Instant_us now, Duration_us most);
  /// As GetQueueAttributes shows them.
  Counts counts_of(Queue& queue, Instant_us now);
  void end_queue(Queue& queue);
  [[nodiscard]] bool overlooks(Queue& queue, Instant_us now) const;
  void invent(ReceiveMessageResponse& response, const Queue& queue);
  [[nodiscard]] bool forgets(const RedriveAllowPolicy& policy) const;
  void delete_elsewhere(const std::optional<std::string>& handle);
  bool is_throttled();                                     ///< for a flaw only, as the next
  [[nodiscard]] bool is_spared(const Queue& queue) const;  ///< by a purge
  [[nodiscard]] Instant_us last_purge(const Queue& queue) const;
  void forget_what_is_in_flight();

  // Sending; shared by the single and the batch action.
  SendMessageResponse send(const SendMessageRequest& request, Queue& queue, Instant_us now);
  void send_last_of_equals(const std::vector<SendMessageRequest>& sends, Queue& queue,
                           Instant_us now);
  bool loses_send(const Queue& queue, Instant_us now);
  Content content_of(const SendMessageRequest& request, const Md5& md5_of_body, bool fifo,
                     Instant_us now);
  // Receiving.
  std::vector<Message*> take(Queue& queue, std::size_t most, Duration_us visibility,
                             Instant_us now);
  std::vector<Message*> receive_again(const ReceiveMessageRequest& request, Queue& queue,
                                      Duration_us visibility, Instant_us now);
  static void remember_attempt(const ReceiveMessageRequest& request, Queue& queue,
                               const std::vector<Message*>& messages, Instant_us now);
  Lapse next_lapse(const Queue& queue);
  /// How many messages this attempt gets to see.
  std::size_t seen(const Queue& queue, const ReceiveMessageRequest& request, std::size_t most);
  // Dead letters: whether a RedrivePolicy is good, who names whom, and the move of a message.
  [[nodiscard]] Checked<bool> check_redrive(const std::string& name, const StringMap& given,
                                            const QueueAttributes& wanted) const;
  void note_redrive(const Queue& queue);
  bool send_to_dead_letters(Message& message, Queue& queue, Instant_us now);
  // Move tasks.
  [[nodiscard]] Checked<bool> check_move(const StartMessageMoveTaskRequest& request) const;
  void step(MoveTask& task, Instant_us now);
  void move(Message& message, Queue& source, Queue& target, Instant_us now);
  void run_tasks(Instant_us now);
  [[nodiscard]] Message* next_to_move(Queue& source, Instant_us now) const;

  // What an account does with a flaw only; flaws.cpp.
  [[nodiscard]] SendMessageRequest as_taken(SendMessageRequest request,
                                            const QueueAttributes& attributes);
  [[nodiscard]] Checked<Reply> send_wrongly(const SendMessageRequest& request, Queue& queue,
                                            Instant_us now);
  [[nodiscard]] bool waits_for_more(const ReceiveMessageRequest& request, Queue& queue,
                                    Instant_us now) const;
  [[nodiscard]] std::string neighbour_of(const Queue& queue) const;
  [[nodiscard]] bool accepts_duplicate(const std::string& key, const AcceptedSend& first,
                                       Queue& queue, Instant_us now) const;
  /// What a duplicate is answered with.
  AcceptedSend note_duplicate(const SendMessageRequest& request, const std::string& key,
                              AcceptedSend known, Queue& queue, Instant_us now);
  void spoil_sent(Message& message, Queue& queue, Instant_us now);
  void leak(const Message& message, const Queue& queue, Instant_us now);
  [[nodiscard]] static Message* revive(const Receipt& receipt, Queue& queue, Duration_us visibility,
                                       Instant_us now);
  [[nodiscard]] std::vector<Message*> received_just_now(Queue& queue, std::size_t most,
                                                        Instant_us now) const;
  void note_received(const ReceiveMessageRequest& request, Queue& queue,
                     const std::vector<Message*>& messages, Instant_us now) const;

  void set_in_part(const SetQueueAttributesRequest& request, Instant_us now);
  /// The queue where that attempt was made, and can be repeated; else the one that is asked.
  [[nodiscard]] Queue& attempted(const ReceiveMessageRequest& request, Queue& asked,
                                 Instant_us now);
  /// The send to another FIFO queue that holds the key; nullptr when there is none.
  [[nodiscard]] const AcceptedSend* accepted_elsewhere(const std::string& key, const Queue& queue,
                                                       Instant_us now);
  /// Takes out what is of a group that is in flight in another queue.
  void leave_locked_elsewhere(const Queue& queue, std::vector<Message*>& taken) const;

  [[nodiscard]] Checked<Reply> create_again(const CreateQueueRequest& request,
                                            const Queue& existing,
                                            const QueueAttributes& wanted) const;
  /// Whether a queue that was deleted is thrown away only when another one takes its name.
  [[nodiscard]] bool keeps_deleted() const {
    return config.flaw == Flaw::queue_comes_back || config.flaw == Flaw::dedup_outlives_queue;
  }
  void wake(const Queue& queue) {
    woken.push_back(config.flaw == Flaw::wakes_other_queue ? neighbour_of(queue) : queue.name());
  }
  /// After a message was deleted or given back.
  void wake_for_freed(const Queue& queue) {
    const bool silent = config.flaw == Flaw::freed_group_wakes_nobody && queue.attributes().fifo;
    if (!silent) wake(queue);
  }
  void free_some();
  void carry(Archive& archive);  ///< snapshot/service.cpp
};

}  // namespace sqsproof::semantics
