// The summary of who gets in: of policies as people write them, and of hard ones, with wildcards
// that overlap on one key and conditions on five.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <random>

#include "policy/document/parse.h"
#include "properties/access/grants.h"
#include "semantics/vocabulary.h"

namespace {

using namespace sqsproof;

constexpr const char* kQueue = "arn:aws:sqs:us-east-1:444455556666:orders";

/// `a*b*c?d`: pieces that meet each other's, between wildcards.
std::string pattern(std::mt19937& random) {
  std::string text(1, static_cast<char>('a' + random() % 3));
  for (int i = 0; i < 3; ++i) {
    text += random() % 4 == 0 ? "?" : "*";
    text += static_cast<char>('a' + random() % 4);
  }
  return text;
}

/// Every fifth statement denies; all have wildcards on one key, and on two of four others.
policy::Document hard_policy(int statements, unsigned seed) {
  constexpr const char* kOthers[] = {"aws:UserAgent", "aws:Referer", "aws:SourceVpce",
                                     "aws:PrincipalTag/project"};
  std::mt19937 random(seed);
  std::string json = R"({"Version":"2012-10-17","Statement":[)";
  for (int i = 0; i < statements; ++i) {
    json += fmt::format(
        R"({}{{"Effect":"{}","Principal":"*","Action":["sqs:SendMessage","sqs:ReceiveMessage"],)"
        R"("Resource":"*","Condition":{{"StringLike":{{"aws:PrincipalTag/team":["{}","{}"],)"
        R"("{}":"{}"}},"StringNotLike":{{"{}":"{}"}}}}}})",
        i == 0 ? "" : ",", i % 5 == 4 ? "Deny" : "Allow", pattern(random), pattern(random),
        kOthers[random() % 4], pattern(random), kOthers[random() % 4], pattern(random));
  }
  json += "]}";
  auto parsed = policy::parse_policy(
      std::make_shared<const policy::SourceText>(policy::SourceText{"bench", json}));
  if (!parsed.document) throw std::runtime_error(parsed.diagnostics.front().message + json);
  return std::move(*parsed.document);
}

void grants_of_hard_policies(benchmark::State& state) {
  const policy::Document document =
      hard_policy(static_cast<int>(state.range(0)), static_cast<unsigned>(state.range(1)));
  const properties::Subject subject{&document,
                                    kQueue,
                                    "444455556666",
                                    {},
                                    properties::mentions_of(document),
                                    &semantics::sqs_vocabulary()};
  properties::Grants found;
  for (auto _ : state) found = properties::find_grants(subject, {}, {});
  state.counters["grants"] = static_cast<double>(found.grants.size());
  state.counters["questions"] = static_cast<double>(found.questions);
  state.counters["not_proved"] = static_cast<double>(found.not_proved.size());
}
BENCHMARK(grants_of_hard_policies)
    ->ArgsProduct({{5, 10, 20}, {1, 2, 3}})
    ->ArgNames({"statements", "seed"})
    ->Unit(benchmark::kMillisecond);

}  // namespace
