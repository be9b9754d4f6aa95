// Every engine on the same questions, each timed alone from the policy's text to the replayed
// witness: median, 99th percentile and maximum, what stayed unknown, and the memory afterwards.
// cvc5 decides the scripts of --proof-log; the start of its process counts, its witness does not.
#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <functional>
#include <unistd.h>

#include "policy/prover/strings.h"
#include "policy/smtlib/problem.h"
#include "semantics/vocabulary.h"
#include "tests/bench/corpus.h"

namespace {

using namespace sqsproof::policy;
using sqsproof::bench::document_of;
using sqsproof::bench::kQueue;
using sqsproof::bench::questions;
using sqsproof::semantics::sqs_vocabulary;
using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kTimeout{10'000};

/// One policy, and another one for questions about new access.
struct Pair {
  std::string policy;
  std::string baseline;  ///< or empty
};

std::vector<Pair> realistic(unsigned count) {
  std::vector<Pair> pairs;
  for (unsigned i = 0; i < count; ++i) pairs.push_back({sqsproof::bench::realistic_policy(i), {}});
  return pairs;
}

/// 20 statements, overlapping wildcards on one key, five keys, beside one nearly equal.
std::vector<Pair> hard(unsigned count) {
  std::vector<Pair> pairs;
  for (unsigned i = 0; i < count; ++i) {
    std::string policy = sqsproof::bench::hard_policy(i);
    std::string baseline = sqsproof::bench::nearly_equal(policy);
    pairs.push_back({std::move(policy), std::move(baseline)});
  }
  return pairs;
}

using Engine = std::function<Verdict(const Document&, Prover&, const Question&)>;

Verdict ours(const Document& /*policy*/, Prover& prover, const Question& question) {
  return prover.ask(question).verdict;
}

Verdict strings(const Document& policy, Prover& prover, const Question& question) {
  return ask_strings(policy, kQueue, sqs_vocabulary(), question, kTimeout, prover).verdict;
}

/// Of the possible reading alone: `unknown` is what it cannot decide.
Verdict cvc5(const Document& policy, Prover& /*prover*/, const Question& question) {
  const auto problem =
      smtlib::write_problem(policy, kQueue, sqs_vocabulary(), question, smtlib::Reading::possible);
  if (!problem) return Verdict::unknown;
  const auto file = std::filesystem::temp_directory_path() / fmt::format("bench-{}", getpid());
  std::ofstream(file) << problem->script;
  std::FILE* pipe = popen(fmt::format("cvc5 --lang smt2 --strings-exp --tlimit {} {} 2>&1",
                                      kTimeout.count(), file.string())
                              .c_str(),
                          "r");
  if (pipe == nullptr) return Verdict::unknown;
  char said[8] = {};
  const char* line = std::fgets(said, sizeof said, pipe);
  while (std::fgetc(pipe) != EOF) {
  }
  pclose(pipe);
  std::filesystem::remove(file);
  if (line == nullptr) return Verdict::unknown;
  const std::string_view word(said);
  return word.starts_with("unsat") ? Verdict::holds
         : word.starts_with("sat") ? Verdict::violated
                                   : Verdict::unknown;
}

double resident_mb() {
  std::ifstream in("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  in >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

struct Times {
  std::vector<double> microseconds;
  std::size_t unknown = 0;

  void ask(const Engine& engine, const Document& policy, Prover& prover, const Question& question,
           double reading_us) {
    const auto begin = Clock::now();
    if (engine(policy, prover, question) == Verdict::unknown) ++unknown;
    const std::chrono::duration<double, std::micro> spent = Clock::now() - begin;
    microseconds.push_back(spent.count() + reading_us);
  }

  void show(benchmark::State& state) {
    std::sort(microseconds.begin(), microseconds.end());
    double sum = 0;
    for (const double one : microseconds) sum += one;
    const auto count = static_cast<double>(microseconds.size());
    const auto at = [&](double part) {
      return microseconds[static_cast<std::size_t>(part * (count - 1))];
    };
    state.counters["questions"] = count;
    state.counters["per_s"] = count / sum * 1e6;
    state.counters["median_us"] = at(0.5);
    state.counters["p99_us"] = at(0.99);
    state.counters["max_us"] = microseconds.back();
    state.counters["unknown"] = static_cast<double>(unknown);
    state.counters["rss_mb"] = resident_mb();
  }
};

/// The reading of a text counts in equal parts for its questions.
void ask_all(const Pair& pair, const Engine& engine, EngineName name, Times& times) {
  const auto begin = Clock::now();
  const Document policy = document_of(pair.policy);
  const Document baseline = document_of(pair.baseline.empty() ? pair.policy : pair.baseline);
  ProverLimits limits;
  limits.engine = name;
  limits.timeout = kTimeout;
  Prover prover(policy, kQueue, sqs_vocabulary(), limits);
  std::vector<Question> all = questions();
  if (!pair.baseline.empty()) {
    Question newer = all[1];
    newer.baseline = &baseline;
    all.push_back(newer);
    newer.offender = Offender::refused;
    all.push_back(newer);
  }
  const std::chrono::duration<double, std::micro> reading = Clock::now() - begin;
  for (const Question& question : all) {
    times.ask(engine, policy, prover, question, reading.count() / static_cast<double>(all.size()));
  }
}

void run(benchmark::State& state, const std::vector<Pair>& pairs, const Engine& engine,
         EngineName name) {
  Times times;
  for (auto _ : state) {
    for (const Pair& pair : pairs) ask_all(pair, engine, name, times);
  }
  times.show(state);
}

void engines_realistic(benchmark::State& state, unsigned count, const Engine& engine,
                       EngineName name) {
  run(state, realistic(count), engine, name);
}
BENCHMARK_CAPTURE(engines_realistic, z3, 30'000U, ours, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, fast, 100'000U, ours, EngineName::fast)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, z3_alone, 3'000U, ours, EngineName::z3_alone)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, strings, 40U, strings, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_realistic, cvc5, 40U, cvc5, EngineName::z3)->Iterations(1);

void engines_hard(benchmark::State& state, unsigned count, const Engine& engine, EngineName name) {
  run(state, hard(count), engine, name);
}
BENCHMARK_CAPTURE(engines_hard, z3, 120U, ours, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, fast, 120U, ours, EngineName::fast)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, z3_alone, 120U, ours, EngineName::z3_alone)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, strings, 2U, strings, EngineName::z3)->Iterations(1);
BENCHMARK_CAPTURE(engines_hard, cvc5, 2U, cvc5, EngineName::z3)->Iterations(1);

/// Memory after so many questions about ever new policies, on one thread.
void engines_memory(benchmark::State& state) {
  Times times;
  for (auto _ : state) {
    for (unsigned seed = 0; times.microseconds.size() < static_cast<std::size_t>(state.range(0));
         ++seed) {
      ask_all({sqsproof::bench::realistic_policy(seed), {}}, ours, EngineName::fast, times);
    }
  }
  times.show(state);
}
BENCHMARK(engines_memory)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Iterations(1);

}  // namespace
