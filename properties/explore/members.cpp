#include "properties/explore/members.h"

namespace sqsproof::properties {
namespace {

constexpr int kLongestThink_ms = 15 * 86'400'000;  // longer than the longest retention
constexpr int kLongestTimeout_s = 43'200;          // SQSAPI/ChangeMessageVisibility
constexpr int kLongestRetention_s = 1'209'600;     // SQSAPI/SetQueueAttributes: 14 days

constexpr NumberMember<Command> kCommandMembers[] = {
    {"client", &Command::client, 0, 15},
    {"after_ms", &Command::think_ms, 0, kLongestThink_ms},
    {"latency_ms", &Command::latency_ms, 0, 60'000},
    {"queue", &Command::queue, 0, 2},
    {"group", &Command::group, 1, 1000},
    {"key", &Command::key, 0, 1000},
    {"odd_group", &Command::odd_group, 0, 1},
    {"delay_s", &Command::delay_s, -1, 900},
    {"body", &Command::body, 0, 1000},
    {"attributes", &Command::attributes, 0, 4},
    {"invalid", &Command::invalid, 0, 1},
    {"entries", &Command::entries, 1, 10},
    {"max_messages", &Command::max_messages, 1, 10},
    {"wait_s", &Command::wait_s, -1, 20},
    {"attempt", &Command::attempt, 0, 1000},
    {"visibility_timeout_s", &Command::visibility_timeout_s, -1, kLongestTimeout_s},
    {"receipt", &Command::receipt, 1, 1000},
    {"foreign", &Command::foreign, 0, 1},
    {"setting", &Command::setting, 0, 4},
    {"value", &Command::value, 0, kLongestRetention_s},
    {"rate", &Command::rate, 0, 500},
    {"to_other", &Command::to_other, 0, 1},
};

constexpr NumberMember<QueuePlan> kPlanMembers[] = {
    {"visibility_timeout_s", &QueuePlan::visibility_timeout_s, 0, kLongestTimeout_s},
    {"delay_s", &QueuePlan::delay_s, 0, 900},
    {"retention_s", &QueuePlan::retention_s, 60, kLongestRetention_s},
    {"wait_s", &QueuePlan::wait_s, 0, 20},
    {"max_receive_count", &QueuePlan::max_receive_count, 0, 1000},
    {"shares_dead_letters", &QueuePlan::shares_dead_letters, 0, 1},
    {"content_based_deduplication", &QueuePlan::content_based_deduplication, 0, 1},
    {"deduplicates_per_group", &QueuePlan::deduplicates_per_group, 0, 1},
};

constexpr std::string_view kKinds[] = {"send",
                                       "send-batch",
                                       "receive",
                                       "delete",
                                       "delete-batch",
                                       "change-visibility",
                                       "change-visibility-batch",
                                       "purge",
                                       "set-attribute",
                                       "count",
                                       "start-move",
                                       "cancel-move",
                                       "pass"};

}  // namespace

std::span<const NumberMember<Command>> command_members() { return kCommandMembers; }
std::span<const NumberMember<QueuePlan>> plan_members() { return kPlanMembers; }
std::span<const std::string_view> command_names() { return kKinds; }
std::string_view name_of(Command::Kind kind) { return kKinds[static_cast<int>(kind)]; }

std::string_view name_of(Setting setting) {
  constexpr std::string_view names[] = {"VisibilityTimeout", "DelaySeconds",
                                        "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds",
                                        "maxReceiveCount"};
  return names[static_cast<int>(setting)];
}

}  // namespace sqsproof::properties
