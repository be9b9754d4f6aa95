// One engine a row: median, 99th percentile and maximum, what stayed unknown, and the memory
// afterwards.
#include <benchmark/benchmark.h>

#include "tests/bench/engines.h"

namespace {

using namespace sqsproof::bench;
using sqsproof::policy::EngineName;

void show(const Times& times, benchmark::State& state) {
  const Summary summary = times.summary();
  state.counters["questions"] = summary.questions;
  state.counters["per_s"] = summary.per_second;
  state.counters["median_us"] = summary.median_us;
  state.counters["p99_us"] = summary.p99_us;
  state.counters["max_us"] = summary.max_us;
  state.counters["unknown"] = summary.unknown;
  state.counters["rss_mb"] = summary.memory_mb;
}

using MakePair = Pair (*)(unsigned seed);

/// Policies are made one by one: the memory shown is not that of their texts.
void run(benchmark::State& state, MakePair make, unsigned count, const Engine& engine,
         EngineName name) {
  Times times;
  for (auto _ : state) {
    for (unsigned seed = 0; seed < count; ++seed) ask_from_text(make(seed), engine, name, times);
  }
  show(times, state);
}

void engines_realistic(benchmark::State& state, unsigned count, const Engine& engine,
                       EngineName name) {
  run(state, realistic_pair, count, engine, name);
}
BENCHMARK_CAPTURE(engines_realistic, z3, 30'000U, ask_ours, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, fast, 100'000U, ask_ours, EngineName::fast)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, z3_alone, 3'000U, ask_ours, EngineName::z3_alone)
    ->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, strings, 40U, ask_z3_strings, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, cvc5, 40U, ask_cvc5, EngineName::z3)->Iterations(1);

void engines_hard(benchmark::State& state, unsigned count, const Engine& engine, EngineName name) {
  run(state, hard_pair, count, engine, name);
}
BENCHMARK_CAPTURE(engines_hard, z3, 120U, ask_ours, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, fast, 120U, ask_ours, EngineName::fast)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, z3_alone, 120U, ask_ours, EngineName::z3_alone)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, strings, 2U, ask_z3_strings, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, cvc5, 2U, ask_cvc5, EngineName::z3)->Iterations(1);

/// A policy that was read, new questions.
void engines_warm(benchmark::State& state, EngineName name, NewQuestions which) {
  Times times;
  for (auto _ : state) ask_warm(500, name, which, times);
  show(times, state);
}
constexpr NewQuestions kKnownWords = NewQuestions::of_known_words;
constexpr NewQuestions kNewWords = NewQuestions::with_new_words;
BENCHMARK_CAPTURE(engines_warm, z3, EngineName::z3, kKnownWords)->Iterations(1);
BENCHMARK_CAPTURE(engines_warm, fast, EngineName::fast, kKnownWords)->Iterations(1);
BENCHMARK_CAPTURE(engines_warm, z3_new_words, EngineName::z3, kNewWords)->Iterations(1);
BENCHMARK_CAPTURE(engines_warm, fast_new_words, EngineName::fast, kNewWords)->Iterations(1);

/// Memory after so many questions about ever new policies, on one thread.
void engines_memory(benchmark::State& state) {
  Times times;
  for (auto _ : state) {
    for (unsigned seed = 0; times.microseconds.size() < static_cast<std::size_t>(state.range(0));
         ++seed) {
      ask_from_text(realistic_pair(seed), ask_ours, EngineName::fast, times);
    }
  }
  show(times, state);
}
BENCHMARK(engines_memory)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(1);

}  // namespace
