#include <algorithm>
#include <fmt/core.h>

#include "semantics/history.h"
#include "semantics/queue_labels.h"

namespace sqsproof::semantics {
namespace {

/// Short names for long identifiers, in the order in which they appear.
class Names {
 public:
  explicit Names(char prefix) : prefix_(prefix) {}
  std::string operator()(const std::string& id) {
    const auto number = numbers_.emplace(id, numbers_.size() + 1).first->second;
    return prefix_ + std::to_string(number);
  }

 private:
  char prefix_;
  std::map<std::string, std::size_t> numbers_;
};

class Writer {
 public:
  explicit Writer(const History& history) : queues_(history) {}

  /// With the label of its queue behind the action, where there are several.
  std::string request(const Operation& operation) {
    std::string line = std::visit([this](const auto& r) { return text(r); }, operation.call);
    const std::string queue = queues_.of(operation);
    if (!queue.empty()) line.insert(std::min(line.find(' '), line.size()), " " + queue);
    return line;
  }
  std::string answer(const Answer& answer) {
    if (const auto* reply = std::get_if<Reply>(&answer)) {
      return std::visit([this](const auto& r) { return text(r); }, *reply);
    }
    if (const auto* error = std::get_if<ServiceError>(&answer)) return "error " + error->code;
    return "no answer (" + std::get<NoAnswer>(answer).reason + ")";
  }

 private:
  static std::string option(const char* name, const std::optional<int>& value) {
    return value ? fmt::format(" {}={}", name, *value) : "";
  }
  static std::string option(const char* name, const std::optional<std::string>& value) {
    return value ? fmt::format(" {}={}", name, *value) : "";
  }

  std::string text(const CreateQueueRequest& r) {
    return "CreateQueue " + r.queue_name.value_or("") + values(r.attributes);
  }
  std::string text(const GetQueueUrlRequest& r) {
    return "GetQueueUrl " + r.queue_name.value_or("");
  }
  template <class Send>
  static std::string sent(const Send& r) {
    return fmt::format(" `{}`", r.message_body.value_or("")) + option("group", r.message_group_id) +
           option("key", r.message_deduplication_id) + option("delay", r.delay_seconds);
  }
  std::string text(const SendMessageRequest& r) { return "SendMessage" + sent(r); }
  std::string text(const SendMessageBatchRequest& r) {
    std::string line = "SendMessageBatch";
    for (const auto& entry : r.entries) line += sent(entry) + ";";
    return line;
  }
  std::string text(const ReceiveMessageRequest& r) {
    return "ReceiveMessage" + option("max", r.max_number_of_messages) +
           option("visibility", r.visibility_timeout) + option("wait", r.wait_time_seconds) +
           option("attempt", r.receive_request_attempt_id);
  }
  std::string text(const DeleteMessageRequest& r) {
    return "DeleteMessage " + receipts_(r.receipt_handle.value_or(""));
  }
  std::string text(const ChangeMessageVisibilityRequest& r) {
    return "ChangeMessageVisibility " + receipts_(r.receipt_handle.value_or("")) +
           option("to", r.visibility_timeout);
  }
  std::string text(const DeleteMessageBatchRequest& r) {
    std::string line = "DeleteMessageBatch";
    for (const auto& entry : r.entries) line += " " + receipts_(entry.receipt_handle.value_or(""));
    return line;
  }
  std::string text(const ChangeMessageVisibilityBatchRequest& r) {
    std::string line = "ChangeMessageVisibilityBatch";
    for (const auto& entry : r.entries) {
      line += " " + receipts_(entry.receipt_handle.value_or("")) +
              option("to", entry.visibility_timeout) + ";";
    }
    return line;
  }
  std::string text(const SetQueueAttributesRequest& r) {
    return "SetQueueAttributes" + values(r.attributes);
  }
  std::string text(const StartMessageMoveTaskRequest& r) {
    return "StartMessageMoveTask" + queue("from", r.source_arn) + queue("to", r.destination_arn) +
           option("rate", r.max_number_of_messages_per_second);
  }
  std::string text(const ListMessageMoveTasksRequest& r) {
    return "ListMessageMoveTasks" + queue("of", r.source_arn);
  }
  std::string queue(const char* name, const std::optional<std::string>& arn) const {
    return arn ? fmt::format(" {}={}", name, queues_.of_arn(*arn)) : "";
  }
  std::string values(const StringMap& attributes) const {
    std::string line;
    for (const auto& [name, value] : attributes) {
      line += fmt::format(" {}={}", name,
                          name == "RedrivePolicy" ? queues_.of_redrive_policy(value) : value);
    }
    return line;
  }

  std::string text(const SendMessageResponse& r) {
    return messages_(r.message_id) + (r.sequence_number ? " #" + *r.sequence_number : "");
  }
  std::string text(const ReceiveMessageResponse& r) {
    std::string list;
    for (const ReceivedMessage& m : r.messages) {
      list += fmt::format("{}{} `{}` ({})", list.empty() ? "" : ", ", messages_(m.message_id),
                          m.body, receipts_(m.receipt_handle));
    }
    return "[" + list + "]";
  }
  std::string text(const SendMessageBatchResponse& r) {
    std::string list;
    for (const auto& entry : r.successful) {
      list += (list.empty() ? "" : ", ") + messages_(entry.message_id);
    }
    return "[" + list + "]" + failures(r.failed);
  }
  std::string text(const DeleteMessageBatchResponse& r) { return batch(r); }
  std::string text(const ChangeMessageVisibilityBatchResponse& r) { return batch(r); }
  static std::string batch(const auto& r) {
    return (r.successful.empty() ? "none" : std::to_string(r.successful.size()) + " ok") +
           failures(r.failed);
  }
  static std::string failures(const std::vector<BatchResultErrorEntry>& failed) {
    std::string list;
    for (const auto& entry : failed) list += fmt::format(" {}: error {}", entry.id, entry.code);
    return list;
  }
  std::string text(const GetQueueAttributesResponse& r) { return "ok" + values(r.attributes); }
  std::string text(const CancelMessageMoveTaskResponse& r) {
    return fmt::format("{} moved", r.approximate_number_of_messages_moved);
  }
  std::string text(const ListMessageMoveTasksResponse& r) {
    std::string list;
    for (const auto& task : r.results) {
      list += fmt::format("{}{} {} moved", list.empty() ? "" : ", ", task.status,
                          task.approximate_number_of_messages_moved);
    }
    return "[" + list + "]";
  }
  template <class Other>
  std::string text(const Other&) {
    if constexpr (requires { Other::action; }) return std::string(Other::action);
    return "ok";
  }

  const QueueLabels queues_;
  Names messages_{'m'};
  Names receipts_{'r'};
};

std::string seconds_text(Duration_us time) {
  std::string text = fmt::format("{}{}.{:06}", time < 0 ? "-" : "", std::abs(time) / kSecond_us,
                                 std::abs(time) % kSecond_us);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Instant_us epoch_of(const History& history) {
  return history.operations.empty() ? 0 : history.operations.front().invoked;
}

}  // namespace

std::string describe_duration(Duration_us duration) { return seconds_text(duration) + " s"; }

std::string describe_instant(const History& history, Instant_us instant) {
  return seconds_text(instant - epoch_of(history)) + " s";
}

std::vector<std::string> describe_operations(const History& history) {
  Writer writer(history);
  std::vector<std::string> lines;
  for (const Operation& o : history.operations) {
    const bool unknown = std::holds_alternative<NoAnswer>(o.answer);
    const Instant_us epoch = epoch_of(history);
    std::string request = writer.request(o);
    lines.push_back(fmt::format("[{}..{}] c{}  {} -> {}", seconds_text(o.invoked - epoch),
                                unknown ? "?" : seconds_text(o.returned - epoch), o.client, request,
                                writer.answer(o.answer)));
  }
  return lines;
}

}  // namespace sqsproof::semantics
