#include "tests/bench/corpus.h"

#include <fmt/format.h>
#include <memory>
#include <random>
#include <stdexcept>
#include <utility>

#include "policy/support/words.h"
#include "semantics/vocabulary.h"

namespace sqsproof::bench {
namespace {

using policy::CallerKind;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class Words>
  std::string pick(const Words& words) {
    return words[below(std::size(words))];
  }

 private:
  std::mt19937 engine_;
};

constexpr const char* kAccounts[] = {"111122223333", "444455556666", "123456789012"};
constexpr const char* kNames[] = {"orders", "uploads", "billing-events", "audit", "thumbnails"};
constexpr const char* kRegions[] = {"us-east-1", "eu-central-1", "*"};

std::string statement(const std::string& sid, const std::string& effect,
                      const std::string& principal, const std::string& action,
                      const std::string& condition) {
  return fmt::format(R"(    {{
      "Sid": "{}",
      "Effect": "{}",
      "Principal": {},
      "Action": {},
      "Resource": "{}",
      "Condition": {{{}}}
    }})",
                     sid, effect, principal, action, kQueue, condition);
}

std::string bucket(Random& random) {
  const std::string owner = random.pick(kAccounts);
  return statement(
      "bucket", "Allow", R"({"Service": "s3.amazonaws.com"})", R"("sqs:SendMessage")",
      fmt::format(R"("ArnLike": {{"aws:SourceArn": "arn:aws:s3:*:*:{}"}})", random.pick(kNames)) +
          (random.chance(70)
               ? fmt::format(R"(, "StringEquals": {{"aws:SourceAccount": "{}"}})", owner)
               : ""));
}

std::string topic(Random& random) {
  const bool service = random.chance(70);
  return statement("topic", "Allow", service ? R"({"Service": "sns.amazonaws.com"})" : "\"*\"",
                   R"("SQS:SendMessage")",
                   fmt::format(R"("ArnLike": {{"aws:SourceArn": "arn:aws:sns:{}:{}:{}{}"}})",
                               random.pick(kRegions), random.pick(kAccounts), random.pick(kNames),
                               random.chance(30) ? "-*" : ""));
}

std::string rule(Random& random) {
  return statement("rule", "Allow", R"({"Service": "events.amazonaws.com"})",
                   R"("sqs:SendMessage")",
                   fmt::format(R"("ArnEquals": {{"aws:SourceArn": "arn:aws:events:us-east-1:{}:)"
                               R"(rule/{}"}})",
                               random.pick(kAccounts), random.pick(kNames)));
}

std::string owner(Random& random) {
  return statement("owner", "Allow",
                   fmt::format(R"({{"AWS": "arn:aws:iam::{}:root"}})", random.pick(kAccounts)),
                   R"("SQS:*")", "");
}

std::string consumer(Random& random) {
  return statement("consumer", "Allow",
                   fmt::format(R"({{"AWS": "arn:aws:iam::{}:role/{}"}})", random.pick(kAccounts),
                               random.pick(kNames)),
                   R"(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"])", "");
}

std::string members(Random& random) {
  return statement("members", "Allow", "\"*\"", R"(["sqs:SendMessage", "sqs:GetQueueUrl"])",
                   random.chance(80) ? R"("StringEquals": {"aws:PrincipalOrgID": "o-abc1234567"})"
                                     : R"("StringLike": {"aws:PrincipalOrgID": "o-*"})");
}

std::string network(Random& random) {
  return statement("network", "Allow", "\"*\"", R"("sqs:SendMessage")",
                   random.chance(50) ? R"("IpAddress": {"aws:SourceIp": "203.0.113.0/24"})"
                                     : R"("StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"})");
}

std::string tls(Random& /*random*/) {
  return statement("tls", "Deny", "\"*\"", R"("sqs:*")",
                   R"("Bool": {"aws:SecureTransport": "false"})");
}

std::string perimeter(Random& /*random*/) {
  return statement("perimeter", "Deny", "\"*\"", R"("sqs:*")",
                   R"("StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-abc1234567"}, )"
                   R"("BoolIfExists": {"aws:PrincipalIsAWSService": "false"})");
}

std::string policy_of(const std::vector<std::string>& statements) {
  return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n" +
         policy::join(statements, ",\n") + "\n  ]\n}\n";
}

/// `a*b*c?d`.
std::string pattern(Random& random, int wildcards) {
  std::string text(1, static_cast<char>('a' + random.below(3)));
  for (int i = 0; i < wildcards; ++i) {
    text += random.chance(25) ? "?" : "*";
    text += static_cast<char>('a' + random.below(4));
  }
  return text;
}

std::string patterns(Random& random, const Hardness& hardness) {
  std::vector<std::string> values;
  for (int i = 0; i < hardness.values; ++i) {
    values.push_back("\"" + pattern(random, hardness.wildcards) + "\"");
  }
  return "[" + policy::join(values, ", ") + "]";
}

std::string hard_statement(Random& random, int index, const Hardness& hardness) {
  std::string likes = fmt::format(R"("aws:PrincipalTag/team": {})", patterns(random, hardness));
  std::string not_likes;
  for (int key = 1; key < hardness.keys; ++key) {
    std::string& list = random.chance(70) ? likes : not_likes;
    list += fmt::format(R"({}"aws:PrincipalTag/k{}": {})", list.empty() ? "" : ", ", key,
                        patterns(random, hardness));
  }
  std::string condition = fmt::format(R"("StringLike": {{{}}})", likes);
  if (!not_likes.empty()) condition += fmt::format(R"(, "StringNotLike": {{{}}})", not_likes);
  return statement(fmt::format("s{}", index), index % 4 == 3 ? "Deny" : "Allow", "\"*\"",
                   R"(["sqs:SendMessage", "sqs:ReceiveMessage"])", condition);
}

policy::RequestClass class_of(std::vector<CallerKind> callers, const std::string& condition) {
  policy::RequestClass result;
  result.callers = std::move(callers);
  for (const auto& action : semantics::sqs_vocabulary().actions) {
    result.actions.push_back(action.name);
  }
  const std::string json =
      policy_of({statement("class", "Allow", "\"*\"", R"("sqs:*")", condition)});
  result.conditions = document_of(json).statements[0].conditions;
  return result;
}

}  // namespace

policy::Source source_of(const std::string& json) {
  return std::make_shared<const policy::SourceText>(policy::SourceText{"bench", json});
}

policy::Document document_of(const std::string& json) {
  policy::Parsed parsed = policy::parse_policy(source_of(json));
  if (!parsed.document) throw std::runtime_error(parsed.diagnostics.front().message + "\n" + json);
  return std::move(*parsed.document);
}

std::string realistic_policy(unsigned seed) {
  using Template = std::string (*)(Random&);
  static constexpr Template kTemplates[] = {owner,   bucket,  topic, rule,     consumer,
                                            members, network, tls,   perimeter};
  Random random(seed);
  std::vector<std::string> statements;
  const std::size_t first = random.below(std::size(kTemplates));
  const std::size_t count = 1 + random.below(6);
  for (std::size_t i = 0; i < count; ++i) {
    statements.push_back(kTemplates[(first + i * 2) % std::size(kTemplates)](random));
  }
  return policy_of(statements);
}

std::string hard_policy(unsigned seed, const Hardness& hardness) {
  Random random(seed);
  std::vector<std::string> statements;
  for (int i = 0; i < hardness.statements; ++i) {
    statements.push_back(hard_statement(random, i, hardness));
  }
  return policy_of(statements);
}

std::string nearly_equal(const std::string& hard_policy) {
  std::string text = hard_policy;
  const std::size_t value = text.rfind("*a");
  if (value != std::string::npos) text.insert(value + 1, "a*");
  return text;
}

const std::vector<policy::Question>& questions() {
  static const std::vector<policy::Question> kQuestions = {
      {{class_of({CallerKind::anonymous}, "")}, {"999988887777"}},
      {{class_of({CallerKind::user, CallerKind::role, CallerKind::root, CallerKind::federated_user},
                 R"("StringNotEquals": {"aws:PrincipalAccount": ["444455556666",)"
                 R"( "111122223333", "123456789012"]})")},
       {"999988887777"}},
      {{class_of({CallerKind::service},
                 R"("StringNotEquals": {"aws:SourceAccount": "444455556666"})")},
       {"999988887777"}},
  };
  return kQuestions;
}

}  // namespace sqsproof::bench
