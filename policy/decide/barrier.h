// What keeps statements from mattering at all: actions about no queue that exists, callers without
// policies of their own, credentials of another partition, actions that do not cross accounts.
#pragma once

#include <cstdint>
#include <string>

#include "policy/decide/request.h"
#include "policy/document/document.h"
#include "policy/document/vocabulary.h"

namespace sqsproof::policy {

enum class Barrier : std::uint8_t {
  none,
  no_own_policies,    ///< the policy is not asked: the caller has no identity policies
  no_queue,           ///< it is not asked: the action is about no queue that exists
  no_action,          ///< nothing can be granted: there is no such action
  another_partition,  ///< likewise: the caller's credentials do not reach the resource
  another_account     ///< likewise: the action is not granted across accounts
};

/// Why the policy is not asked; `none` when it is. CreateQueue and ListQueues are about no queue
/// that exists, so its policy neither grants nor denies them (Service Authorization Reference,
/// list_amazonsqs); only users and roles have policies of their own (IAM/access_policies).
[[nodiscard]] Barrier not_asked(PolicyKind kind, const Request& request,
                                const Vocabulary& vocabulary);

/// Why the action cannot be granted, whatever the statements say; `none` when it can.
[[nodiscard]] Barrier not_grantable(PolicyKind kind, const Request& request,
                                    const Vocabulary& vocabulary);

/// The same as a sentence, which is empty for `none`.
[[nodiscard]] std::string sentence_of(Barrier barrier, PolicyKind kind, const Request& request,
                                      const Vocabulary& vocabulary);

}  // namespace sqsproof::policy
