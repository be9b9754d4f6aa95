#include "semantics/judge/promises/unique_ids.h"

#include <fmt/core.h>
#include <unordered_map>
#include <utility>

#include "semantics/judge/promises/both_sends.h"
#include "semantics/judge/strangers.h"

namespace sqsproof::semantics {
namespace {

/// On a standard queue each send has an id of its own, so that what came before has another one. A
/// queue that was empty at first invented it: delivery/nothing-invented.
void judge_id_before_send(const Case& the_case, const QueueRecord& queue,
                          const MessageRecord& message, Findings& findings) {
  const bool invented = closed(the_case.ledger, the_case.history.recorded, queue);
  const Delivery* early = received_before_sent(message);
  if (early == nullptr || queue.settings.fifo || invented) return;
  findings.violated(early->operation, {first_send(queue, message)->operation},
                    fmt::format("receive {} returned {}, message {}, before operation {} began\n"
                                "that send was answered with the same id",
                                the_case.id(early->operation), name_of(message), message.id,
                                the_case.id(first_send(queue, message)->operation)));
}

/// A send that is no duplicate of the first one, and was answered with the same id.
const SendRecord* other_of(const QueueRecord& queue, const MessageRecord& message) {
  const SendRecord* other = nullptr;
  for (std::size_t i = 1; i < message.sends.size(); ++i) {
    const SendRecord& send = queue.sends[message.sends[i]];
    if (send.key.empty()) other = &send;
  }
  return other;
}

/// The first sends of the messages of all queues. Only ids of sends are compared: a dead letter
/// keeps its id (SQS/sqs-dead-letter-queues).
class SentIds {
 public:
  /// One to another queue that made a message with the same id before; nullptr when there is none.
  const SendRecord* add(const QueueRecord& queue, const MessageRecord& message) {
    const SendRecord& send = queue.sends[message.sends.front()];
    const auto [found, fresh] = first_.emplace(message.id, Sent{&queue, &send});
    if (fresh || may_be_one(queue, send, found->second)) return nullptr;
    return found->second.send;
  }

 private:
  struct Sent {
    const QueueRecord* queue;
    const SendRecord* send;
  };
  /// Two URLs may be those of one queue, where the second send was a duplicate of the first.
  static bool may_be_one(const QueueRecord& queue, const SendRecord& send, const Sent& first) {
    return first.queue->url == queue.url || (!send.key.empty() && send.key == first.send->key);
  }

  std::unordered_map<std::string_view, Sent> first_;
};

}  // namespace

Judgement judge_ids(const Case& the_case) {
  SentIds sent;
  return judge_queues(the_case, [&](const QueueRecord& queue, Findings& findings) {
    for (const MessageRecord& message : queue.messages) {
      if (message.sends.empty()) continue;
      judge_id_before_send(the_case, queue, message, findings);
      const SendRecord* first = &queue.sends[message.sends.front()];
      const SendRecord* other = other_of(queue, message);
      const SendRecord* elsewhere = sent.add(queue, message);
      if (!other) other = elsewhere;
      if (other && other->operation < first->operation) std::swap(first, other);
      findings.test(!other, other ? other->operation : first->operation, {first->operation}, [&] {
        return fmt::format("{} are no duplicates, and both made message {}",
                           both_sends(the_case, *first, *other), message.id);
      });
    }
  });
}

}  // namespace sqsproof::semantics
