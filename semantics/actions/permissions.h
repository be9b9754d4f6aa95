// The actions that edit a queue's policy a statement at a time: AddPermission, RemovePermission.
#pragma once

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

struct AddPermissionRequest {
  static constexpr std::string_view action = "AddPermission";
  std::string queue_url;
  std::optional<std::string> label;  ///< becomes the statement's Sid
  std::vector<std::string> aws_account_ids;
  std::vector<std::string> actions;  ///< without `SQS:`
  static constexpr auto fields() {
    using R = AddPermissionRequest;
    return std::tuple{
        Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
        Field{"Label", "Label", &R::label, Presence::required},
        Field{"AWSAccountIds", "AWSAccountId.N", &R::aws_account_ids, Presence::required},
        Field{"Actions", "ActionName.N", &R::actions, Presence::required}};
  }
};

struct AddPermissionResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

struct RemovePermissionRequest {
  static constexpr std::string_view action = "RemovePermission";
  std::string queue_url;
  std::optional<std::string> label;
  static constexpr auto fields() {
    using R = RemovePermissionRequest;
    return std::tuple{Field{"QueueUrl", "QueueUrl", &R::queue_url, Presence::required},
                      Field{"Label", "Label", &R::label, Presence::required}};
  }
};

struct RemovePermissionResponse {
  static constexpr auto fields() { return std::tuple<>{}; }
};

}  // namespace sqsproof::semantics
