#include "properties/explore/script.h"

#include <algorithm>
#include <fmt/core.h>

#include "properties/explore/members.h"
#include "semantics/actions/parts.h"

namespace sqsproof::properties {

using namespace semantics;
using Kind = Command::Kind;

namespace {

std::string redrive_policy(const std::string& arn, int max_receive_count) {
  return fmt::format(R"({{"deadLetterTargetArn":"{}","maxReceiveCount":"{}"}})", arn,
                     max_receive_count);
}

std::string number_in(const std::string& queue_name) {
  const std::size_t hyphen = queue_name.rfind('-');
  return hyphen == std::string::npos ? "" : queue_name.substr(hyphen);
}

}  // namespace

Script::Script(const Program& program, std::string queue_name)
    : program_(program),
      name_(std::move(queue_name)),
      number_(number_in(name_)),
      longest_timeout_s_(program.plan.visibility_timeout_s),
      longest_delay_s_(program.plan.delay_s) {}

std::vector<Role> Script::roles() const {
  std::vector<Role> used;
  for (const Role role : {Role::dead_letter, Role::other, Role::main}) {
    if (uses(program_, role)) used.push_back(role);
  }
  return used;
}

Call Script::creation_of(Role role) const {
  constexpr std::string_view kSuffixes[] = {"", "-dead", "-other"};
  const QueuePlan& plan = program_.plan;
  CreateQueueRequest request;
  request.queue_name = name_ + std::string(kSuffixes[index(role)]) + (program_.fifo ? ".fifo" : "");
  auto& attributes = request.attributes;
  if (program_.fifo) attributes["FifoQueue"] = "true";
  attributes["VisibilityTimeout"] = std::to_string(plan.visibility_timeout_s);
  if (plan.retention_s != QueuePlan{}.retention_s) {
    attributes["MessageRetentionPeriod"] = std::to_string(plan.retention_s);
  }
  const bool has_dead_letters =
      role == Role::main || (role == Role::other && plan.shares_dead_letters > 0);
  if (plan.max_receive_count > 0 && has_dead_letters) {
    attributes["RedrivePolicy"] = redrive_policy(arn_of(Role::dead_letter), plan.max_receive_count);
  }
  if (role != Role::main) return request;
  if (plan.delay_s > 0) attributes["DelaySeconds"] = std::to_string(plan.delay_s);
  if (plan.wait_s > 0) attributes["ReceiveMessageWaitTimeSeconds"] = std::to_string(plan.wait_s);
  if (program_.fifo && plan.content_based_deduplication > 0) {
    attributes["ContentBasedDeduplication"] = "true";
  }
  if (program_.fifo && plan.deduplicates_per_group > 0) {
    attributes["DeduplicationScope"] = "messageGroup";
    attributes["FifoThroughputLimit"] = "perMessageGroupId";
  }
  return request;
}

std::optional<Call> Script::call_of(const Command& command) {
  if (command.kind == Kind::pass || url(command).empty()) return std::nullopt;
  switch (command.kind) {
    case Kind::send:
      return send(command);
    case Kind::send_batch:
      return send_batch(command);
    case Kind::receive:
      return receive(command);
    case Kind::remove:
    case Kind::change:
      return by_receipt(command);
    case Kind::remove_batch:
    case Kind::change_batch:
      return by_receipts(command);
    case Kind::purge:
      return PurgeQueueRequest{url(command)};
    case Kind::set:
      return set(command);
    case Kind::count: {
      GetQueueAttributesRequest request;
      request.queue_url = url(command);
      request.attribute_names = {"ApproximateNumberOfMessages",
                                 "ApproximateNumberOfMessagesNotVisible",
                                 "ApproximateNumberOfMessagesDelayed"};
      return request;
    }
    case Kind::start_move:
    case Kind::cancel_move:
      return move(command);
    case Kind::pass:
      break;
  }
  return std::nullopt;
}

Call Script::receive(const Command& command) const {
  ReceiveMessageRequest request;
  request.queue_url = url(command);
  // Endpoints know the one or the other.
  request.message_system_attribute_names = {"All"};
  request.attribute_names = {"All"};
  request.message_attribute_names = {"All"};
  request.max_number_of_messages = command.max_messages;
  if (command.wait_s != Command::kQueueDefault) request.wait_time_seconds = command.wait_s;
  if (command.visibility_timeout_s != Command::kQueueDefault) {
    request.visibility_timeout = command.visibility_timeout_s;
  }
  if (program_.fifo && command.attempt > 0) {
    request.receive_request_attempt_id = fmt::format("attempt-{}{}", command.attempt, number_);
  }
  return request;
}

std::optional<Call> Script::by_receipt(const Command& command) const {
  const auto& receipts =
      receipts_[command.foreign > 0 ? 0 : static_cast<std::size_t>(command.queue)];
  const auto back = static_cast<std::size_t>(command.receipt);
  if (back > receipts.size()) return std::nullopt;
  const std::string& receipt = receipts[receipts.size() - back];
  if (command.kind == Kind::remove) return DeleteMessageRequest{url(command), receipt};
  return ChangeMessageVisibilityRequest{url(command), receipt,
                                        std::max(0, command.visibility_timeout_s)};
}

std::optional<Call> Script::by_receipts(const Command& command) const {
  const auto& receipts = receipts_[static_cast<std::size_t>(command.queue)];
  DeleteMessageBatchRequest removal;
  ChangeMessageVisibilityBatchRequest change;
  removal.queue_url = change.queue_url = url(command);
  for (int i = 0; i < command.entries; ++i) {
    const auto back = static_cast<std::size_t>(command.receipt + i);
    if (back > receipts.size()) break;
    const std::string id = fmt::format("e{}", i + 1);
    const std::string& receipt = receipts[receipts.size() - back];
    removal.entries.push_back({id, receipt});
    change.entries.push_back({id, receipt, std::max(0, command.visibility_timeout_s)});
  }
  if (removal.entries.empty()) return std::nullopt;
  if (command.kind == Kind::remove_batch) return removal;
  return change;
}

Call Script::set(const Command& command) {
  const auto setting = static_cast<Setting>(command.setting);
  SetQueueAttributesRequest request;
  request.queue_url = url(command);
  if (setting == Setting::max_receive_count) {
    request.queue_url = url_of(Role::main);  // no queue is its own dead-letter queue
    request.attributes["RedrivePolicy"] =
        command.value > 0 && uses(program_, Role::dead_letter)
            ? redrive_policy(arn_of(Role::dead_letter), command.value)
            : "";
  } else {
    request.attributes[std::string(name_of(setting))] = std::to_string(command.value);
  }
  if (setting == Setting::visibility_timeout) {
    longest_timeout_s_ = std::max(longest_timeout_s_, command.value);
  } else if (setting == Setting::delay) {
    longest_delay_s_ = std::max(longest_delay_s_, command.value);
  }
  return request;
}

std::optional<Call> Script::move(const Command& command) const {
  if (command.kind == Kind::cancel_move) {
    if (task_.empty()) return std::nullopt;
    return CancelMessageMoveTaskRequest{task_};
  }
  if (!uses(program_, Role::dead_letter)) return std::nullopt;
  StartMessageMoveTaskRequest request;
  request.source_arn = arn_of(Role::dead_letter);
  if (command.to_other > 0) request.destination_arn = arn_of(Role::other);
  if (command.rate > 0) request.max_number_of_messages_per_second = command.rate;
  return request;
}

void Script::quiet_after(Instant_us returned, int seconds_count) {
  quiet_from_ = std::max(quiet_from_, returned + seconds(seconds_count));
}

void Script::note(const Call& call, const Answer& answer, Instant_us returned) {
  if (std::holds_alternative<SendMessageRequest>(call) ||
      std::holds_alternative<SendMessageBatchRequest>(call) ||
      std::holds_alternative<SetQueueAttributesRequest>(call)) {
    quiet_after(returned, longest_delay_s_);
  } else if (const auto* receive = std::get_if<ReceiveMessageRequest>(&call)) {
    quiet_after(returned, receive->visibility_timeout.value_or(longest_timeout_s_));
    const auto* received = response_in<ReceiveMessageResponse>(answer);
    const auto role = std::find(urls_.begin(), urls_.end(), receive->queue_url) - urls_.begin();
    if (!received || role == 3) return;
    for (const ReceivedMessage& m : received->messages) {
      receipts_[static_cast<std::size_t>(role)].push_back(m.receipt_handle);
    }
  } else if (const auto* change = std::get_if<ChangeMessageVisibilityRequest>(&call)) {
    quiet_after(returned, change->visibility_timeout.value_or(0));
  } else if (const auto* changes = std::get_if<ChangeMessageVisibilityBatchRequest>(&call)) {
    for (const auto& entry : changes->entries) {
      quiet_after(returned, entry.visibility_timeout.value_or(0));
    }
  } else if (const auto* started = response_in<StartMessageMoveTaskResponse>(answer)) {
    task_ = started->task_handle;
  }
}

}  // namespace sqsproof::properties
