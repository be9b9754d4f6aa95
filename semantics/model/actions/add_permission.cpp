#include <algorithm>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "semantics/model/checks.h"
#include "semantics/model/policy_text.h"
#include "semantics/model/state.h"

namespace sqsproof::semantics {
namespace {

/// What a statement of AddPermission may grant. SQSAPI/AddPermission
constexpr std::string_view kGrantable[] = {
    "*",           "ChangeMessageVisibility",    "DeleteMessage", "GetQueueAttributes",
    "GetQueueUrl", "ListDeadLetterSourceQueues", "PurgeQueue",    "ReceiveMessage",
    "SendMessage"};
constexpr std::string_view kOwnerOnly[] = {"AddPermission",
                                           "CancelMessageMoveTask",
                                           "CreateQueue",
                                           "DeleteQueue",
                                           "ListMessageMoveTasks",
                                           "ListQueues",
                                           "ListQueueTags",
                                           "RemovePermission",
                                           "SetQueueAttributes",
                                           "StartMessageMoveTask",
                                           "TagQueue",
                                           "UntagQueue"};

bool is_in(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Names of the batch actions are unknown here: they are granted by the single ones.
Checked<bool> check_actions(const std::vector<std::string>& actions) {
  if (actions.empty()) return missing("ActionName");
  for (const std::string& action : actions) {
    if (is_in(kGrantable, action)) continue;
    return invalid_value("SQS:" + action, "ActionName",
                         is_in(kOwnerOnly, action)
                             ? "Only the queue owner is allowed to invoke this action."
                             : "Please refer to the appropriate WSDL for a list of valid actions.");
  }
  if (actions.size() <= kPermissionActions) return true;
  return refuse("OverLimit", fmt::format("{} Actions were found, maximum allowed is {}.",
                                         actions.size(), kPermissionActions));
}

Checked<bool> check_accounts(const std::vector<std::string>& accounts) {
  if (accounts.empty()) return missing("AWSAccountId");
  for (const std::string& account : accounts) {
    if (policy::is_account_id(account)) continue;
    return invalid_value(fmt::format("[{}]", account), "PrincipalId", "Unable to verify.");
  }
  return true;
}

}  // namespace

/// A statement is appended to the policy. Recording of test_sqs_permission_lifecycle
Checked<Reply> Service::State::apply(const AddPermissionRequest& request, Instant_us now) {
  const auto opened = open(request.queue_url, now);
  if (!opened) return Refusal(opened.error());
  Queue& queue = **opened;
  if (auto good = check_label(request.label); !good) return Refusal(good.error());
  if (auto good = check_accounts(request.aws_account_ids); !good) return Refusal(good.error());
  if (auto good = check_actions(request.actions); !good) return Refusal(good.error());
  QueueAttributes attributes = queue.wanted_attributes();
  const Permission permission{*request.label, request.aws_account_ids, request.actions};
  auto edited = add_statement(attributes.policy, *queue.identity().arn, permission);
  if (!edited) return Refusal(edited.error());
  attributes.policy = std::move(*edited);
  queue.later.attributes_at = some_time(Weakness::attributes_late, now, kAttributeDelay_us);
  queue.later.attributes = std::move(attributes);
  catch_up(queue, now);
  return AddPermissionResponse{};
}

}  // namespace sqsproof::semantics
