// Reading, linting and deciding, beside a plain DOM parse of the same bytes in the same run.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "policy/decide/authorize.h"
#include "policy/document/parse.h"
#include "properties/lint/lint.h"
#include "semantics/vocabulary.h"

namespace {

using namespace sqsproof;

/// A policy of about 8 KB: 20 statements of the kinds that queues have.
std::string policy_text() {
  std::string statements;
  for (int i = 0; i < 20; ++i) {
    statements += fmt::format(
        R"({}{{
      "Sid": "statement-{}", "Effect": "{}",
      "Principal": {{"AWS": ["arn:aws:iam::{}:root", "arn:aws:iam::999988887777:role/app/r{}"]}},
      "Action": ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage"],
      "Resource": "arn:aws:sqs:us-east-1:111122223333:orders",
      "Condition": {{"ArnLike": {{"aws:PrincipalArn": "arn:aws:iam::*:role/app/*"}},
                     "StringEquals": {{"aws:SourceVpce": ["vpce-{}", "vpce-b"]}}}}
    }})",
        i == 0 ? "" : ",\n    ", i, i % 5 == 4 ? "Deny" : "Allow", 222233334440 + i, i, i);
  }
  return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [" + statements + "]\n}\n";
}

policy::Source source() {
  static const policy::Source kSource =
      std::make_shared<const policy::SourceText>(policy::SourceText{"bench", policy_text()});
  return kSource;
}

void plain_dom_parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(source()->text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source()->text.size()));
}
BENCHMARK(plain_dom_parse);

void parse_policy(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(policy::parse_policy(source()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source()->text.size()));
}
BENCHMARK(parse_policy);

void parse_and_lint(benchmark::State& state) {
  for (auto _ : state) {
    const auto parsed = policy::parse_policy(source());
    benchmark::DoNotOptimize(
        properties::lint({&*parsed.document, "arn:aws:sqs:us-east-1:111122223333:orders",
                          &semantics::sqs_vocabulary()}));
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source()->text.size()));
}
BENCHMARK(parse_and_lint);

policy::Request request() {
  policy::Request request;
  request.principal = "arn:aws:sts::999988887777:assumed-role/r7/session";
  request.caller = *policy::parse_caller(request.principal);
  request.action = "sqs:SendMessage";
  request.resource = "arn:aws:sqs:us-east-1:111122223333:orders";
  request.context["aws:principalarn"] = {"aws:PrincipalArn",
                                         {"arn:aws:iam::999988887777:role/app/r7"}};
  request.context["aws:sourcevpce"] = {"aws:SourceVpce", {"vpce-7"}};
  policy::complete(request);
  return request;
}

void decide_20_statements(benchmark::State& state) {
  const auto parsed = policy::parse_policy(source());
  const policy::Request one = request();
  for (auto _ : state) {
    benchmark::DoNotOptimize(policy::decide(*parsed.document, one, semantics::sqs_vocabulary()));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decide_20_statements);

void authorize_with_reasons(benchmark::State& state) {
  const auto parsed = policy::parse_policy(source());
  const policy::Request one = request();
  for (auto _ : state) {
    benchmark::DoNotOptimize(policy::authorize(*parsed.document, one, semantics::sqs_vocabulary()));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(authorize_with_reasons);

}  // namespace
