// What the conformance suite costs, each beside what it may cost: programs a second and core in the
// simulator, the search for every mutant that programs show, and the whole suite at an endpoint
// over HTTP on a virtual clock.
#include <array>
#include <benchmark/benchmark.h>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/explore.h"
#include "properties/explore/venues.h"

namespace {

using namespace sqsproof;
using namespace sqsproof::properties;

constexpr double kProgramsPerSecond = 3'000;
constexpr double kSecondsOfMatrix = 180;
constexpr double kSecondsOverHttp = 30;

std::vector<const Requirement*> everything() {
  std::vector<const Requirement*> all;
  for (const Requirement& requirement : all_requirements()) all.push_back(&requirement);
  return all;
}

ExploreOptions options_of(std::size_t cases) {
  static const fixtures::VirtualClock kStopwatch;  // stands still: no deadline
  ExploreOptions options;
  options.cases = cases;
  options.stopwatch = &kStopwatch;
  return options;
}

/// By one requirement, or by all of them: what it costs to run, and to judge.
void programs_in_the_simulator(benchmark::State& state) {
  const auto all = everything();
  const std::vector<const Requirement*> judges(all.begin(),
                                               state.range(0) == 0 ? all.end() : all.begin() + 1);
  const std::size_t cases = 2'000 / judges.size();
  const VenueOpener open = embedded_venues("")->open;
  std::uint64_t seed = 0;
  std::size_t programs = 0;
  for (auto _ : state) {
    ExploreOptions options = options_of(cases);
    options.seed = ++seed;
    benchmark::DoNotOptimize(explore(judges, open, options));
    programs += cases * judges.size();
  }
  state.counters["programs_per_s"] = {static_cast<double>(programs), benchmark::Counter::kIsRate};
  state.counters["at_least"] = kProgramsPerSecond;
}
BENCHMARK(programs_in_the_simulator)->ArgName("by_one")->Arg(0)->Arg(1)->Unit(benchmark::kSecond);

/// The first program that shows each mutant, shrunk.
void mutant_matrix(benchmark::State& state) {
  const auto all = everything();
  std::size_t mutants = 0, killed = 0;
  for (auto _ : state) {
    for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
      if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
      ExploreOptions options = options_of(200);
      options.enough_failures = 1;
      const auto open = embedded_venues(std::string(mutant.name))->open;
      ++mutants;
      for (const Outcome& outcome : explore(all, open, options)) {
        if (outcome.verdict != policy::Verdict::violated) continue;
        ++killed;
        break;
      }
    }
  }
  state.counters["mutants"] = static_cast<double>(mutants);
  state.counters["killed"] = static_cast<double>(killed);
  state.counters["at_most_s"] = kSecondsOfMatrix;
}
BENCHMARK(mutant_matrix)->Iterations(1)->Unit(benchmark::kSecond);

/// The output of a command as it comes; the command ends with it.
struct Piped {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> output;
  explicit Piped(const std::string& command) : output(popen(command.c_str(), "r"), pclose) {}
  /// The rest of the next line that begins so.
  std::string after(const std::string& begin) const {
    std::array<char, 512> line{};
    while (output && std::fgets(line.data(), line.size(), output.get())) {
      const std::string text(line.data());
      if (text.starts_with(begin)) return text.substr(begin.size(), text.find('\n') - begin.size());
    }
    return "";
  }
};

void suite_over_http(benchmark::State& state) {
  const std::string program = SQSPROOF_PROGRAM;
  // The shell says its number, which is that of the endpoint that takes its place.
  const Piped server("sh -c 'echo $$; exec " + program +
                     " serve --port 0 --clock virtual --control' 2>/dev/null");
  const std::string pid = server.after("");
  const std::string url = server.after("listening on ");
  const std::string token = server.after("control token ");
  if (url.empty() || token.empty()) return state.SkipWithError("the endpoint did not start");
  int exit_code = 0;
  for (auto _ : state) {
    exit_code = std::system((program + " conform run --quiet --endpoint " + url +
                             " --control-token " + token + " >/dev/null 2>&1")
                                .c_str());
  }
  static_cast<void>(std::system(("kill " + pid).c_str()));
  if (exit_code != 0) return state.SkipWithError("the suite did not pass");
  state.counters["at_most_s"] = kSecondsOverHttp;
}
BENCHMARK(suite_over_http)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
