// Requests from JSON and back.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/decide/condition.h"
#include "policy/decide/request.h"
#include "policy/support/json.h"
#include "policy/support/words.h"
#include "policy/values/arn.h"

namespace sqsproof::policy {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array<std::string_view, 6> kMembers = {"name",     "principal", "action",
                                                      "resource", "context",   "identity"};
constexpr std::array<Identity, 4> kIdentities = {Identity::allow, Identity::deny, Identity::none,
                                                 Identity::unknown};

class RequestReader {
 public:
  RequestReader(const Source& source, PolicyKind kind) : source_(source), kind_(kind) {}

  Result<Request> read(const JsonValue& root) {
    Request request;
    if (root.kind != Kind::object) {
      error("request/type", fmt::format("a request is {}, not an object", name_of(root.kind)),
            root.place,
            "write {\"principal\": …, \"action\": …, \"resource\": …, \"context\": {…}}");
      return tl::unexpected(std::move(diagnostics_));
    }
    check_names(root);
    request.name = text_of(root, "name", false);
    request.principal = text_of(root, "principal", true);
    request.action = text_of(root, "action", true);
    request.resource = text_of(root, "resource", true);
    read_caller(root, request);
    read_resource(root, request);
    if (const JsonValue* context = member_of(root, "context")) read_context(*context, request);
    read_identity(root, request);
    if (!diagnostics_.empty()) return tl::unexpected(std::move(diagnostics_));
    complete(request);
    return request;
  }

 private:
  void error(std::string id, std::string message, Place place, std::string help) {
    diagnostics_.push_back(
        {std::move(id), Severity::error, std::move(message), source_, place, {}, std::move(help)});
  }

  void check_names(const JsonValue& root) {
    for (const JsonMember& member : root.members) {
      if (std::find(kMembers.begin(), kMembers.end(), member.name) != kMembers.end()) continue;
      const auto near = nearest_word(member.name, kMembers);
      error("request/unknown-member", fmt::format("a request has no `{}`", member.name),
            member.name_place,
            near ? fmt::format("did you mean `{}`?", *near)
                 : "a request has name, principal, action, resource, context and identity");
    }
  }

  std::string text_of(const JsonValue& root, std::string_view name, bool required) {
    const JsonValue* value = member_of(root, name);
    if (value != nullptr && value->kind == Kind::string) return value->text;
    if (value != nullptr || required) {
      const Place place =
          value != nullptr ? value->place : Place{root.place.begin, root.place.begin + 1};
      error("request/member",
            value != nullptr ? fmt::format("`{}` is {}, not a string", name, name_of(value->kind))
                             : fmt::format("the request has no `{}`", name),
            place, fmt::format("give `{}` as a string", name));
    }
    return {};
  }

  void read_caller(const JsonValue& root, Request& request) {
    if (request.principal.empty()) return;
    const auto caller = parse_caller(request.principal);
    if (caller) {
      request.caller = *caller;
      return;
    }
    error("request/principal", fmt::format("`{}` names no caller", request.principal),
          member_of(root, "principal")->place,
          "write the ARN of a user, role, session, federated user or account root, a service "
          "principal such as `s3.amazonaws.com`, or `anonymous`");
  }

  void read_resource(const JsonValue& root, const Request& request) {
    if (kind_ != PolicyKind::queue) return read_any_resource(root, request);
    if (request.resource.empty() || is_queue_arn(request.resource)) return;
    error("request/resource", fmt::format("`{}` is not a queue ARN", request.resource),
          member_of(root, "resource")->place, "write `arn:aws:sqs:REGION:ACCOUNT:NAME`");
  }

  /// Some actions, such as those that list, are about no resource in particular: `*`.
  void read_any_resource(const JsonValue& root, const Request& request) {
    if (request.resource.empty() || is_resource_arn(request.resource)) return;
    if (request.resource == "*" && kind_ == PolicyKind::identity) return;
    error("request/resource", fmt::format("`{}` is not the ARN of a resource", request.resource),
          member_of(root, "resource")->place,
          "write `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`, without region and account where the "
          "service has none");
  }

  void read_identity(const JsonValue& root, Request& request) {
    const JsonValue* value = member_of(root, "identity");
    if (value == nullptr) return;
    for (const Identity identity : kIdentities) {
      if (value->text == name_of(identity)) request.identity = identity;
    }
    if (!request.identity) {
      error("request/identity", "`identity` is none of allow, deny, none, unknown", value->place,
            "say what the caller's own policies come to, or leave it out to ask the queue policy "
            "alone");
    }
  }

  void read_context(const JsonValue& context, Request& request) {
    if (context.kind != Kind::object) {
      error("request/context", fmt::format("`context` is {}", name_of(context.kind)), context.place,
            "write an object of condition keys: {\"aws:SourceIp\": \"203.0.113.7\"}");
      return;
    }
    for (const JsonMember& member : context.members) {
      ContextValue value{member.name, {}};
      read_values(member, value);
      if (!request.context.emplace(to_lower(member.name), std::move(value)).second) {
        error("request/duplicate-key",
              fmt::format("the key `{}` stands twice in `context`", member.name), member.name_place,
              "keep one; names of condition keys ignore case");
      }
    }
  }

  void read_values(const JsonMember& member, ContextValue& value) {
    const auto read_one = [&](const JsonValue& part) {
      if (part.kind == Kind::string || part.kind == Kind::boolean || part.kind == Kind::number) {
        value.values.push_back(part.text);
      } else {
        error("request/context",
              fmt::format("the value of `{}` is {}", member.name, name_of(part.kind)), part.place,
              "write a string, a boolean, a number, or an array of them");
      }
    };
    if (member.value.kind == Kind::array) {
      for (const JsonValue& item : member.value.items) read_one(item);
    } else {
      read_one(member.value);
    }
  }

  const Source& source_;
  PolicyKind kind_;
  Diagnostics diagnostics_;
};

/// One line as a source of its own; `shift` moves what is said about it back into the whole text.
Source line_of(const Source& source, std::size_t begin, std::size_t end) {
  return std::make_shared<const SourceText>(
      SourceText{source->name, source->text.substr(begin, end - begin)});
}

void shift(Diagnostics& diagnostics, const Source& whole, std::size_t offset) {
  for (Diagnostic& diagnostic : diagnostics) {
    diagnostic.source = whole;
    diagnostic.place.begin += offset;
    diagnostic.place.end += offset;
  }
}

}  // namespace

Result<Request> read_request(const Source& json, PolicyKind kind) {
  const auto root = read_json(json);
  if (!root) return tl::unexpected(root.error());
  return RequestReader(json, kind).read(*root);
}

Result<std::vector<Request>> read_requests(const Source& json_lines, PolicyKind kind) {
  const std::string& text = json_lines->text;
  std::vector<Request> requests;
  Diagnostics diagnostics;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = std::string_view(text).substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      auto request = read_request(line_of(json_lines, begin, end), kind);
      if (request) {
        requests.push_back(std::move(*request));
      } else {
        shift(request.error(), json_lines, begin);
        diagnostics.insert(diagnostics.end(), request.error().begin(), request.error().end());
      }
    }
    begin = end + 1;
  }
  if (!diagnostics.empty()) return tl::unexpected(std::move(diagnostics));
  return requests;
}

std::string to_json(const Request& request) {
  Request derived = request;
  derived.context.clear();
  if (const auto caller = parse_caller(request.principal)) derived.caller = *caller;
  // A session's ARN has no path: what aws:PrincipalArn said of it would be lost.
  const bool path_was_given = request.caller.path_known && !derived.caller.path_known;
  complete(derived);
  if (path_was_given) derived.context.erase("aws:principalarn");
  nlohmann::ordered_json json;
  if (!request.name.empty()) json["name"] = request.name;
  json["principal"] = request.principal;
  json["action"] = request.action;
  json["resource"] = request.resource;
  if (request.identity) json["identity"] = name_of(*request.identity);
  json["context"] = nlohmann::ordered_json::object();
  for (const auto& [key, value] : request.context) {
    const auto same = derived.context.find(key);
    if (same != derived.context.end() && same->second.values == value.values) continue;
    auto& said = json["context"][std::string(value.key.text())];
    if (value.values.size() == 1 && !is_multivalued_key(key)) {
      said = value.values.front();
    } else {
      said = value.values;
    }
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sqsproof::policy
