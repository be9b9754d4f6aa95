// Wildcard matching, side by side: the authorizer's matcher and the plain language simulation.
#include <benchmark/benchmark.h>

#include "policy/values/glob.h"
#include "policy/values/language.h"

namespace {

constexpr const char* kArn = "arn:aws:sns:us-east-1:111122223333:orders-created";
constexpr const char* kPattern = "arn:aws:sns:*:111122223333:orders-*";

void glob_match(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(sqsproof::policy::glob_matches(kArn, kPattern));
}
BENCHMARK(glob_match);

void language_contains(benchmark::State& state) {
  const auto language = sqsproof::policy::glob(kPattern, sqsproof::policy::any_byte());
  for (auto _ : state) benchmark::DoNotOptimize(sqsproof::policy::contains(language, kArn));
}
BENCHMARK(language_contains);

}  // namespace
