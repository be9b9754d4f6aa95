// Random policies and questions; requests of the same words are in random_requests.h.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "tests/policy/random_requests.h"
#include "tests/policy/random_words.h"

namespace sqsproof::policy {

inline const std::vector<std::string> kOperators = {"StringEquals",
                                                    "StringNotEquals",
                                                    "StringLike",
                                                    "StringNotLike",
                                                    "StringEqualsIgnoreCase",
                                                    "ArnLike",
                                                    "ArnNotLike",
                                                    "ArnEquals",
                                                    "Null",
                                                    "Bool",
                                                    "StringNotEqualsIgnoreCase"};

inline std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "\"" : ",\"") + word + "\"";
  return "[" + list + "]";
}

inline std::string random_condition(Random& random) {
  const KeyWords& words = key_words()[random.below(key_words().size())];
  std::string op =
      random.pick(words.operators.empty() || random.chance(10) ? kOperators : words.operators);
  std::vector<std::string> values;
  const std::size_t count = random.chance(4) ? 0 : 1 + random.below(2);
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(op == "Null" ? (random.chance(50) ? "true" : "false")
                                  : random.pick(words.values));
  }
  if (op != "Null" && random.chance(20)) op += "IfExists";
  if (random.chance(words.set_operators ? 90 : 15)) {
    op = (random.chance(50) ? "ForAllValues:" : "ForAnyValue:") + op;
  }
  return "\"" + op + "\":{\"" + words.key + "\":" + quoted_list(values) + "}";
}

inline std::string random_block(Random& random, std::size_t most) {
  std::string block;
  std::vector<std::string> seen;
  const std::size_t count = random.below(most + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string condition = random_condition(random);
    const std::string op = condition.substr(0, condition.find(':', condition.find('{') - 2));
    if (std::find(seen.begin(), seen.end(), op) != seen.end()) continue;
    seen.push_back(op);
    block += (block.empty() ? "" : ",") + condition;
  }
  return "{" + block + "}";
}

inline const std::vector<std::string>& principal_elements() {
  static const std::vector<std::string> kElements = {
      R"({"AWS":"*"})",
      R"({"AWS":"111122223333"})",
      R"({"AWS":"arn:aws:iam::444455556666:root"})",
      R"({"AWS":"arn:aws:iam::111122223333:user/alice"})",
      R"({"AWS":"arn:aws:iam::111122223333:role/x/build"})",
      R"({"AWS":"arn:aws:iam::111122223333:role/build"})",
      R"({"AWS":["arn:aws:sts::111122223333:assumed-role/build/ci"]})",
      R"({"AWS":["arn:aws:sts::111122223333:federated-user/bob","111122223333"]})",
      R"({"AWS":["AROATWOTWOTWOTWOTWO","arn:aws:iam::111122223333:root"]})",
      R"({"AWS":["AIDAONEONEONEONEONE"]})",
      R"({"AWS":"arn:aws-cn:iam::111122223333:root"})",
      R"({"Service":"s3.amazonaws.com"})",
      R"({"Service":["sns.amazonaws.com","S3.amazonaws.com"]})",
      R"({"CanonicalUser":"79a5"})",
      R"({"AWS":"111122223333","Service":"sns.amazonaws.com"})",
  };
  return kElements;
}

inline std::string random_principal(Random& random) {
  return random.chance(45) ? "\"*\"" : random.pick(principal_elements());
}

inline std::string random_statement(Random& random) {
  const bool allow = random.chance(60);
  const std::string negated = random.chance(12) ? "Not" : "";
  const std::vector<std::string> actions = {"sqs:*", "sqs:SendMessage", "sqs:*Message",
                                            "sqs:DeleteQueue", "*"};
  const std::string resource = random.chance(90) ? "*"
                               : random.chance(50)
                                   ? "arn:aws:sqs:us-east-1:444455556666:Orders"
                                   : "arn:aws:sqs:us-east-1:444455556666:${aws:PrincipalTag/team}";
  return std::string(R"("Effect":")") + (allow ? "Allow" : "Deny") + "\",\"" + negated +
         "Principal\":" + random_principal(random) + ",\"" + (random.chance(8) ? "Not" : "") +
         "Action\":\"" + random.pick(actions) + R"(","Resource":")" + resource +
         R"(","Condition":)" + random_block(random, 2);
}

inline Question random_question(Random& random) {
  Question question;
  const std::size_t classes = 1 + random.below(2);
  for (std::size_t i = 0; i < classes; ++i) {
    RequestClass wanted = class_of({}, random_block(random, 2));
    for (int kind = 0; kind < 6; ++kind) {
      if (random.chance(60)) wanted.callers.push_back(static_cast<CallerKind>(kind));
    }
    if (random.chance(40)) wanted.actions = {"sqs:SendMessage", "sqs:DeleteQueue"};
    question.classes.push_back(wanted);
  }
  question.stranger_accounts = {"999988887777"};
  return question;
}

}  // namespace sqsproof::policy
