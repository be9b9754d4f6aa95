// kms:CallerAccount, a key of one service that follows from the caller: his account.
//
// kms/conditions-kms (kms:CallerAccount). Tied together in the accounts and tests with which a
// policy holds it against something; what it is otherwise makes no difference. Of services that
// call for somebody the page does not say which account it is, so theirs stays free.
#pragma once

#include "policy/document/document.h"
#include "policy/prover/engine.h"
#include "policy/symbolic/space.h"

namespace sqsproof::policy {

void tie_caller_account(const Document& policy, Space& space, Engine& engine);

}  // namespace sqsproof::policy
