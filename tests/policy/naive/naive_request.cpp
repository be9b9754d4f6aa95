#include "tests/policy/naive/naive_request.h"

#include <regex>
#include <stdexcept>

#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {
namespace {

using Kind = Who::Kind;

/// Where a session is given by its STS ARN, the role's path is told by aws:PrincipalArn or not at
/// all.
void learn_path(Who& who, const Asked& asked) {
  who.arn = "arn:" + who.partition + ":iam::" + who.account + ":role/" + who.name;
  who.path_told = false;
  const auto* told = asked.values("aws:principalarn");
  if (told == nullptr) return;
  const std::regex form("arn:" + who.partition + ":iam::" + who.account + ":role/(.*/)?([^/]+)");
  std::smatch m;
  if (!std::regex_match(told->front(), m, form) || m[2].str() != who.name) return;
  who.arn = told->front();
  who.path_told = true;
}

Who who_is(const std::string& principal, const Asked& asked) {
  static const std::regex kIam("arn:([^:]+):iam::([0-9]{12}):(root|user|role)(?:/(.*/)?([^/]+))?");
  static const std::regex kSts(
      "arn:([^:]+):sts::([0-9]{12}):(assumed-role|federated-user)/([^/]+)(?:/([^/]+))?");
  Who who;
  if (principal == "anonymous") return who;
  std::smatch m;
  if (std::regex_match(principal, m, kIam)) {
    who.kind = m[3] == "root" ? Kind::root : (m[3] == "user" ? Kind::user : Kind::role);
    who.partition = m[1];
    who.account = m[2];
    who.name = m[5];
    who.arn = principal;
  } else if (std::regex_match(principal, m, kSts)) {
    who.partition = m[1];
    who.account = m[2];
    who.name = m[4];
    who.session = m[5];
    who.arn = principal;
    who.kind = m[3] == "assumed-role" ? Kind::role : Kind::federated;
    if (who.kind == Kind::role) learn_path(who, asked);
  } else {
    who.kind = Kind::service;
  }
  return who;
}

std::string type_name(Kind kind) {
  switch (kind) {
    case Kind::anonymous:
      return "Anonymous";
    case Kind::root:
      return "Account";
    case Kind::user:
      return "User";
    case Kind::federated:
      return "FederatedUser";
    case Kind::role:
      return "AssumedRole";
    case Kind::service:
      return "";
  }
  return "";
}

/// IAM/reference_policies_variables, table of values by caller.
std::map<std::string, std::string> keys_of_caller(const Asked& asked) {
  const Who& who = asked.who;
  const auto queue = at_colons(asked.resource, 6);
  std::map<std::string, std::string> keys = {{"aws:resourceaccount", queue.at(4)},
                                             {"aws:requestedregion", queue.at(3)}};
  if (who.kind == Kind::service) {
    keys["aws:principalisawsservice"] = "true";
    keys["aws:principalservicename"] = asked.principal;
    keys["aws:principalservicenameslist"] = asked.principal;
    return keys;
  }
  keys["aws:principaltype"] = type_name(who.kind);
  if (who.kind == Kind::anonymous) {
    keys["aws:principalaccount"] = keys["aws:userid"] = "anonymous";
    return keys;
  }
  keys["aws:principalarn"] = who.arn;
  keys["aws:principalaccount"] = who.account;
  keys["aws:principalisawsservice"] = "false";
  if (who.kind == Kind::user) keys["aws:username"] = who.name;
  if (who.kind == Kind::root) keys["aws:userid"] = who.account;
  if (who.kind == Kind::federated) keys["aws:userid"] = who.account + ":" + who.name;
  return keys;
}

}  // namespace

std::string Asked::queue_account() const { return at_colons(resource, 6).at(4); }

const std::vector<std::string>* Asked::values(const std::string& key) const {
  const auto found = context.find(key);
  return found == context.end() || found->second.empty() ? nullptr : &found->second;
}

std::string as_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::vector<std::string> as_list(const Json& value) {
  if (!value.is_array()) return {as_text(value)};
  std::vector<std::string> list;
  for (const Json& item : value) list.push_back(as_text(item));
  return list;
}

Asked asked(const Json& request) {
  Asked result;
  result.principal = request.at("principal").get<std::string>();
  result.action = request.at("action").get<std::string>();
  result.resource = request.at("resource").get<std::string>();
  const Json context = request.value("context", Json::object());
  for (const auto& [key, value] : context.items()) result.context[lower(key)] = as_list(value);
  if (request.contains("identity")) result.identity = request["identity"].get<std::string>();
  result.who = who_is(result.principal, result);
  for (const auto& [key, value] : keys_of_caller(result)) result.context.insert({key, {value}});
  return result;
}

}  // namespace sqsproof::tests::naive
