#include "cli/conform_examples.h"

#include <fmt/core.h>

#include "fixtures/mutants/mutant.h"
#include "fixtures/real_clock.h"
#include "properties/examples/embedded_doors.h"

namespace sqsproof::cli {
namespace {

using properties::ExampleReach;
using properties::ExampleResult;
using Verdict = ExampleResult::Verdict;

ExampleReach reach_of(const EndpointOptions& options, fixtures::Clock& clock) {
  using fixtures::Protocol;
  ExampleReach reach;
  reach.url = options.url;
  reach.key.region = options.region;
  if (options.protocol == "json") reach.protocols = {Protocol::json};
  if (options.protocol == "query") reach.protocols = {Protocol::query};
  reach.name_prefix = fmt::format("sqsproof-{:x}", clock.now() / 1'000);
  constexpr int kPatienceElsewhere_s = 90;
  if (!properties::is_loopback_url(options.url)) reach.patience_s = kPatienceElsewhere_s;
  reach.clock = &clock;
  return reach;
}

/// Nothing could be told.
std::vector<ExampleResult> undecided(const std::vector<const properties::Example*>& examples,
                                     const std::string& why) {
  std::vector<ExampleResult> results;
  for (const properties::Example* example : examples) {
    results.push_back({example, fixtures::Protocol::json, Verdict::undecided, why, {}});
  }
  return results;
}

std::vector<ExampleResult> tell(const EndpointOptions& endpoint,
                                const std::vector<const properties::Example*>& examples,
                                const properties::ExampleOptions& options) {
  fixtures::RealClock clock;
  if (!endpoint.url.empty()) {
    return properties::run_examples(examples, reach_of(endpoint, clock), options);
  }
  const fixtures::Mutant* mutant = fixtures::find_mutant(endpoint.mutant);
  const properties::EmbeddedDoors doors(clock, mutant ? mutant->flaw : semantics::Flaw::none);
  if (!doors.problem().empty()) return undecided(examples, doors.problem());
  return properties::run_examples(examples, doors.reach(), options);
}

}  // namespace

std::vector<ExampleResult> tell_examples(const EndpointOptions& endpoint,
                                         const std::vector<std::string>& prefixes,
                                         properties::Level lowest,
                                         const std::set<std::string>& known,
                                         const properties::ExampleOptions& options) {
  auto results = tell(endpoint, properties::select_examples(prefixes, lowest), options);
  for (ExampleResult& result : results) {
    if (!known.contains(std::string(result.example->words.id))) continue;
    if (result.verdict == Verdict::fail) result.verdict = Verdict::xfail;
    if (result.verdict == Verdict::pass) {
      result.verdict = Verdict::xpass;
      result.why = "passes, though known to fail";
    }
  }
  return results;
}

}  // namespace sqsproof::cli
