#include "properties/explore/outstanding.h"

#include <algorithm>
#include <set>

#include "semantics/actions/parts.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

class Messages {
 public:
  void note_names(const Operation& operation) {
    if (const auto* sent = response_in<SendMessageResponse>(operation.answer)) {
      add(operation, sent->message_id);
    } else if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
      for (const auto& entry : batch->successful) add(operation, entry.message_id);
    } else if (const auto* got = response_in<ReceiveMessageResponse>(operation.answer)) {
      for (const auto& one : got->messages) id_of_[one.receipt_handle] = one.message_id;
    }
  }

  void note_ends(const Operation& operation) {
    if (!std::holds_alternative<Reply>(operation.answer)) return;
    if (const auto* one = std::get_if<DeleteMessageRequest>(&operation.call)) {
      remove(one->receipt_handle);
    } else if (const auto* batch = std::get_if<DeleteMessageBatchRequest>(&operation.call)) {
      for (const auto& entry : batch->entries) remove(entry.receipt_handle);
    } else if (std::holds_alternative<PurgeQueueRequest>(operation.call)) {
      const std::string* queue = queue_url_of(operation.call);
      std::erase_if(sent_, [&](const auto& message) {
        return message.second.queue == *queue && message.second.by <= operation.returned;
      });
    }
  }

  [[nodiscard]] bool any() const { return !sent_.empty(); }

 private:
  struct Sent {
    std::string queue;
    Instant_us by = 0;
  };

  void add(const Operation& operation, const std::string& id) {
    sent_[id] = {*queue_url_of(operation.call), operation.returned};
  }
  void remove(const std::optional<std::string>& receipt) {
    const auto id = receipt ? id_of_.find(*receipt) : id_of_.end();
    if (id != id_of_.end()) sent_.erase(id->second);
  }

  std::map<std::string, Sent> sent_;          // by message id
  std::map<std::string, std::string> id_of_;  // by receipt
};

}  // namespace

bool any_outstanding(std::span<const Operation> operations) {
  Messages messages;
  for (const Operation& operation : operations) messages.note_names(operation);
  for (const Operation& operation : operations) messages.note_ends(operation);
  return messages.any();
}

}  // namespace sqsproof::properties
