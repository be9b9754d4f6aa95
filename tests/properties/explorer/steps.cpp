#include "tests/properties/explorer/steps.h"

#include <algorithm>
#include <map>

#include "semantics/digest.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

/// Numbers names in the order in which they appear.
class Names {
 public:
  int of(const std::string& name) {
    return numbers_.emplace(name, static_cast<int>(numbers_.size())).first->second;
  }
  int known(const std::string& name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? kNobody : found->second;
  }
  std::size_t size() const { return numbers_.size(); }

 private:
  std::map<std::string, int> numbers_;
};

constexpr Duration_us kLongAfter_us = seconds(864'000);  // when what was lost may still happen

std::string told(const ReceivedMessage& message, const char* attribute) {
  const auto found = message.attributes.find(attribute);
  return found == message.attributes.end() ? "" : found->second;
}

class Reader {
 public:
  Steps read(const History& history) {
    for (const Operation& operation : history.operations) {
      if (const auto* created = std::get_if<CreateQueueRequest>(&operation.call)) {
        queue_ = settings_of(*created);
        steps_.fifo = queue_.fifo;
        steps_.retention = seconds(queue_.retention_s);
      }
    }
    // Sends come first: what was sent has to be known before what was seen is read.
    for (const Operation& operation : history.operations) read_send(operation);
    for (const Operation& operation : history.operations) read_receive(operation);
    for (const Operation& operation : history.operations) read_use(operation);
    steps_.messages = messages_.size();
    steps_.groups = groups_.size();
    steps_.keys = keys_.size();
    steps_.receipts = receipts_.size();
    steps_.parts = parts_of(std::move(all_));
    return std::move(steps_);
  }

 private:
  Step begin(Step::Kind kind, const Operation& operation) const {
    Step step;
    step.kind = kind;
    step.operation = operation.id;
    step.from = operation.invoked;
    step.to = operation.returned;
    return step;
  }

  template <class Response>
  const Response* answer(const Operation& operation) {
    const auto* reply = std::get_if<Reply>(&operation.answer);
    if (std::holds_alternative<NoAnswer>(operation.answer)) steps_.unfit = "no answer";
    return reply ? std::get_if<Response>(reply) : nullptr;
  }

  void read_send(const Operation& operation) {
    if (const auto* one = std::get_if<SendMessageRequest>(&operation.call)) {
      const auto* response = answer<SendMessageResponse>(operation);
      if (response) add_send(operation, *one, *response);
    }
    if (const auto* batch = std::get_if<SendMessageBatchRequest>(&operation.call)) {
      const auto* response = answer<SendMessageBatchResponse>(operation);
      for (const auto& entry : batch->entries) {
        const auto* sent = response ? entry_of(response->successful, entry.id) : nullptr;
        if (sent) add_send(operation, entry, *sent);
      }
    }
  }

  template <class Result>
  static const Result* entry_of(const std::vector<Result>& results,
                                const std::optional<std::string>& id) {
    const auto found = std::find_if(results.begin(), results.end(),
                                    [&](const Result& one) { return one.id == id; });
    return found == results.end() ? nullptr : &*found;
  }

  template <class Request, class Result>
  void add_send(const Operation& operation, const Request& request, const Result& result) {
    Step step = begin(Step::Kind::send, operation);
    step.message = messages_.of(result.message_id);
    step.body = request.message_body.value_or("");
    step.delay = seconds(queue_.delay_s);
    if (queue_.fifo) {
      const std::string group = request.message_group_id.value_or("");
      if (!group.empty()) step.group = groups_.of(group);
      step.number = result.sequence_number.value_or("");
      std::string key = request.message_deduplication_id.value_or("");
      if (key.empty() && queue_.content_based_deduplication) key = sha256_hex(step.body);
      if (!key.empty()) {
        step.key = keys_.of(queue_.deduplicates_per_group ? group + "\n" + key : key);
      }
    } else {
      step.tenant = request.message_group_id.value_or("");
      step.delay = seconds(request.delay_seconds.value_or(queue_.delay_s));
    }
    group_of_message_.try_emplace(step.message, step.group);
    first_sent_.try_emplace(step.message, step.from);
    all_.push_back(std::move(step));
  }

  void read_receive(const Operation& operation) {
    const auto* request = std::get_if<ReceiveMessageRequest>(&operation.call);
    const auto* response = request ? answer<ReceiveMessageResponse>(operation) : nullptr;
    if (!response) return;
    std::map<int, Step> by_group;
    for (const ReceivedMessage& message : response->messages) {
      Seen seen = seen_of(message);
      if (seen.message == kNobody) {
        steps_.phantom = message.message_id;
        return;
      }
      Step step = begin(Step::Kind::receive, operation);
      step.hides = seconds(request->visibility_timeout.value_or(queue_.visibility_timeout_s));
      step.group = seen.group != kNobody ? seen.group : group_of_message_[seen.message];
      if (queue_.fifo) {
        by_group.try_emplace(step.group, step).first->second.seen.push_back(std::move(seen));
      } else {
        step.seen.push_back(std::move(seen));
        all_.push_back(std::move(step));
      }
    }
    for (auto& [group, step] : by_group) all_.push_back(std::move(step));
  }

  Seen seen_of(const ReceivedMessage& message) {
    Seen seen;
    seen.message = messages_.known(message.message_id);
    seen.body = message.body;
    seen.receipt = receipts_.of(message.receipt_handle);
    const auto [issued, fresh] = message_of_receipt_.try_emplace(seen.receipt, seen.message);
    if (issued->second != seen.message) steps_.unfit = "a receipt of two messages";
    const std::string count = told(message, "ApproximateReceiveCount");
    if (!count.empty()) seen.count = std::stoi(count);
    seen.number = told(message, "SequenceNumber");
    const std::string group = queue_.fifo ? told(message, "MessageGroupId") : "";
    if (!group.empty()) seen.group = groups_.of(group);
    if (!queue_.fifo) seen.tenant = told(message, "MessageGroupId");
    return seen;
  }

  void read_use(const Operation& operation) {
    if (const auto* one = std::get_if<DeleteMessageRequest>(&operation.call)) {
      use<DeleteMessageResponse>(Step::Kind::remove, operation, one->receipt_handle);
    }
    if (const auto* one = std::get_if<ChangeMessageVisibilityRequest>(&operation.call)) {
      use<ChangeMessageVisibilityResponse>(Step::Kind::change, operation, one->receipt_handle,
                                           one->visibility_timeout);
    }
    if (const auto* batch = std::get_if<DeleteMessageBatchRequest>(&operation.call)) {
      for (const auto& entry : batch->entries) {
        use_entry<DeleteMessageBatchResponse>(Step::Kind::remove, operation, entry, {});
      }
    }
    if (const auto* batch = std::get_if<ChangeMessageVisibilityBatchRequest>(&operation.call)) {
      for (const auto& entry : batch->entries) {
        use_entry<ChangeMessageVisibilityBatchResponse>(Step::Kind::change, operation, entry,
                                                        entry.visibility_timeout);
      }
    }
    if (std::holds_alternative<PurgeQueueRequest>(operation.call)) read_purge(operation);
  }

  static bool is_lost(const Operation& operation) {
    return std::holds_alternative<NoAnswer>(operation.answer);
  }

  template <class Response>
  void use(Step::Kind kind, const Operation& operation, const std::optional<std::string>& receipt,
           std::optional<int> timeout_s = {}) {
    if (is_lost(operation) || answer<Response>(operation)) {
      add_use(kind, operation, receipt, timeout_s);
    }
  }

  template <class Response, class Entry>
  void use_entry(Step::Kind kind, const Operation& operation, const Entry& entry,
                 std::optional<int> timeout_s) {
    const auto* response = is_lost(operation) ? nullptr : answer<Response>(operation);
    const bool done = response && entry_of(response->successful, entry.id);
    if (is_lost(operation) || done) add_use(kind, operation, entry.receipt_handle, timeout_s);
  }

  void add_use(Step::Kind kind, const Operation& operation,
               const std::optional<std::string>& receipt, std::optional<int> timeout_s) {
    Step step = begin(kind, operation);
    step.receipt = receipts_.known(receipt.value_or(""));
    if (step.receipt == kNobody) return;  // nobody issued it
    step.message = message_of_receipt_.at(step.receipt);
    step.group = group_of_message_[step.message];
    step.hides = seconds(timeout_s.value_or(0));
    step.may_fail = is_lost(operation);
    if (step.may_fail) step.to = step.from + kLongAfter_us;
    all_.push_back(std::move(step));
  }

  /// Of each message that may have been there.
  void read_purge(const Operation& operation) {
    if (!answer<PurgeQueueResponse>(operation)) return;
    steps_.purges.push_back({operation.invoked, operation.returned});
    for (const auto& [message, sent] : first_sent_) {
      Step step = begin(Step::Kind::purge, operation);
      step.message = message;
      step.group = group_of_message_[message];
      if (sent <= step.to) all_.push_back(std::move(step));
    }
  }

  Steps steps_;
  QueueSettings queue_;
  Names messages_, groups_, keys_, receipts_;
  std::map<int, int> message_of_receipt_, group_of_message_;
  std::map<int, Instant_us> first_sent_;  ///< by message, at the earliest
  std::vector<Step> all_;
};

}  // namespace

Steps steps_of(const History& history) { return Reader().read(history); }

}  // namespace sqsproof::tests
