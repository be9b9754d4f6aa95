// One concrete request: who, what, on which queue or other resource, under which circumstances.
//
// This is what `decide` reads and what every witness is. The caller is named by an ARN of an IAM
// user, role, assumed-role session, federated user or account root, by a service principal, or by
// the word `anonymous`; the condition keys that follow from the caller are filled in by
// `complete` unless the request gives them. A key that is not in `context` is absent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide/context.h"
#include "policy/document/document.h"
#include "policy/support/diagnostic.h"

namespace sqsproof::policy {

/// IAM/reference_policies_elements_principal; exactly one of these makes a call.
enum class CallerKind { anonymous, root, user, federated_user, role, service };
[[nodiscard]] std::string_view name_of(CallerKind kind);

struct Caller {
  CallerKind kind = CallerKind::anonymous;
  std::string partition;     ///< `aws`, of IAM callers
  std::string account;       ///< 12 digits, of IAM callers
  std::string name;          ///< of user, role, federated user; without path
  std::string path;          ///< empty or `a/b/`
  bool path_known = true;    ///< false for a session given by its STS ARN, which has no path
  std::string session_name;  ///< of a role session; empty when the request names only the role
  std::string service;       ///< `s3.amazonaws.com`
};

/// What the caller's own policies say about the request; `none` is neither allow nor deny.
enum class Identity { allow, deny, none, unknown };
[[nodiscard]] std::string_view name_of(Identity identity);

struct Request {
  std::string name;       ///< label of the request, may be empty
  std::string principal;  ///< as written
  Caller caller;
  std::string action;    ///< `sqs:SendMessage`
  std::string resource;  ///< ARN of the queue or other resource; `*` for none
  Context context;       ///< by key in lower case
  /// Without it, the answer is that of the queue policy alone.
  std::optional<Identity> identity;
};

/// The only or first value of a key; nullptr when the key is absent.
[[nodiscard]] const std::string* value_of(const Request& request, std::string_view lower_case_key);

/// Gives a key one value.
void give(Request& request, const KeyName& lower_case_key, const KeyName& spelling,
          std::string_view value);

/// Recognises a caller; nullopt when the text names none that can call a queue.
[[nodiscard]] std::optional<Caller> parse_caller(std::string_view principal);

/// `arn:aws:iam::…:role/…` and so on: the value of aws:PrincipalArn; empty for others.
[[nodiscard]] std::string principal_arn(const Caller& caller);

/// Adds the keys that follow from caller and queue, unless given: aws:PrincipalArn,
/// aws:PrincipalAccount, aws:PrincipalType, aws:PrincipalIsAWSService, aws:PrincipalServiceName,
/// aws:PrincipalServiceNamesList, aws:username, aws:userid, aws:ResourceAccount,
/// aws:RequestedRegion. IAM/reference_policies_variables (table of values).
void complete(Request& request);

/// One request from a JSON object as in the command line contract; all mistakes are reported.
/// The resource is one that a policy of that kind is asked about.
[[nodiscard]] Result<Request> read_request(const Source& json, PolicyKind kind = PolicyKind::queue);
/// One request a line; blank lines are skipped. Each line's mistakes carry their line.
[[nodiscard]] Result<std::vector<Request>> read_requests(const Source& json_lines,
                                                         PolicyKind kind = PolicyKind::queue);
/// The JSON object that `read_request` reads, on one line. Keys that `complete` adds are left out
/// when they have the value that it would add.
[[nodiscard]] std::string to_json(const Request& request);

}  // namespace sqsproof::policy
