// Table of contents of the kinds of repair.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "policy/support/words.h"
#include "properties/repair/kinds/kinds.h"

namespace sqsproof::properties {
namespace {

using policy::JsonValue;

/// The members of Condition and of operators may come in any case of letters.
const policy::JsonMember* member_in_any_case(const JsonValue& object, const std::string& name) {
  const auto found = std::find_if(object.members.begin(), object.members.end(),
                                  [&](const policy::JsonMember& member) {
                                    return policy::equal_ignoring_case(member.name, name);
                                  });
  return found == object.members.end() ? nullptr : &*found;
}

}  // namespace

std::span<const RepairKind> all_repair_kinds() {
  static const std::array kAll = {kNarrowPrincipal, kDropValues,      kAskPresence, kAddCondition,
                                  kDropActions,     kRemoveStatement, kAddDeny};
  return kAll;
}

std::set<std::string> Scene::inside() const {
  std::set<std::string> accounts = subject.trust.accounts;
  if (!subject.owner.empty()) accounts.insert(subject.owner);
  return accounts;
}

std::string words_of(const policy::Statement& statement) {
  return fmt::format("statement {}{}", statement.index,
                     statement.sid ? " (`" + statement.sid->text + "`)" : "");
}

std::string words_of(const NewCondition& condition) {
  return fmt::format("{} {} {}", condition.op, condition.key, joined(condition.values, " or "));
}

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += between;
    all += text;
  }
  return all;
}

bool names_outsider(const Subject& subject, const std::string& text) {
  const auto within = [&](const std::string& name) { return text.find(name) != std::string::npos; };
  const std::set<std::string> accounts = subject.outsiders();
  if (std::any_of(accounts.begin(), accounts.end(), within)) return true;
  const std::set<std::string>& organizations = subject.mentions.organizations;
  return std::any_of(organizations.begin(), organizations.end(), [&](const std::string& one) {
    return !subject.trust.organizations.contains(one) && within(one);
  });
}

std::optional<Fix::Edit> add_condition(const Scene& scene, const NewCondition& added) {
  const JsonEdit edit = scene.edit();
  const NewMember key{added.key, edit.strings(scene.json, added.values)};
  const JsonValue* conditions = policy::member_of(scene.json, "Condition");
  if (conditions == nullptr) {
    const std::string block = edit.one_line(scene.json, {key});
    return edit.insert(scene.json, {{"Condition", edit.one_line(scene.json, {{added.op, block}})}});
  }
  const policy::JsonMember* block = member_in_any_case(*conditions, added.op);
  if (block == nullptr) {
    return edit.insert(*conditions, {{added.op, edit.one_line(scene.json, {key})}});
  }
  if (member_in_any_case(block->value, added.key) != nullptr) return std::nullopt;
  return edit.insert(block->value, {key});
}

}  // namespace sqsproof::properties
