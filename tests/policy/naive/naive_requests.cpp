// Random requests, in large part made of the policy's own words.
#include <algorithm>
#include <map>

#include "tests/policy/naive/naive_generator.h"
#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {
namespace {

using Words = std::vector<std::string>;

/// What a policy speaks of.
struct Spoken {
  Words callers, actions;
  std::map<std::string, Words> values;  ///< by condition key in lower case
};

void add_texts(const Json& value, Words& words) {
  if (value.is_string()) words.push_back(value.get<std::string>());
  if (value.is_boolean() || value.is_number()) words.push_back(value.dump());
  if (!value.is_structured()) return;
  for (const Json& item : value) add_texts(item, words);
}

void add_conditions(const Json& condition, Spoken& spoken) {
  if (!condition.is_object()) return;
  for (const Json& block : condition) {
    if (!block.is_object()) continue;
    for (const auto& [key, values] : block.items()) add_texts(values, spoken.values[lower(key)]);
  }
}

void keep_only(Words& words, const Words& known) {
  std::erase_if(words, [&](const std::string& word) {
    return std::find(known.begin(), known.end(), word) == known.end();
  });
}

Spoken words_of(const Json& policy) {
  Spoken spoken;
  Json statements = policy.value("Statement", Json::array());
  if (!statements.is_array()) statements = Json::array({statements});
  for (const Json& statement : statements) {
    if (!statement.is_object()) continue;
    for (const auto& [name, value] : statement.items()) {
      if (name.ends_with("Principal")) add_texts(value, spoken.callers);
      if (name.ends_with("Action")) add_texts(value, spoken.actions);
      if (name == "Condition") add_conditions(value, spoken);
    }
  }
  keep_only(spoken.callers, pool_callers());
  keep_only(spoken.actions, pool_actions());
  return spoken;
}

/// A word of the policy for the request: its wildcards filled in.
std::string filled(std::string text) {
  std::replace(text.begin(), text.end(), '*', 'x');
  std::replace(text.begin(), text.end(), '?', 'y');
  return text;
}

std::string text_for_request(Dice& dice, const PoolKey& key, const Words* wanted) {
  if (wanted != nullptr && !wanted->empty() && key.family != "ip" && dice.chance(35)) {
    const std::string word = filled(dice.of(*wanted));
    if (word.find("${") == std::string::npos) return word;
  }
  return value_for_request(dice, key.family);
}

Json context_value(Dice& dice, const PoolKey& key, const Words* wanted) {
  if (!key.many && dice.chance(97)) {
    const std::string text = text_for_request(dice, key, wanted);
    if ((text == "true" || text == "false") && dice.chance(30)) return Json::parse(text);
    return text;
  }
  Json values = Json::array();
  const std::size_t count = dice.below(4);
  for (std::size_t i = 0; i < count; ++i) values.push_back(text_for_request(dice, key, wanted));
  return values;
}

/// aws:PrincipalArn and its like, which requests seldom give.
bool follows_from_caller(const std::string& key) {
  return key.rfind("aws:Principal", 0) == 0 && key.find("Org") == std::string::npos &&
         key.find("Tag") == std::string::npos;
}

}  // namespace

Json random_request(Dice& dice, const Json& policy) {
  const Spoken spoken = words_of(policy);
  const bool known_caller = !spoken.callers.empty() && dice.chance(40);
  const bool known_action = !spoken.actions.empty() && dice.chance(60);
  Json request = {{"principal", dice.of(known_caller ? spoken.callers : pool_callers())},
                  {"action", dice.of(known_action ? spoken.actions : pool_actions())},
                  {"resource", dice.chance(85) ? pool_queues()[0] : dice.of(pool_queues())},
                  {"context", Json::object()}};
  if (dice.chance(20)) request["action"] = "sqs:SendMessage";
  if (dice.chance(35)) request["identity"] = dice.of({"allow", "deny", "none", "unknown"});
  for (const PoolKey& key : pool_keys()) {
    const auto asked = spoken.values.find(lower(key.name));
    const Words* wanted = asked == spoken.values.end() ? nullptr : &asked->second;
    if (!dice.chance(wanted != nullptr ? 75 : 10)) continue;
    if (follows_from_caller(key.name) && !dice.chance(15)) continue;
    request["context"][key.name] = context_value(dice, key, wanted);
  }
  for (const PoolKey& key : odd_keys()) {
    const auto asked = spoken.values.find(lower(key.name));
    if (asked == spoken.values.end() || !dice.chance(60)) continue;
    request["context"][key.name] = context_value(dice, key, &asked->second);
  }
  return request;
}

}  // namespace sqsproof::tests::naive
