// Who calls: recognising a principal, and the condition keys that follow from it.
#include <algorithm>

#include "policy/decide/request.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"
#include "policy/values/glob.h"

namespace sqsproof::policy {
namespace {

bool is_service_name(std::string_view text) {
  const bool suffix = text.ends_with(".amazonaws.com") || text.ends_with(".amazonaws.com.cn");
  return suffix && !text.starts_with(".") && text.find_first_of(":/*? ") == std::string_view::npos;
}

/// `user/a/b/name` after its first slash: path `a/b/` and name.
void split_path(std::string_view rest, Caller& caller) {
  const std::size_t slash = rest.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  caller.path = rest.substr(0, name);
  caller.name = rest.substr(name);
}

std::optional<Caller> parse_iam(const ArnParts& parts, Caller caller) {
  const std::string_view resource = parts.resource();
  if (resource == "root") {
    caller.kind = CallerKind::root;
    return caller;
  }
  if (!resource.starts_with("user/") && !resource.starts_with("role/")) return std::nullopt;
  caller.kind = resource[0] == 'u' ? CallerKind::user : CallerKind::role;
  split_path(resource.substr(5), caller);
  return caller.name.empty() ? std::nullopt : std::optional(std::move(caller));
}

std::optional<Caller> parse_sts(const ArnParts& parts, Caller caller) {
  constexpr std::string_view kFederated = "federated-user/";
  constexpr std::string_view kAssumed = "assumed-role/";
  std::string_view resource = parts.resource();
  if (resource.starts_with(kFederated)) {
    caller.kind = CallerKind::federated_user;
    caller.name = resource.substr(kFederated.size());
    return caller.name.empty() ? std::nullopt : std::optional(std::move(caller));
  }
  if (!resource.starts_with(kAssumed)) return std::nullopt;
  resource.remove_prefix(kAssumed.size());
  const std::size_t slash = resource.find('/');
  if (slash == 0 || slash == std::string_view::npos || slash + 1 == resource.size()) {
    return std::nullopt;
  }
  caller.kind = CallerKind::role;
  caller.path_known = false;
  caller.name = resource.substr(0, slash);
  caller.session_name = resource.substr(slash + 1);
  return caller;
}

/// aws:PrincipalType. IAM/reference_policies_variables
std::string_view principal_type(CallerKind kind) {
  switch (kind) {
    case CallerKind::anonymous:
      return "Anonymous";
    case CallerKind::root:
      return "Account";
    case CallerKind::user:
      return "User";
    case CallerKind::federated_user:
      return "FederatedUser";
    case CallerKind::role:
      return "AssumedRole";
    case CallerKind::service:
      return "";  // not documented
  }
  return "";
}

/// aws:userid, where it follows from the caller's ARN. IAM/reference_policies_variables
std::string user_id(const Caller& caller) {
  if (caller.kind == CallerKind::anonymous) return "anonymous";
  if (caller.kind == CallerKind::root) return caller.account;
  if (caller.kind == CallerKind::federated_user) return caller.account + ":" + caller.name;
  return {};
}

/// A key that follows from others, in both spellings: requests are completed often.
struct Derived {
  std::string_view lower;
  std::string_view spelling;
};
constexpr Derived kPrincipalAccount{"aws:principalaccount", "aws:PrincipalAccount"};
constexpr Derived kPrincipalArn{"aws:principalarn", "aws:PrincipalArn"};
constexpr Derived kIsService{"aws:principalisawsservice", "aws:PrincipalIsAWSService"};
constexpr Derived kServiceName{"aws:principalservicename", "aws:PrincipalServiceName"};
constexpr Derived kServiceNames{"aws:principalservicenameslist", "aws:PrincipalServiceNamesList"};
constexpr Derived kPrincipalType{"aws:principaltype", "aws:PrincipalType"};
constexpr Derived kRegion{"aws:requestedregion", "aws:RequestedRegion"};
constexpr Derived kResourceAccount{"aws:resourceaccount", "aws:ResourceAccount"};
constexpr Derived kUserId{"aws:userid", "aws:userid"};
constexpr Derived kUserName{"aws:username", "aws:username"};

/// Gives a context what it lacks, from its beginning to its end: keys come in their order.
class Filler {
 public:
  explicit Filler(Context& context) : context_(context), place_(context.begin()) {}

  /// Whether the key is not there yet.
  [[nodiscard]] bool lacks(Derived key) {
    while (place_ != context_.end() && place_->first.text() < key.lower) ++place_;
    return place_ == context_.end() || place_->first.text() != key.lower;
  }
  void fill(Derived key, std::string_view value) {
    if (value.empty() || !lacks(key)) return;
    place_ = context_.insert(place_, {KeyName::lasting(key.lower), {}});
    place_->second.key = KeyName::lasting(key.spelling);
    place_->second.values.emplace_back(value);
  }

 private:
  Context& context_;
  Context::iterator place_;
};

/// A session names its role without the path; a given aws:PrincipalArn of that role knows it.
void take_path(Request& request) {
  const std::string* given = value_of(request, "aws:principalarn");
  if (given == nullptr || request.caller.path_known) return;
  const auto role = parse_caller(*given);
  if (!role || role->kind != CallerKind::role || !role->path_known) return;
  if (role->partition != request.caller.partition || role->account != request.caller.account ||
      role->name != request.caller.name) {
    return;
  }
  request.caller.path = role->path;
  request.caller.path_known = true;
}

}  // namespace

std::string_view name_of(Identity identity) {
  constexpr std::string_view names[] = {"allow", "deny", "none", "unknown"};
  return names[static_cast<int>(identity)];
}

std::string_view name_of(CallerKind kind) {
  constexpr std::string_view names[] = {"anonymous",      "root", "user",
                                        "federated-user", "role", "service"};
  return names[static_cast<int>(kind)];
}

const std::string* value_of(const Request& request, std::string_view lower_case_key) {
  const auto found = request.context.find(lower_case_key);
  if (found == request.context.end() || found->second.values.empty()) return nullptr;
  return &found->second.values.front();
}

void give(Request& request, const KeyName& lower_case_key, const KeyName& spelling,
          std::string_view value) {
  ContextValue& given = request.context[lower_case_key];
  given.key = spelling;
  given.values.assign(1, std::string(value));
}

std::optional<Caller> parse_caller(std::string_view principal) {
  if (principal == "anonymous") return Caller{};
  if (is_service_name(principal)) {
    Caller caller;
    caller.kind = CallerKind::service;
    caller.service = principal;
    return caller;
  }
  const auto parts = split_arn(principal);
  if (!parts || parts->part[0] != "arn" || parts->partition().empty() || !parts->region().empty() ||
      !is_account_id(parts->account()) || has_wildcard(principal)) {
    return std::nullopt;
  }
  Caller caller;
  caller.partition = parts->partition();
  caller.account = parts->account();
  if (parts->service() == "iam") return parse_iam(*parts, std::move(caller));
  if (parts->service() == "sts") return parse_sts(*parts, std::move(caller));
  return std::nullopt;
}

std::string principal_arn(const Caller& caller) {
  const auto arn = [&](std::string_view service, std::string_view kind) {
    std::string text;
    for (const std::string_view part :
         {std::string_view("arn:"), std::string_view(caller.partition), std::string_view(":"),
          service, std::string_view("::"), std::string_view(caller.account), std::string_view(":"),
          kind, std::string_view(caller.path), std::string_view(caller.name)}) {
      text += part;
    }
    return text;
  };
  switch (caller.kind) {
    case CallerKind::root:
      return arn("iam", "root");
    case CallerKind::user:
      return arn("iam", "user/");
    case CallerKind::role:
      return arn("iam", "role/");
    case CallerKind::federated_user:
      return arn("sts", "federated-user/");
    case CallerKind::anonymous:
    case CallerKind::service:
      return {};
  }
  return {};
}

void complete(Request& request) {
  take_path(request);
  const Caller& caller = request.caller;
  const bool anonymous = caller.kind == CallerKind::anonymous;
  const auto resource = split_arn(request.resource);
  const std::string_view account = resource ? resource->account() : std::string_view();
  Filler all(request.context);
  all.fill(kPrincipalAccount, anonymous ? "anonymous" : std::string_view(caller.account));
  if (all.lacks(kPrincipalArn)) all.fill(kPrincipalArn, principal_arn(caller));
  if (!anonymous) all.fill(kIsService, caller.kind == CallerKind::service ? "true" : "false");
  all.fill(kServiceName, caller.service);
  all.fill(kServiceNames, caller.service);
  all.fill(kPrincipalType, principal_type(caller.kind));
  if (resource) all.fill(kRegion, resource->region());
  all.fill(kResourceAccount, is_account_id(account) ? account : "");
  if (all.lacks(kUserId)) all.fill(kUserId, user_id(caller));
  if (caller.kind == CallerKind::user) all.fill(kUserName, caller.name);
}

}  // namespace sqsproof::policy
