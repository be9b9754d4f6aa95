#include "tests/policy/naive/naive_generator.h"

#include "tests/policy/naive/naive_conditions_pool.h"
#include "tests/policy/naive/naive_mistakes.h"

namespace sqsproof::tests::naive {
namespace {

using Words = std::vector<std::string>;

/// One value, or a list of up to `most`; rarely an empty one.
template <class F>
Json one_or_more(Dice& dice, std::size_t most, F&& next) {
  if (dice.chance(60)) return next();
  Json list = Json::array();
  const std::size_t count = dice.chance(4) ? 0 : 1 + dice.below(most);
  for (std::size_t i = 0; i < count; ++i) list.push_back(next());
  return list;
}

std::string random_aws(Dice& dice) {
  static const Words kOthers = {"*",
                                "111122223333",
                                "444455556666",
                                "4444-5555-6666",
                                "arn:aws-cn:iam::444455556666:root",
                                "arn:aws-cn:iam::111122223333:user/alice",
                                "arn:aws:sts::111122223333:assumed-role/build/s2",
                                "AROADBQP57FF2AEXAMPLE",
                                "AIDAJQABLZS4A3QDU576Q",
                                "arn:aws:iam::111122223333:role/other/build"};
  if (dice.chance(45)) return dice.of(kOthers);
  for (;;) {
    const std::string& caller = dice.of(pool_callers());
    if (caller.rfind("arn:", 0) == 0) return caller;
  }
}

Json random_principal(Dice& dice) {
  if (dice.chance(45)) return "*";
  if (dice.chance(2)) return Json::array();
  Json element = Json::object();
  const auto aws = [&] { return random_aws(dice); };
  const auto service = [&] {
    return dice.of({"s3.amazonaws.com", "sns.amazonaws.com", "S3.amazonaws.com",
                    "sns.me-south-1.amazonaws.com"});
  };
  if (dice.chance(80)) element["AWS"] = one_or_more(dice, 4, aws);
  if (dice.chance(25)) element["Service"] = one_or_more(dice, 3, service);
  if (dice.chance(4)) element["Federated"] = "accounts.google.com";
  if (dice.chance(3)) element["CanonicalUser"] = std::string(64, 'a');
  return element;
}

std::string random_action(Dice& dice) {
  if (dice.chance(40)) return dice.of({"*", "sqs:*", "SQS:*"});
  if (dice.chance(15)) {
    return dice.of({"sqs:SendMessageBatch", "s3:GetObject", "s3:*", "sqs:sendmessage",
                    "sqs:Send Message", "sqs:NoSuchAction", "sqs:${aws:username}"});
  }
  const std::string action = dice.of(pool_actions());
  return dice.chance(40) ? "sqs:" + with_holes(dice, action.substr(4)) : action;
}

std::string random_resource(Dice& dice) {
  static const Words kOdd = {"orders",
                             "/111122223333/orders",
                             "/444455556666/orders",
                             "arn:aws:sqs:*",
                             "arn:aws:*",
                             "arn:*",
                             "arn:aws:sqs:us-east-1:111122223333",
                             "arn:aws:sqs:us-east-1:1111*",
                             "arn:aws:s*:us-east-1:111122223333:orders",
                             "arn:aws:sqs:us-east-1?111122223333:orders",
                             "arn:AWS:sqs:us-east-1:111122223333:orders",
                             "arn:aws:sqs:us-east-1:111122223333:ORDERS",
                             "arn:aws:sqs:US-EAST-1:*",
                             "arn:aws:sqs*orders",
                             "arn:aws:sqs:*:orders",
                             "arn:*:orders",
                             "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
                             "**",
                             "arn:aws:s3:::orders",
                             "arn:aws:sqs:us-east-1:111122223333:orders:x",
                             "arn:aws:SQS:us-east-1:111122223333:orders"};
  if (dice.chance(40)) return "*";
  if (dice.chance(20)) return dice.of(kOdd);
  const std::string queue = dice.chance(70) ? pool_queues()[0] : dice.of(pool_queues());
  if (dice.chance(12)) {
    return queue.substr(0, queue.rfind(':') + 1) + random_variable(dice) +
           dice.of({"", "-orders*", "*"});
  }
  if (dice.chance(3)) {
    return "arn:aws:sqs:" + random_variable(dice) + queue.substr(queue.find(':', 12));
  }
  return dice.chance(30) ? with_holes(dice, queue) : queue;
}

void set(Dice& dice, Json& statement, const std::string& name, std::size_t percent_negated,
         const Json& value) {
  statement[dice.chance(percent_negated) ? "Not" + name : name] = value;
}

Json random_statement(Dice& dice) {
  Json statement = {{"Effect", dice.chance(70) ? "Allow" : "Deny"}};
  if (dice.chance(20)) statement["Sid"] = "s " + std::to_string(dice.below(3));
  set(dice, statement, "Principal", 15, random_principal(dice));
  set(dice, statement, "Action", 8, one_or_more(dice, 3, [&] { return random_action(dice); }));
  set(dice, statement, "Resource", 6, one_or_more(dice, 3, [&] { return random_resource(dice); }));
  if (dice.chance(65)) statement["Condition"] = random_condition(dice);
  return statement;
}

}  // namespace

Json random_policy(Dice& dice) {
  Json policy = Json::object();
  if (dice.chance(88)) policy["Version"] = dice.chance(80) ? "2012-10-17" : "2008-10-17";
  if (dice.chance(10)) policy["Id"] = "an id";
  policy["Statement"] = Json::array();
  const std::size_t count = 1 + dice.below(5) * dice.below(5) / 4;
  for (std::size_t i = 0; i < count; ++i) policy["Statement"].push_back(random_statement(dice));
  if (dice.chance(8)) make_mistake(dice, policy);
  if (dice.chance(5) && policy["Statement"].size() == 1) {
    const Json only = policy["Statement"][0];
    policy["Statement"] = only;
  }
  return policy;
}

std::vector<Json> smaller(const Json& value) {
  std::vector<Json> results;
  if (!value.is_structured()) return results;
  if (value.is_array() && value.size() == 1) results.push_back(value[0]);
  for (auto item = value.begin(); item != value.end(); ++item) {
    Json without = value;
    without.erase(std::next(without.begin(), std::distance(value.begin(), item)));
    results.push_back(without);
  }
  for (auto item = value.begin(); item != value.end(); ++item) {
    for (Json& inner : smaller(*item)) {
      Json with = value;
      *std::next(with.begin(), std::distance(value.begin(), item)) = std::move(inner);
      results.push_back(std::move(with));
    }
  }
  return results;
}

}  // namespace sqsproof::tests::naive
