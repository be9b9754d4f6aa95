// Takes accounts and organizations that are not trusted out of the values of a condition, and puts
// the owner's account where the pattern of a source names any account. IAM/confused-deputy
#include <fmt/format.h>

#include "policy/values/arn.h"
#include "properties/repair/kinds/kinds.h"
#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using policy::Condition;
using policy::JsonValue;

/// The JSON value of a condition.
const JsonValue* value_of(const Scene& scene, const Condition& condition) {
  const JsonValue* block = policy::member_of(scene.json, "Condition");
  if (block == nullptr) return nullptr;
  const JsonValue* keys = policy::member_of(*block, condition.operator_text);
  return keys == nullptr ? nullptr : policy::member_of(*keys, condition.key_text.text);
}

void drop_outsiders(const Scene& scene, const Condition& condition, const JsonValue& list,
                    std::vector<Candidate>& found) {
  if (condition.op->polarity == policy::Polarity::negated) return;
  std::vector<std::size_t> gone;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if (!names_outsider(scene.subject, list.items[i].text)) continue;
    gone.push_back(i);
    names.push_back(list.items[i].text);
  }
  if (gone.empty() || gone.size() == list.items.size()) return;
  found.push_back({fmt::format("remove {} from {} of {}", joined(names, " and "),
                               condition.key_text.text, words_of(scene.statement)),
                   scene.edit().remove_items(list, gone)});
}

/// `arn:aws:sns:*:111122223333:orders` of `arn:aws:sns:*:*:orders`; empty for what names one.
std::string with_account(const std::string& pattern, const std::string& account) {
  const auto parts = policy::split_arn(pattern);
  if (!parts || parts->account() != "*") return "";
  const std::size_t at = static_cast<std::size_t>(parts->account().data() - pattern.data());
  return pattern.substr(0, at) + account + pattern.substr(at + 1);
}

void name_account(const Scene& scene, const Condition& condition, const JsonValue& value,
                  std::vector<Candidate>& found) {
  const std::set<std::string> inside = scene.inside();
  if (condition.key != "aws:sourcearn" || inside.size() != 1) return;
  Candidate candidate{fmt::format("name account {} in {} of {}", *inside.begin(),
                                  condition.key_text.text, words_of(scene.statement)),
                      {}};
  const auto fill = [&](const JsonValue& pattern) {
    const std::string filled = with_account(pattern.text, *inside.begin());
    if (!filled.empty()) candidate.edits.push_back({pattern.place, json_string(filled)});
  };
  fill(value);
  for (const JsonValue& item : value.items) fill(item);
  if (!candidate.edits.empty()) found.push_back(std::move(candidate));
}

std::vector<Candidate> candidates(const Scene& scene) {
  std::vector<Candidate> found;
  for (const Condition& condition : scene.statement.conditions) {
    const JsonValue* value = value_of(scene, condition);
    if (value == nullptr) continue;
    drop_outsiders(scene, condition, *value, found);
    name_account(scene, condition, *value, found);
  }
  return found;
}

}  // namespace

const RepairKind kDropValues = {"drop-values", "values of a condition that name only the trusted",
                                Reach::narrows, candidates};

}  // namespace sqsproof::properties
