#include "properties/report/timeline/lanes.h"

#include <algorithm>
#include <map>
#include <set>

#include "semantics/actions/parts.h"

namespace sqsproof::properties::timeline {
namespace {

using namespace semantics;

/// Ids of the messages that an answer names.
std::vector<std::string> messages_of(const Operation& operation) {
  std::vector<std::string> ids;
  if (const auto* sent = response_in<SendMessageResponse>(operation.answer))
    ids.push_back(sent->message_id);
  if (const auto* batch = response_in<SendMessageBatchResponse>(operation.answer)) {
    for (const auto& entry : batch->successful) ids.push_back(entry.message_id);
  }
  if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
    for (const auto& message : received->messages) ids.push_back(message.message_id);
  }
  return ids;
}

/// What a call was about, by its receipts.
std::vector<std::pair<std::string, int>> receipts_of(const Call& call) {
  constexpr int kRemoved = -1;
  std::vector<std::pair<std::string, int>> receipts;
  if (const auto* one = std::get_if<DeleteMessageRequest>(&call)) {
    receipts.emplace_back(one->receipt_handle.value_or(""), kRemoved);
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    receipts.emplace_back(change->receipt_handle.value_or(""),
                          change->visibility_timeout.value_or(0));
  } else if (const auto* batch = std::get_if<DeleteMessageBatchRequest>(&call)) {
    for (const auto& entry : batch->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""), kRemoved);
    }
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (const auto& entry : changes->entries) {
      receipts.emplace_back(entry.receipt_handle.value_or(""),
                            entry.visibility_timeout.value_or(0));
    }
  }
  return receipts;
}

/// AWS's name of the action without what goes without saying.
std::string short_name(const Call& call) {
  std::string name(action_of(call));
  for (const char* part : {"ChangeMessage", "Message", "Queue"}) {
    if (const auto at = name.find(part); at != name.npos) name.erase(at, std::string(part).size());
  }
  return name;
}

class Collector {
 public:
  Collector(const History& history, const Violation& violation,
            const std::vector<std::size_t>& calls)
      : history_(history), violation_(violation), calls_(calls.begin(), calls.end()) {
    for (const auto& [url, settings] : history.queues) settings_[url] = settings;
  }

  Lanes collect() {
    find_premises();
    std::map<int, Lane> clients;
    const auto lines = describe_operations(history_);
    for (std::size_t i = 0; i < history_.operations.size(); ++i) {
      const Operation& operation = history_.operations[i];
      number(operation);
      if (operation.invoked > last_ || !is_shown(operation)) {
        note_settings(operation);
        continue;
      }
      Lane& lane = clients[operation.client];
      lane.name = "c" + std::to_string(operation.client);
      lane.boxes.push_back(box(operation, lines[i]));
      note_spans(operation);
      note_settings(operation);
    }
    for (auto& [client, lane] : clients) lanes_.clients.push_back(std::move(lane));
    finish_messages();
    return std::move(lanes_);
  }

 private:
  bool is_premise(const Operation& operation) const {
    return operation.id == violation_.at || premises_.contains(operation.id);
  }
  /// Calls that only look, and those that found nothing in the end, are shown when the violation
  /// follows from them.
  bool is_shown(const Operation& operation) const {
    const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
    const bool late = history_.drained && operation.id > history_.drained_from;
    const bool looks = std::holds_alternative<CreateQueueRequest>(operation.call) ||
                       std::holds_alternative<GetQueueAttributesRequest>(operation.call) ||
                       std::holds_alternative<ListMessageMoveTasksRequest>(operation.call) ||
                       (late && received && received->messages.empty());
    const bool matters = calls_.empty() || calls_.contains(operation.id);
    return (!looks && matters) || is_premise(operation);
  }
  static Instant_us end_of(const Operation& operation) {
    return std::holds_alternative<NoAnswer>(operation.answer) ? operation.invoked + 1
                                                              : operation.returned;
  }

  void find_premises() {
    premises_.insert(violation_.because.begin(), violation_.because.end());
    lanes_.from = INT64_MAX;
    for (const Operation& operation : history_.operations) {
      if (!is_premise(operation)) continue;
      lanes_.from = std::min(lanes_.from, operation.invoked);
      last_ = std::max(last_, end_of(operation));
      for (const std::string& id : messages_of(operation)) shown_messages_.insert(id);
    }
    lanes_.to = last_;
  }

  void number(const Operation& operation) {
    for (const std::string& id : messages_of(operation)) {
      numbers_.emplace(id, numbers_.size() + 1);
    }
    if (const auto* received = response_in<ReceiveMessageResponse>(operation.answer)) {
      for (const auto& m : received->messages) message_of_receipt_[m.receipt_handle] = m.message_id;
    }
  }

  std::string message_name(const std::string& id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? "?" : "m" + std::to_string(found->second);
  }

  std::string label_of(const Operation& operation) const {
    std::string label = short_name(operation.call);
    if (std::holds_alternative<ServiceError>(operation.answer)) label += " \xE2\x9C\x97";
    if (std::holds_alternative<NoAnswer>(operation.answer)) label += " ?";
    auto names = messages_of(operation);
    for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
      const auto found = message_of_receipt_.find(receipt);
      names.push_back(found == message_of_receipt_.end() ? "" : found->second);
    }
    for (const std::string& id : names) label += " " + message_name(id);
    const auto* received = response_in<ReceiveMessageResponse>(operation.answer);
    if (received && received->messages.empty()) label += " \xE2\x88\x85";
    for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
      if (timeout_s >= 0) return label + " " + std::to_string(timeout_s) + " s";
    }
    return label;
  }

  Box box(const Operation& operation, const std::string& line) {
    Box box;
    box.operation = operation.id;
    box.from = operation.invoked;
    box.to = end_of(operation);
    const std::size_t text = line.find("  ", line.find(']'));
    box.text = text == line.npos ? line : line.substr(line.find_first_not_of(' ', text + 2));
    // The client's name is that of the lane.
    if (const std::size_t space = box.text.find("  "); space < 5) box.text.erase(0, space + 2);
    box.label = label_of(operation);
    box.violation = operation.id == violation_.at;
    box.premise = is_premise(operation);
    box.unknown = std::holds_alternative<NoAnswer>(operation.answer);
    lanes_.from = std::min(lanes_.from, box.from);
    lanes_.to = std::max(lanes_.to, box.to);
    return box;
  }

  void note_settings(const Operation& operation) {
    if (const auto* created = response_in<CreateQueueResponse>(operation.answer)) {
      const auto* request = std::get_if<CreateQueueRequest>(&operation.call);
      if (request) settings_[created->queue_url] = settings_of(*request);
    } else if (const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call)) {
      const auto timeout = set->attributes.find("VisibilityTimeout");
      if (timeout == set->attributes.end()) return;
      settings_[set->queue_url].visibility_timeout_s = std::atoi(timeout->second.c_str());
    }
  }

  std::vector<Span>& spans(const std::string& id) { return spans_[id]; }

  /// A new lease ends what was known of the one before.
  static void cut(std::vector<Span>& spans, Instant_us at) {
    for (Span& span : spans) span.to = std::min(span.to, std::max(span.from, at));
  }

  /// The instant lies somewhere in the call: perhaps from its beginning on, certainly from its end.
  void add_lease(const std::string& id, const Operation& operation, int timeout_s) {
    auto& all = spans(id);
    cut(all, operation.invoked);
    const Instant_us from = operation.invoked, known = end_of(operation);
    const Duration_us timeout = seconds(timeout_s);
    const Instant_us surely_until = std::max(known, from + timeout);
    all.push_back({Span::Kind::in_flight, from, known, false});
    if (timeout > 0) {
      all.push_back({Span::Kind::in_flight, known, surely_until, true});
      all.push_back({Span::Kind::in_flight, surely_until, known + timeout, false});
    }
  }

  void note_spans(const Operation& operation) {
    if (const auto* send = std::get_if<SendMessageRequest>(&operation.call)) {
      const auto* sent = response_in<SendMessageResponse>(operation.answer);
      const int delay_s = send->delay_seconds.value_or(settings_[send->queue_url].delay_s);
      if (sent && delay_s > 0) {
        auto& all = spans(sent->message_id);
        all.push_back(
            {Span::Kind::delayed, end_of(operation), operation.invoked + seconds(delay_s), true});
        all.push_back({Span::Kind::delayed, operation.invoked + seconds(delay_s),
                       end_of(operation) + seconds(delay_s), false});
      }
    } else if (const auto* receive = std::get_if<ReceiveMessageRequest>(&operation.call)) {
      const int timeout_s =
          receive->visibility_timeout.value_or(settings_[receive->queue_url].visibility_timeout_s);
      for (const std::string& id : messages_of(operation)) add_lease(id, operation, timeout_s);
    } else if (!std::holds_alternative<ServiceError>(operation.answer)) {
      for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
        const auto found = message_of_receipt_.find(receipt);
        if (found == message_of_receipt_.end()) continue;
        if (is_premise(operation)) shown_messages_.insert(found->second);
        if (timeout_s >= 0) {
          add_lease(found->second, operation, timeout_s);
        } else {
          auto& all = spans(found->second);
          cut(all, operation.invoked);
          all.push_back({Span::Kind::gone, operation.invoked, end_of(operation), false});
          all.push_back({Span::Kind::gone, end_of(operation), INT64_MAX, true});
        }
      }
    }
  }

  void finish_messages() {
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const std::string& id : shown_messages_) order.emplace_back(numbers_[id], id);
    std::sort(order.begin(), order.end());
    for (const auto& [number, id] : order) {
      Lane lane;
      lane.name = "m" + std::to_string(number);
      for (Span span : spans_[id]) {
        span.to = std::min(span.to, lanes_.to);
        if (span.from < span.to) lane.spans.push_back(span);
      }
      lanes_.messages.push_back(std::move(lane));
    }
  }

  const History& history_;
  const Violation& violation_;
  std::set<std::size_t> calls_;  // that matter; none: all do
  Lanes lanes_;
  Instant_us last_ = 0;
  std::set<std::size_t> premises_;
  std::set<std::string> shown_messages_;
  std::map<std::string, std::size_t> numbers_;
  std::map<std::string, std::string> message_of_receipt_;
  std::map<std::string, QueueSettings> settings_;
  std::map<std::string, std::vector<Span>> spans_;
};

}  // namespace

Lanes lanes_of(const History& history, const Violation& violation,
               const std::vector<std::size_t>& calls) {
  return Collector(history, violation, calls).collect();
}

}  // namespace sqsproof::properties::timeline
