// Denies what offends, whichever statement allows it: everyone but the owner and the trusted, or,
// where that hits more, the very requests that the check asks about. Services are told from callers
// by aws:PrincipalIsAWSService, which anonymous requests do not have.
// IAM/reference_policies_condition-keys, IAM/access_policies_data-perimeters
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "policy/values/arn.h"
#include "properties/repair/kinds/kinds.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::CallerKind;
using policy::Condition;
using policy::RequestClass;

using Callers = std::vector<CallerKind>;

Callers direct_callers() {
  Callers all = iam_callers();
  all.push_back(CallerKind::anonymous);
  return all;
}

bool has(const Callers& callers, CallerKind kind) {
  return std::find(callers.begin(), callers.end(), kind) != callers.end();
}

Condition by_kind(const Callers& callers) {
  if (has(callers, CallerKind::service)) {
    return condition("Bool", "aws:PrincipalIsAWSService", {"true"});
  }
  if (!has(callers, CallerKind::user)) {
    return condition("Null", "aws:PrincipalIsAWSService", {"true"});
  }
  Condition result = condition("Bool", "aws:PrincipalIsAWSService", {"false"});
  if (has(callers, CallerKind::anonymous)) result.operator_text += "IfExists";
  return result;
}

/// Callers that are neither the owner's nor trusted, and services that act for such.
std::pair<RequestClass, RequestClass> perimeters(const Scene& scene) {
  const std::set<std::string> inside = scene.inside();
  const std::set<std::string>& organizations = scene.subject.trust.organizations;
  const auto queue = policy::split_arn(scene.subject.queue_arn);
  const std::string arn = fmt::format("arn:{}:*:*:", queue->partition());
  RequestClass callers{
      direct_callers(), {}, {condition("StringNotEquals", "aws:PrincipalAccount", inside)}};
  RequestClass services{{CallerKind::service},
                        {},
                        {condition("StringNotEquals", "aws:SourceAccount", inside),
                         condition("ArnNotLike", "aws:SourceArn", wrapped(arn, inside, ":*"))}};
  if (!organizations.empty()) {
    callers.conditions.push_back(condition("StringNotEquals", "aws:PrincipalOrgID", organizations));
    services.conditions.push_back(condition("StringNotEquals", "aws:SourceOrgID", organizations));
  }
  return {callers, services};
}

/// The classes of the check; anonymous callers have none of the keys that say who is no stranger,
/// so one statement is enough for both.
std::vector<RequestClass> exact(const Scene& scene) {
  std::vector<RequestClass> classes = scene.check.classes(scene.subject);
  if (classes.size() == 2 && classes[0].callers == Callers{CallerKind::anonymous} &&
      classes[1].callers == iam_callers()) {
    return {{direct_callers(), {}, classes[1].conditions}};
  }
  return classes;
}

/// By operator, as they stand in a policy.
std::string block_of(const Scene& scene, const RequestClass& denied) {
  std::vector<std::pair<std::string, std::vector<NewMember>>> operators;
  std::vector<Condition> conditions = denied.conditions;
  conditions.push_back(by_kind(denied.callers));
  const JsonEdit edit = scene.edit();
  for (const Condition& one : conditions) {
    std::vector<std::string> values;
    for (const policy::Text& value : one.values) values.push_back(value.text);
    const auto found = std::find_if(operators.begin(), operators.end(), [&](const auto& other) {
      return other.first == one.operator_text;
    });
    auto& keys = found == operators.end()
                     ? operators.emplace_back(one.operator_text, std::vector<NewMember>{}).second
                     : found->second;
    keys.push_back({one.key_text.text, edit.strings(scene.json, values)});
  }
  std::vector<NewMember> members;
  for (const auto& [name, keys] : operators) {
    members.push_back({name, edit.one_line(scene.json, keys)});
  }
  return edit.nested_in(scene.json, members);
}

/// As the statement writes it, if that is simply all queues.
std::string resource_of(const Scene& scene) {
  const policy::JsonValue* resource = policy::member_of(scene.json, "Resource");
  return resource != nullptr && resource->text == "*" ? "*" : scene.subject.queue_arn;
}

Candidate deny(const Scene& scene, std::string title, const std::vector<RequestClass>& classes) {
  const JsonEdit edit = scene.edit();
  const auto string = [](std::string_view text) { return json_string(text); };
  Candidate candidate{std::move(title), {}};
  std::vector<std::string> statements;
  for (const RequestClass& denied : classes) {
    statements.push_back(
        edit.object_like(scene.json, {{"Effect", string("Deny")},
                                      {"Principal", string("*")},
                                      {"Action", string(scene.subject.vocabulary->service + ":*")},
                                      {"Resource", string(resource_of(scene))},
                                      {"Condition", block_of(scene, denied)}}));
  }
  candidate.edits = edit.append(scene.statements, statements);
  return candidate;
}

bool sayable(const std::vector<RequestClass>& classes) {
  return !classes.empty() &&
         std::none_of(classes.begin(), classes.end(), [](const RequestClass& one) {
           return std::any_of(one.conditions.begin(), one.conditions.end(),
                              [](const Condition& part) { return part.values.empty(); });
         });
}

/// Not without an owner: the Deny would hit everyone.
std::vector<Candidate> candidates(const Scene& scene) {
  if (scene.subject.owner.empty()) return {};
  std::vector<Candidate> found;
  const auto outside = perimeters(scene);
  found.push_back(deny(scene, "deny callers that are not the owner's or trusted", {outside.first}));
  found.push_back(deny(scene, "deny services that act for others", {outside.second}));
  if (const auto classes = exact(scene); sayable(classes)) {
    found.push_back(deny(scene, "deny the requests that this check is about", classes));
  }
  return found;
}

}  // namespace

const RepairKind kAddDeny = {"add-deny", "a statement that denies what offends", Reach::overrides,
                             candidates};

}  // namespace sqsproof::properties
