#include "properties/report/timeline/lanes.h"

#include <algorithm>
#include <map>
#include <set>

#include "properties/report/timeline/lives.h"
#include "semantics/actions/parts.h"
#include "semantics/queue_labels.h"

namespace sqsproof::properties::timeline {
namespace {

using namespace semantics;

constexpr std::size_t kShortValue = 12;  // characters of an attribute

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
            const std::vector<std::size_t>& calls, const std::vector<std::size_t>& also)
      : history_(history),
        violation_(violation),
        calls_(calls.begin(), calls.end()),
        also_(also.begin(), also.end()),
        queues_(history),
        lives_(history) {}

  Lanes collect() {
    find_premises();
    std::map<int, Lane> clients;
    const auto lines = describe_operations(history_);
    for (std::size_t i = 0; i < history_.operations.size(); ++i) {
      const Operation& operation = history_.operations[i];
      number(operation);
      lives_.note_receipts(operation);
      if (operation.invoked <= last_) lives_.note_origins(operation);
      if (operation.invoked > last_ || !is_shown(operation)) {
        lives_.note_settings(operation);
        continue;
      }
      Lane& lane = clients[operation.client];
      lane.name = "c" + std::to_string(operation.client);
      lane.boxes.push_back(box(operation, lines[i]));
      note_shown(operation);
      add_change(operation);
      lives_.note_spans(operation);
      lives_.note_settings(operation);
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
    const bool matters =
        calls_.empty() || calls_.contains(operation.id) || also_.contains(operation.id);
    return (!looks && matters) || is_premise(operation);
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
  }

  std::string message_name(const std::string& id) const {
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? "?" : "m" + std::to_string(found->second);
  }

  std::string label_of(const Operation& operation) const {
    std::string label = short_name(operation.call);
    const std::string queue = queues_.of(operation);
    if (!queue.empty()) label += " " + queue;
    if (std::holds_alternative<ServiceError>(operation.answer)) label += " \xE2\x9C\x97";
    if (std::holds_alternative<NoAnswer>(operation.answer)) label += " ?";
    auto names = messages_of(operation);
    for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
      names.push_back(lives_.message_of(receipt));
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

  /// What the violation follows from is about messages, also by their receipts.
  void note_shown(const Operation& operation) {
    const bool shown = is_premise(operation) || also_.contains(operation.id);
    if (!shown || std::holds_alternative<ServiceError>(operation.answer)) return;
    for (const std::string& id : messages_of(operation)) shown_messages_.insert(id);
    for (const auto& [receipt, timeout_s] : receipts_of(operation.call)) {
      const std::string id = lives_.message_of(receipt);
      if (!id.empty()) shown_messages_.insert(id);
    }
  }

  /// Settings as they were given, without what identifies the account.
  void add_change(const Operation& operation) {
    const auto* set = std::get_if<SetQueueAttributesRequest>(&operation.call);
    if (!set || std::holds_alternative<ServiceError>(operation.answer)) return;
    std::string text = queues_.of(operation);
    if (!text.empty()) text += ": ";
    for (const auto& [name, value] : set->attributes) {
      text += (text.empty() || text.ends_with(": ") ? "" : ", ") + name;
      if (value.size() <= kShortValue) text += "=" + value;
    }
    lanes_.changes.push_back({operation.invoked, end_of(operation), text});
  }

  void add_spans(Lane& lane, const std::vector<Span>& spans) const {
    for (Span span : spans) {
      span.to = std::min(span.to, lanes_.to);
      if (span.from < span.to) lane.spans.push_back(span);
    }
  }

  /// Copies that a move task made stand below what they were made of.
  void finish_messages() {
    std::map<std::string, std::set<std::string>> copies;
    for (const std::string& id : shown_messages_) {
      const std::string original = lives_.original_of(id);
      if (!original.empty()) copies[original].insert(id);
    }
    for (const auto& [original, of_it] : copies) shown_messages_.insert(original);
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const std::string& id : shown_messages_) {
      if (lives_.original_of(id).empty()) order.emplace_back(numbers_[id], id);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [number, id] : order) {
      add_message(id, 0);
      std::size_t lanes_up = 0;
      for (const std::string& copy : copies[id]) lanes_up += add_message(copy, lanes_up + 1);
    }
  }

  /// Returns the number of its lanes; the first comes from one of another message that many lanes
  /// above, or from none.
  std::size_t add_message(const std::string& id, std::size_t lanes_up) {
    const auto stays = lives_.stays_of(id);
    if (stays.empty()) lanes_.messages.push_back(Lane{message_name(id)});
    for (std::size_t i = 0; i < stays.size(); ++i) {
      Lane& lane = lanes_.messages.emplace_back(Lane{message_name(id)});
      const std::string& url = stays[i].queue_url;
      lane.label = queues_.of_url(url);
      if (i > 0 || lanes_up > 0) {
        lane.queue_name = lane.label.empty() ? url.substr(url.rfind('/') + 1) : lane.label;
        lane.seen = stays[i].seen;
        lane.lanes_up = i > 0 ? 1 : lanes_up;
      }
      add_spans(lane, stays[i].spans);
    }
    return std::max<std::size_t>(stays.size(), 1);
  }

  const History& history_;
  const Violation& violation_;
  std::set<std::size_t> calls_;  // that matter; none: all do
  std::set<std::size_t> also_;
  const QueueLabels queues_;
  Lives lives_;
  Lanes lanes_;
  Instant_us last_ = 0;
  std::set<std::size_t> premises_;
  std::set<std::string> shown_messages_;
  std::map<std::string, std::size_t> numbers_;
};

}  // namespace

Lanes lanes_of(const History& history, const Violation& violation,
               const std::vector<std::size_t>& calls, const std::vector<std::size_t>& also) {
  return Collector(history, violation, calls, also).collect();
}

}  // namespace sqsproof::properties::timeline
