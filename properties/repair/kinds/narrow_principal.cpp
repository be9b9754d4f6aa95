// Names the owner and the trusted accounts instead of everyone, or takes out of a list those that
// are not trusted. IAM/reference_policies_elements_principal
#include <algorithm>
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "properties/repair/kinds/kinds.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;

std::vector<std::string> roots(const Scene& scene) {
  const auto queue = policy::split_arn(scene.subject.queue_arn);
  std::vector<std::string> arns;
  for (const std::string& account : scene.inside()) {
    arns.push_back(fmt::format("arn:{}:iam::{}:root", queue->partition(), account));
  }
  return arns;
}

bool is_everyone(const JsonValue& value) {
  return value.kind == JsonValue::Kind::string && value.text == "*";
}

/// For `"*"`, for the AWS member of an object that is or has it, and for NotPrincipal.
void name_accounts(const Scene& scene, const policy::JsonMember& principal,
                   std::vector<Candidate>& found) {
  const std::vector<std::string> arns = roots(scene);
  if (arns.empty()) return;
  const JsonEdit edit = scene.edit();
  Candidate candidate{fmt::format("name {} instead of everyone as Principal of {}",
                                  joined(arns, " and "), words_of(scene.statement)),
                      {}};
  const std::string object = edit.one_line(scene.json, {{"AWS", edit.strings(scene.json, arns)}});
  const JsonValue& value = principal.value;
  const JsonValue* aws = policy::member_of(value, "AWS");
  if (principal.name == "NotPrincipal") {
    candidate.edits = {{principal.name_place, json_string("Principal")}, {value.place, object}};
  } else if (is_everyone(value)) {
    candidate.edits = {{value.place, object}};
  } else if (aws != nullptr && (is_everyone(*aws) ||
                                std::any_of(aws->items.begin(), aws->items.end(), is_everyone))) {
    candidate.edits = {{aws->place, edit.strings(scene.json, arns)}};
  } else {
    return;
  }
  found.push_back(std::move(candidate));
}

/// Of the AWS member, and the member itself when nobody else is in it.
void drop_outsiders(const Scene& scene, const JsonValue& principal, std::vector<Candidate>& found) {
  for (std::size_t i = 0; i < principal.members.size(); ++i) {
    const JsonValue& list = principal.members[i].value;
    if (principal.members[i].name != "AWS") continue;
    const JsonEdit edit = scene.edit();
    std::vector<std::size_t> gone;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < list.items.size(); ++k) {
      if (!names_outsider(scene.subject, list.items[k].text)) continue;
      gone.push_back(k);
      names.push_back(list.items[k].text);
    }
    const bool all = names_outsider(scene.subject, list.text) || gone.size() == list.items.size();
    if (all && principal.members.size() > 1) {
      found.push_back({"remove AWS from the Principal of " + words_of(scene.statement),
                       {edit.remove_member(principal, i)}});
    } else if (!all && !gone.empty()) {
      found.push_back({fmt::format("remove {} from the Principal of {}", joined(names, " and "),
                                   words_of(scene.statement)),
                       edit.remove_items(list, gone)});
    }
  }
}

std::vector<Candidate> candidates(const Scene& scene) {
  std::vector<Candidate> found;
  for (const policy::JsonMember& member : scene.json.members) {
    if (member.name != "Principal" && member.name != "NotPrincipal") continue;
    name_accounts(scene, member, found);
    if (member.name == "Principal") drop_outsiders(scene, member.value, found);
  }
  return found;
}

}  // namespace

const RepairKind kNarrowPrincipal = {"narrow-principal", "a Principal that names only the trusted",
                                     Reach::narrows, candidates};

}  // namespace sqsproof::properties
