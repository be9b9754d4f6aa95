// Questions to the prover about policies as people write them: of a policy that was asked before
// (warm), of one that was read but never asked (cold), and with reading its text as well.
#include <benchmark/benchmark.h>

#include "semantics/vocabulary.h"
#include "tests/bench/corpus.h"

namespace {

using namespace sqsproof::policy;
using sqsproof::bench::kQueue;
using sqsproof::bench::questions;

constexpr unsigned kPolicies = 50;

const std::vector<std::string>& texts() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> texts;
    for (unsigned i = 0; i < kPolicies; ++i) texts.push_back(sqsproof::bench::realistic_policy(i));
    return texts;
  }();
  return kTexts;
}

const std::vector<Document>& documents() {
  static const std::vector<Document> kDocuments = [] {
    std::vector<Document> documents;
    for (const std::string& text : texts()) {
      documents.push_back(sqsproof::bench::document_of(text));
    }
    return documents;
  }();
  return kDocuments;
}

ProverLimits with(EngineName engine) {
  ProverLimits limits;
  limits.engine = engine;
  return limits;
}

Prover prover_of(const Document& document, EngineName engine) {
  return {document, kQueue, sqsproof::semantics::sqs_vocabulary(), with(engine)};
}

void count(benchmark::State& state, std::int64_t asked) {
  state.counters["questions"] =
      benchmark::Counter(static_cast<double>(asked), benchmark::Counter::kIsRate);
}

void prover_warm(benchmark::State& state, EngineName engine) {
  std::vector<Prover> provers;
  for (const Document& document : documents()) {
    provers.push_back(prover_of(document, engine));
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
  std::int64_t asked = 0;
  for (auto _ : state) {
    for (const Document& document : documents()) {
      for (const Question& question : questions()) {
        Prover prover = prover_of(document, engine);
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
  std::int64_t asked = 0;
  for (auto _ : state) {
    for (const std::string& text : texts()) {
      const Parsed parsed = parse_policy(sqsproof::bench::source_of(text));
      Prover prover = prover_of(*parsed.document, engine);
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
