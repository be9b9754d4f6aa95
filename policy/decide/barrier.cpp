#include "policy/decide/barrier.h"

#include <fmt/format.h>

#include "policy/decide/identity.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

/// Credentials work in their own partition only. IAM/reference_identifiers
bool is_of_another_partition(const Request& request) {
  const auto queue = split_arn(request.resource);
  return queue && !request.caller.partition.empty() &&
         request.caller.partition != queue->partition();
}

}  // namespace

Barrier not_asked(PolicyKind kind, const Request& request, const Vocabulary& vocabulary) {
  const CallerKind caller = request.caller.kind;
  if (kind == PolicyKind::identity) {
    const bool has_policies = caller == CallerKind::user || caller == CallerKind::role ||
                              caller == CallerKind::federated_user;
    return has_policies ? Barrier::none : Barrier::no_own_policies;
  }
  if (kind == PolicyKind::resource) return Barrier::none;
  const VocabularyAction* action = find_action(vocabulary, request.action);
  return action == nullptr || action->on_a_queue ? Barrier::none : Barrier::no_queue;
}

Barrier not_grantable(PolicyKind kind, const Request& request, const Vocabulary& vocabulary) {
  const bool queue = kind == PolicyKind::queue;
  const VocabularyAction* action = queue ? find_action(vocabulary, request.action) : nullptr;
  if (queue && action == nullptr) return Barrier::no_action;
  if (is_of_another_partition(request)) return Barrier::another_partition;
  const bool crosses = !queue || action->crosses_accounts || !is_foreign(request);
  return crosses ? Barrier::none : Barrier::another_account;
}

std::string sentence_of(Barrier barrier, PolicyKind kind, const Request& request,
                        const Vocabulary& vocabulary) {
  switch (barrier) {
    case Barrier::none:
      return {};
    case Barrier::no_own_policies:
      return "only users, groups and roles have identity policies";
    case Barrier::no_queue:
      return request.action + " is about no queue that exists, so no queue policy is asked";
    case Barrier::no_action:
      return fmt::format("{} is not an action of {}, so no statement grants it", request.action,
                         vocabulary.service);
    case Barrier::another_partition:
      return fmt::format("credentials of partition {} do not reach the {}",
                         request.caller.partition,
                         kind == PolicyKind::queue ? "queue" : "resource");
    case Barrier::another_account:
      return fmt::format("{} cannot be granted to callers outside the queue's account",
                         find_action(vocabulary, request.action)->name);
  }
  return {};
}

}  // namespace sqsproof::policy
