#include "tests/policy/naive/naive_words_pool.h"

#include <map>

namespace sqsproof::tests::naive {
namespace {

using Words = std::vector<std::string>;

const std::map<std::string, Words>& words() {
  static const std::map<std::string, Words> kWords = {
      {"text",
       {"a", "b", "ab", "A", "alice", "build", "true", "a*", "a?b", "\xc3\xa9", "QUI=", "aXg"}},
      {"account", {"111122223333", "444455556666", "999988887777"}},
      {"org", {"o-abc", "o-xyz", "O-ABC"}},
      {"orgpath", {"o-abc/r-1/", "o-abc/r-1/ou-2/", "o-xyz/r-9/"}},
      {"service", {"s3.amazonaws.com", "sns.amazonaws.com", "sns.me-south-1.amazonaws.com"}},
      {"region", {"us-east-1", "eu-west-1"}},
      {"userid",
       {"AIDAJQABLZS4A3QDU576Q", "AROADBQP57FF2AEXAMPLE:s1", "AROADBQP57FF2AEXAMPLE:s2",
        "anonymous", "444455556666"}},
      {"callertype", {"User", "AssumedRole", "Account", "Anonymous"}},
      {"arn",
       {"arn:aws:s3:::b", "arn:aws:s3:::bb", "arn:aws:sns:us-east-1:111122223333:topic",
        "arn:aws:sns:us-east-1:444455556666:topic",
        "arn:aws:events:us-east-1:444455556666:rule/a/b", "arn:aws:iam::444455556666:user/alice",
        "arn:aws:iam::111122223333:role/build", "arn:aws:iam::111122223333:role/ci/build",
        "arn:aws:iam::444455556666:root", "arn:aws:sns:us-east-1:111122223333:a:b"}},
      {"ip",
       {"203.0.113.7", "203.0.113.200", "203.0.114.1", "10.1.2.3", "2001:db8::1",
        "2001:db8:1234:5678::9", "2001:db8:ffff::1"}},
      {"number",
       {"0", "5", "300", "300.0", "3.6e3", "3600", "-1", "299.99", "1e2", "100000000000000000001"}},
      {"date",
       {"2026-11-21T12:00:00Z", "2026-11-21T13:00+01:00", "2026-11-21", "2026-11", "2026",
        "1795262400", "2026-11-21T12:00:00.5Z", "2026-11-21T11:59:59.999Z",
        "2024-02-29T23:59:59-05:30"}},
      {"epoch", {"1795262400", "1795262401", "86400", "300", "1795219200", "2026"}},
      {"bool", {"true", "false"}}};
  return kWords;
}

const std::map<std::string, Words>& malformed() {
  static const std::map<std::string, Words> kMalformed = {
      {"arn",
       {"*", "arn:aws:s3*", "b", "AROADBQP57FF2AEXAMPLE", "111122223333", "arn:*:b",
        "arn:aws:s3:::"}},
      {"ip", {"203.0.113.0/33", "localhost", "203.0.113", "::ffff:203.0.113.7", "/24", ""}},
      {"number", {"soon", "", "1,5", "0x10", "1e", "--1"}},
      {"date", {"noon", "2026-13-01", "2026-02-30", "2026-11-21T12:00", "2026-11-21 12:00Z", ""}},
      {"epoch", {"noon", "soon", ""}},
      {"bool", {"True", "yes", "FALSE", ""}}};
  return kMalformed;
}

const Words& ranges() {
  static const Words kRanges = {
      "203.0.113.0/24",      "203.0.113.7/24", "203.0.113.7/32",          "0.0.0.0/0",
      "10.0.0.0/8",          "2001:db8::/32",  "2001:DB8:1234:5678::/64", "2001:db8::1",
      "2001:db8:1234::/128", "::/0",           "203.0.113.128/25"};
  return kRanges;
}

}  // namespace

// SplitMix64.
std::size_t Dice::below(std::size_t bound) {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return static_cast<std::size_t>((z ^ (z >> 31U)) % bound);
}

std::string value_for_request(Dice& dice, const std::string& family) {
  if (dice.chance(2)) return "";
  const auto bad = malformed().find(family);
  if (bad != malformed().end() && dice.chance(4)) return dice.of(bad->second);
  return dice.of(words().at(family));
}

std::string value_for_policy(Dice& dice, const std::string& family) {
  const auto bad = malformed().find(family);
  if (bad != malformed().end() && dice.chance(6)) return dice.of(bad->second);
  if (family == "ip" && dice.chance(80)) return dice.of(ranges());
  const std::string word = dice.of(words().at(family));
  const bool texts = family != "number" && family != "date" && family != "bool" &&
                     family != "epoch" && family != "ip";
  return texts && dice.chance(25) ? with_holes(dice, word) : word;
}

const std::vector<std::string>& pool_callers() {
  static const Words kCallers = {"anonymous",
                                 "s3.amazonaws.com",
                                 "sns.amazonaws.com",
                                 "sns.me-south-1.amazonaws.com",
                                 "arn:aws:iam::111122223333:root",
                                 "arn:aws:iam::111122223333:user/alice",
                                 "arn:aws:iam::111122223333:role/build",
                                 "arn:aws:iam::111122223333:role/ci/build",
                                 "arn:aws:sts::111122223333:assumed-role/build/s1",
                                 "arn:aws:sts::111122223333:federated-user/alice",
                                 "arn:aws:iam::444455556666:root",
                                 "arn:aws:iam::444455556666:user/alice",
                                 "arn:aws:iam::444455556666:user/team/alice",
                                 "arn:aws:iam::444455556666:role/build",
                                 "arn:aws:sts::444455556666:assumed-role/build/s2",
                                 "arn:aws:sts::444455556666:federated-user/bob",
                                 "arn:aws:iam::999988887777:user/mallory",
                                 "arn:aws-cn:iam::111122223333:user/alice"};
  return kCallers;
}

const std::vector<std::string>& pool_actions() {
  static const Words kActions = {"sqs:SendMessage",
                                 "sqs:ReceiveMessage",
                                 "sqs:DeleteMessage",
                                 "sqs:GetQueueUrl",
                                 "sqs:GetQueueAttributes",
                                 "sqs:PurgeQueue",
                                 "sqs:ChangeMessageVisibility",
                                 "sqs:ListDeadLetterSourceQueues",
                                 "sqs:SetQueueAttributes",
                                 "sqs:DeleteQueue",
                                 "sqs:AddPermission",
                                 "sqs:RemovePermission",
                                 "sqs:TagQueue",
                                 "sqs:UntagQueue",
                                 "sqs:ListQueueTags",
                                 "sqs:StartMessageMoveTask",
                                 "sqs:CancelMessageMoveTask",
                                 "sqs:ListMessageMoveTasks"};
  return kActions;
}

const std::vector<std::string>& pool_queues() {
  static const Words kQueues = {"arn:aws:sqs:us-east-1:111122223333:orders",
                                "arn:aws:sqs:us-east-1:111122223333:alice-orders.fifo",
                                "arn:aws:sqs:eu-west-1:444455556666:orders",
                                "arn:aws-cn:sqs:cn-north-1:111122223333:orders"};
  return kQueues;
}

std::string with_holes(Dice& dice, std::string text) {
  // Not into the middle of a code point.
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80U) return dice.chance(50) ? "?" : "*";
  }
  const std::size_t holes = 1 + dice.below(2);
  for (std::size_t i = 0; i < holes && !text.empty(); ++i) {
    const std::size_t begin = dice.below(text.size());
    if (dice.chance(40)) {
      text.replace(begin, 1, "?");
    } else {
      text.replace(begin, dice.below(text.size() - begin + 1), "*");
    }
  }
  return text;
}

}  // namespace sqsproof::tests::naive
