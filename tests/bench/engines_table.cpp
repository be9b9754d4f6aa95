// All engines side by side, one column each, in one run. Every cell has a process of its own, so
// that memory is that of one engine, and none finds what another one remembers. Slow engines are
// asked a sample.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/engines.h"

namespace {

using namespace sqsproof::bench;
using sqsproof::policy::EngineName;

using Work = std::function<void(Times&)>;

/// What the work came to, done by another process; without questions when that failed.
Summary apart(const Work& work) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  const pid_t child = fork();
  if (child == 0) {
    Times times;
    work(times);
    const Summary summary = times.summary();
    const bool written = write(ends[1], &summary, sizeof summary) == sizeof summary;
    _exit(written ? 0 : 1);
  }
  close(ends[1]);
  Summary summary;
  if (read(ends[0], &summary, sizeof summary) != sizeof summary) summary = {};
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return summary;
}

struct Column {
  const char* name;
  Engine engine;
  EngineName prover;
  unsigned realistic;  ///< so many policies
  unsigned hard;
};
const Column kColumns[] = {{"z3", ask_ours, EngineName::z3, 3'000, 120},
                           {"fast", ask_ours, EngineName::fast, 30'000, 120},
                           {"strings", ask_z3_strings, EngineName::z3, 20, 1},
                           {"cvc5", ask_cvc5, EngineName::z3, 20, 1}};

struct Row {
  const char* name;
  double Summary::*value;
};
constexpr Row kRows[] = {{"questions", &Summary::questions},  {"per second", &Summary::per_second},
                         {"median, us", &Summary::median_us}, {"p99, us", &Summary::p99_us},
                         {"maximum, us", &Summary::max_us},   {"unknown", &Summary::unknown},
                         {"memory, MB", &Summary::memory_mb}};

void print(const char* title, const std::vector<const char*>& names,
           const std::vector<Summary>& columns) {
  std::printf("\n%-34s", title);
  for (const char* name : names) std::printf("%14s", name);
  for (const Row& row : kRows) {
    std::printf("\n  %-32s", row.name);
    for (const Summary& column : columns) std::printf("%14.1f", column.*row.value);
  }
  std::printf("\n");
  std::fflush(stdout);  // later rows take minutes
}

void print_corpus(const char* title, Pair (*make)(unsigned), unsigned Column::*count) {
  std::vector<const char*> names;
  std::vector<Summary> cells;
  for (const Column& column : kColumns) {
    names.push_back(column.name);
    cells.push_back(apart([&](Times& times) {
      for (unsigned seed = 0; seed < column.*count; ++seed) {
        ask_from_text(make(seed), column.engine, column.prover, times);
      }
    }));
  }
  print(title, names, cells);
}

void print_warm(const char* title, NewQuestions which) {
  const auto column = [which](EngineName name) {
    return apart([&](Times& times) { ask_warm(500, name, which, times); });
  };
  print(title, {"Z3 decides", "fast"}, {column(EngineName::z3), column(EngineName::fast)});
}

void engines_table(benchmark::State& state) {
  for (auto _ : state) {
    print_corpus("from text, realistic policies", realistic_pair, &Column::realistic);
    print_corpus("from text, hard policies", hard_pair, &Column::hard);
    print_warm("warm: policy read, new questions", NewQuestions::of_known_words);
    print_warm("warm: the same, with new words", NewQuestions::with_new_words);
  }
}
BENCHMARK(engines_table)->Iterations(1);

}  // namespace
