// How the cost of a question grows with the statements of a policy, its keys, the values of a
// condition and the wildcards of a value, from the text to the replayed witness. Drawn by
// growth.mjs.
#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>

#include "semantics/vocabulary.h"
#include "tests/bench/corpus.h"

namespace {

using namespace sqsproof::policy;
using sqsproof::bench::Hardness;
using Clock = std::chrono::steady_clock;

constexpr unsigned kPolicies = 20;
constexpr Hardness kUsual{6, 3, 2, 3};

void ask_about(const Hardness& hardness, unsigned seed, std::vector<double>& microseconds) {
  const std::string text = sqsproof::bench::hard_policy(seed, hardness);
  const auto& questions = sqsproof::bench::questions();
  const auto begin = Clock::now();
  const Document policy = sqsproof::bench::document_of(text);
  Prover prover(policy, sqsproof::bench::kQueue, sqsproof::semantics::sqs_vocabulary());
  for (const Question& question : questions) benchmark::DoNotOptimize(prover.ask(question));
  const std::chrono::duration<double, std::micro> spent = Clock::now() - begin;
  microseconds.push_back(spent.count() / static_cast<double>(questions.size()));
}

void growth(benchmark::State& state, int Hardness::*what) {
  Hardness hardness = kUsual;
  hardness.*what = static_cast<int>(state.range(0));
  std::vector<double> microseconds;
  static unsigned seed = 0;         // never a policy that this thread met before
  std::vector<double> not_counted;  // the first question of a thread sets up the solver
  ask_about(hardness, ++seed, not_counted);
  for (auto _ : state) {
    for (unsigned i = 0; i < kPolicies; ++i) ask_about(hardness, ++seed, microseconds);
  }
  std::sort(microseconds.begin(), microseconds.end());
  state.counters["median_us"] = microseconds[microseconds.size() / 2];
  state.counters["max_us"] = microseconds.back();
}
BENCHMARK_CAPTURE(growth, statements, &Hardness::statements)
    ->Arg(1)
    ->Arg(2)
    ->Arg(5)
    ->Arg(10)
    ->Arg(20)
    ->Arg(40)
    ->Iterations(1);
BENCHMARK_CAPTURE(growth, keys, &Hardness::keys)->DenseRange(1, 9, 2)->Iterations(1);
BENCHMARK_CAPTURE(growth, values, &Hardness::values)
    ->Arg(1)
    ->Arg(2)
    ->Arg(5)
    ->Arg(10)
    ->Arg(20)
    ->Arg(50)
    ->Iterations(1);
BENCHMARK_CAPTURE(growth, wildcards, &Hardness::wildcards)->DenseRange(0, 10, 2)->Iterations(1);

}  // namespace
