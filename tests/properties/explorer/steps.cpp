#include "tests/properties/explorer/steps.h"

#include <algorithm>
#include <map>
#include <numeric>

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
    split();
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
    const auto* request = std::get_if<SendMessageRequest>(&operation.call);
    const auto* response = request ? answer<SendMessageResponse>(operation) : nullptr;
    if (!response) return;
    Step step = begin(Step::Kind::send, operation);
    step.message = messages_.of(response->message_id);
    step.body = request->message_body.value_or("");
    step.delay = seconds(queue_.delay_s);
    if (queue_.fifo) {
      const std::string group = request->message_group_id.value_or("");
      if (!group.empty()) step.group = groups_.of(group);
      step.number = response->sequence_number.value_or("");
      std::string key = request->message_deduplication_id.value_or("");
      if (key.empty() && queue_.content_based_deduplication) key = sha256_hex(step.body);
      if (!key.empty()) {
        step.key = keys_.of(queue_.deduplicates_per_group ? group + "\n" + key : key);
      }
    } else {
      step.tenant = request->message_group_id.value_or("");
      step.delay = seconds(request->delay_seconds.value_or(queue_.delay_s));
    }
    group_of_message_.try_emplace(step.message, step.group);
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
    const auto* removal = std::get_if<DeleteMessageRequest>(&operation.call);
    const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&operation.call);
    if (!removal && !change) return;
    if (!answer<DeleteMessageResponse>(operation) &&
        !answer<ChangeMessageVisibilityResponse>(operation)) {
      return;
    }
    Step step = begin(removal ? Step::Kind::remove : Step::Kind::change, operation);
    step.receipt =
        receipts_.known((removal ? removal->receipt_handle : change->receipt_handle).value_or(""));
    if (step.receipt == kNobody) return;  // nobody issued it
    step.message = message_of_receipt_.at(step.receipt);
    step.group = group_of_message_[step.message];
    if (change) step.hides = seconds(change->visibility_timeout.value_or(0));
    all_.push_back(std::move(step));
  }

  /// By what steps have in common: a message, a group, a deduplication key.
  void split() {
    std::vector<std::size_t> part(all_.size());
    std::iota(part.begin(), part.end(), 0U);
    std::map<std::pair<char, int>, std::size_t> first;
    const auto root = [&](std::size_t i) {
      while (part[i] != i) i = part[i];
      return i;
    };
    const auto join = [&](char what, int name, std::size_t i) {
      if (name == kNobody) return;
      part[root(i)] = root(first.try_emplace({what, name}, i).first->second);
    };
    for (std::size_t i = 0; i < all_.size(); ++i) {
      join('m', all_[i].message, i);
      join('g', all_[i].group, i);
      join('k', all_[i].key, i);
      for (const Seen& seen : all_[i].seen) join('m', seen.message, i);
    }
    std::map<std::size_t, std::vector<Step>> parts;
    for (std::size_t i = 0; i < all_.size(); ++i) parts[root(i)].push_back(std::move(all_[i]));
    for (auto& [number, steps] : parts) steps_.parts.push_back(std::move(steps));
  }

  Steps steps_;
  QueueSettings queue_;
  Names messages_, groups_, keys_, receipts_;
  std::map<int, int> message_of_receipt_, group_of_message_;
  std::vector<Step> all_;
};

}  // namespace

Steps steps_of(const History& history) { return Reader().read(history); }

}  // namespace sqsproof::tests
