#include "tests/policy/naive/naive_conditions_pool.h"

#include <map>

namespace sqsproof::tests::naive {
namespace {

using Words = std::vector<std::string>;

const Words& operators_of(const std::string& family) {
  static const Words kStrings = {"StringEquals",
                                 "StringNotEquals",
                                 "StringEqualsIgnoreCase",
                                 "StringNotEqualsIgnoreCase",
                                 "StringLike",
                                 "StringNotLike",
                                 "BinaryEquals"};
  static const Words kNumbers = {"NumericEquals",      "NumericNotEquals",
                                 "NumericLessThan",    "NumericLessThanEquals",
                                 "NumericGreaterThan", "NumericGreaterThanEquals"};
  static const Words kDates = {"DateEquals",         "DateNotEquals",   "DateLessThan",
                               "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"};
  static const Words kArns = {"ArnEquals",    "ArnLike",    "ArnNotEquals", "ArnNotLike",
                              "StringEquals", "StringLike", "StringNotLike"};
  static const Words kAddresses = {"IpAddress", "NotIpAddress"};
  static const Words kBooleans = {"Bool", "Bool", "StringEquals", "StringNotEquals"};
  if (family == "number") return kNumbers;
  if (family == "date" || family == "epoch") return kDates;
  if (family == "arn") return kArns;
  if (family == "ip") return kAddresses;
  return family == "bool" ? kBooleans : kStrings;
}

std::string random_operator(Dice& dice, const PoolKey& key) {
  static const Words kFamilies = {"text", "number", "date", "arn", "ip", "bool"};
  std::string family = key.family == "epoch" && dice.chance(50) ? "number" : key.family;
  if (dice.chance(8)) family = dice.of(kFamilies);
  std::string name = dice.chance(7) ? "Null" : dice.of(operators_of(family));
  if (name != "Null" && dice.chance(20)) name += "IfExists";
  if (dice.chance(key.many ? 85 : 12)) {
    name.insert(0, dice.of({"ForAllValues:", "ForAnyValue:"}));
  }
  if (dice.chance(2)) {
    char& letter = name[dice.below(name.size())];
    letter = static_cast<char>(dice.chance(50) ? toupper(letter) : tolower(letter));
  }
  return name;
}

std::string random_text(Dice& dice, const std::string& operator_name, const PoolKey& key) {
  if (operator_name.find("Null") != std::string::npos) return dice.of({"true", "false"});
  if (dice.chance(9)) return random_variable(dice);
  return value_for_policy(dice, key.family);
}

/// Now and then a bare boolean or number, which equals its text.
Json bare(Dice& dice, const std::string& text) {
  if (dice.chance(30) && (text == "true" || text == "false" || text == "300" || text == "5")) {
    return Json::parse(text);
  }
  return text;
}

Json random_values(Dice& dice, const std::string& operator_name, const PoolKey& key) {
  if (dice.chance(60)) return bare(dice, random_text(dice, operator_name, key));
  Json values = Json::array();
  const std::size_t count = dice.chance(6) ? 0 : 1 + dice.below(3);
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(bare(dice, random_text(dice, operator_name, key)));
  }
  return values;
}

PoolKey random_key(Dice& dice) {
  PoolKey key = dice.chance(10) ? dice.of(odd_keys()) : dice.of(pool_keys());
  if (dice.chance(8)) {
    for (char& c : key.name) c = static_cast<char>(dice.chance(50) ? toupper(c) : tolower(c));
  }
  return key;
}

/// The block has that key under that operator in some spelling.
bool has(const Json& block, const std::string& operator_name, const std::string& key) {
  if (!block.contains(operator_name)) return false;
  for (const auto& [name, values] : block[operator_name].items()) {
    if (name.size() == key.size() &&
        std::equal(name.begin(), name.end(), key.begin(),
                   [](char a, char b) { return tolower(a) == tolower(b); })) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string random_variable(Dice& dice) {
  const std::string key =
      dice.chance(80)
          ? dice.of({"aws:username", "aws:PrincipalTag/team", "AWS:principalaccount",
                     "aws:ResourceTag/team", "aws:SourceVpce", "aws:Referer", "aws:PrincipalOrgID",
                     "aws:ResourceOrgID", "aws:PrincipalArn", "aws:UserAgent"})
          : dice.of(pool_keys()).name;
  if (dice.chance(15)) return dice.of({"${*}", "a${*}b", "${?}", "${$}", "a${?}*"});
  std::string variable = "${" + key;
  if (dice.chance(25)) variable += dice.of({", 'a'", ", 'b'", ", ''", ", 'o-abc'"});
  variable += "}";
  if (dice.chance(20)) {
    return dice.of({"arn:aws:sns:*:", "arn:aws:sns:us-east-1:"}) + variable + ":topic";
  }
  return dice.of({"", "", "", "a", "*"}) + variable + dice.of({"", "", "", "*", "b"});
}

Json random_condition(Dice& dice) {
  Json block = Json::object();
  const std::size_t count = 1 + dice.below(3) / 2 + dice.below(4) / 3;
  for (std::size_t i = 0; i < count; ++i) {
    const PoolKey key = random_key(dice);
    const std::string name = random_operator(dice, key);
    if (!has(block, name, key.name)) block[name][key.name] = random_values(dice, name, key);
  }
  if (dice.chance(2)) block["StringEquals"];
  if (block.contains("StringEquals") && block["StringEquals"].is_null()) {
    block["StringEquals"] = Json::object();
  }
  return block;
}

}  // namespace sqsproof::tests::naive
