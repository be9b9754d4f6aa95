// Questions to the prover, Z3 deciding every one: of a policy that was asked before (warm), of a
// policy that was read but never asked (cold), and with reading the policy's text as well.
#include <benchmark/benchmark.h>

#include "policy/document/parse.h"
#include "policy/prover/prover.h"
#include "semantics/vocabulary.h"

namespace {

using namespace sqsproof::policy;

constexpr const char* kQueue = "arn:aws:sqs:us-east-1:444455556666:orders";

std::string policy_of(const std::vector<std::string>& statements) {
  std::string json = R"({"Version":"2012-10-17","Statement":[)";
  for (std::size_t i = 0; i < statements.size(); ++i) {
    json += (i == 0 ? "{" : ",{") + statements[i] + "}";
  }
  return json + "]}";
}

std::string allow(const std::string& principal, const std::string& action,
                  const std::string& condition) {
  return R"("Effect":"Allow","Principal":)" + principal + R"(,"Action":")" + action +
         R"(","Resource":")" + kQueue + R"(","Condition":)" + condition;
}

std::string deny(const std::string& condition) {
  return R"("Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":")" + std::string(kQueue) +
         R"(","Condition":)" + condition;
}

/// One to six statements, as people write them.
const std::vector<std::string>& policies() {
  static const std::vector<std::string> kPolicies = [] {
    const std::string owner = allow(R"({"AWS":"arn:aws:iam::444455556666:root"})", "SQS:*", "{}");
    const std::string s3 = allow(R"({"Service":"s3.amazonaws.com"})", "SQS:SendMessage",
                                 R"({"ArnLike":{"aws:SourceArn":"arn:aws:s3:*:*:uploads"},)"
                                 R"("StringEquals":{"aws:SourceAccount":"444455556666"}})");
    const std::string sns =
        allow(R"({"Service":"sns.amazonaws.com"})", "sqs:SendMessage",
              R"({"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:444455556666:orders"}})");
    const std::string topic =
        allow("\"*\"", "sqs:SendMessage",
              R"({"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:111122223333:orders-*"}})");
    const std::string consumer =
        allow(R"({"AWS":"arn:aws:iam::111122223333:role/consumer"})", "sqs:ReceiveMessage", "{}");
    const std::string member =
        allow("\"*\"", "sqs:SendMessage", R"({"StringEquals":{"aws:PrincipalOrgID":"o-abc123"}})");
    const std::string tls = deny(R"({"Bool":{"aws:SecureTransport":"false"}})");
    const std::string perimeter =
        deny(R"({"StringNotEqualsIfExists":{"aws:PrincipalOrgID":"o-abc123"},)"
             R"("BoolIfExists":{"aws:PrincipalIsAWSService":"false"}})");
    return std::vector<std::string>{
        policy_of({owner}),
        policy_of({s3}),
        policy_of({sns}),
        policy_of({owner, s3}),
        policy_of({topic, tls}),
        policy_of({owner, sns, tls}),
        policy_of({member, perimeter, tls}),
        policy_of({owner, s3, sns, consumer, tls}),
        policy_of({owner, s3, topic, consumer, member, perimeter}),
        policy_of({allow("\"*\"", "sqs:SendMessage", "{}"), tls}),
    };
  }();
  return kPolicies;
}

Source source_of(const std::string& json) {
  return std::make_shared<const SourceText>(SourceText{"bench", json});
}

const std::vector<Document>& documents() {
  static const std::vector<Document> kDocuments = [] {
    std::vector<Document> documents;
    for (const std::string& json : policies()) {
      documents.push_back(*parse_policy(source_of(json)).document);
    }
    return documents;
  }();
  return kDocuments;
}

RequestClass class_of(std::vector<CallerKind> callers, const std::string& condition) {
  RequestClass result;
  result.callers = std::move(callers);
  for (const VocabularyAction& action : sqsproof::semantics::sqs_vocabulary().actions) {
    result.actions.push_back(action.name);
  }
  const std::string json = policy_of({allow("\"*\"", "sqs:*", condition)});
  result.conditions = parse_policy(source_of(json)).document->statements[0].conditions;
  return result;
}

/// Public, access from other accounts, and services acting for strangers.
const std::vector<Question>& questions() {
  static const std::vector<Question> kQuestions = {
      {{class_of({CallerKind::anonymous}, "{}")}, {"999988887777"}},
      {{class_of(
           {CallerKind::user, CallerKind::role, CallerKind::root, CallerKind::federated_user},
           R"({"StringNotEquals":{"aws:PrincipalAccount":["444455556666","111122223333"]}})")},
       {"999988887777"}},
      {{class_of({CallerKind::service},
                 R"({"StringNotEquals":{"aws:SourceAccount":"444455556666"}})")},
       {"999988887777"}},
  };
  return kQuestions;
}

void count(benchmark::State& state, std::int64_t asked) {
  state.counters["questions"] =
      benchmark::Counter(static_cast<double>(asked), benchmark::Counter::kIsRate);
}

void prover_warm(benchmark::State& state, EngineName engine) {
  ProverLimits limits;
  limits.engine = engine;
  std::vector<Prover> provers;
  for (const Document& document : documents()) {
    provers.emplace_back(document, kQueue, sqsproof::semantics::sqs_vocabulary(), limits);
    for (const Question& question : questions()) {
      benchmark::DoNotOptimize(provers.back().ask(question));
    }
  }
  std::int64_t asked = 0;
  for (auto _ : state) {
    for (Prover& prover : provers) {
      for (const Question& question : questions()) {
        benchmark::DoNotOptimize(prover.ask(question));
        ++asked;
      }
    }
  }
  count(state, asked);
}
BENCHMARK_CAPTURE(prover_warm, z3, EngineName::z3);
BENCHMARK_CAPTURE(prover_warm, fast, EngineName::fast);
BENCHMARK_CAPTURE(prover_warm, z3_alone, EngineName::z3_alone);
BENCHMARK_CAPTURE(prover_warm, fast_alone, EngineName::fast_alone);

/// One question of each new prover.
void prover_cold(benchmark::State& state, EngineName engine) {
  ProverLimits limits;
  limits.engine = engine;
  std::int64_t asked = 0;
  for (auto _ : state) {
    for (const Document& document : documents()) {
      for (const Question& question : questions()) {
        Prover prover(document, kQueue, sqsproof::semantics::sqs_vocabulary(), limits);
        benchmark::DoNotOptimize(prover.ask(question));
        ++asked;
      }
    }
  }
  count(state, asked);
}
BENCHMARK_CAPTURE(prover_cold, z3, EngineName::z3);
BENCHMARK_CAPTURE(prover_cold, fast, EngineName::fast);
BENCHMARK_CAPTURE(prover_cold, z3_alone, EngineName::z3_alone);
BENCHMARK_CAPTURE(prover_cold, fast_alone, EngineName::fast_alone);

/// Read the text, ask all three questions.
void prover_from_text(benchmark::State& state, EngineName engine) {
  ProverLimits limits;
  limits.engine = engine;
  std::int64_t asked = 0;
  for (auto _ : state) {
    for (const std::string& json : policies()) {
      const Parsed parsed = parse_policy(source_of(json));
      Prover prover(*parsed.document, kQueue, sqsproof::semantics::sqs_vocabulary(), limits);
      for (const Question& question : questions()) {
        benchmark::DoNotOptimize(prover.ask(question));
        ++asked;
      }
    }
  }
  count(state, asked);
}
BENCHMARK_CAPTURE(prover_from_text, z3, EngineName::z3);
BENCHMARK_CAPTURE(prover_from_text, fast, EngineName::fast);
BENCHMARK_CAPTURE(prover_from_text, z3_alone, EngineName::z3_alone);
BENCHMARK_CAPTURE(prover_from_text, fast_alone, EngineName::fast_alone);

}  // namespace
