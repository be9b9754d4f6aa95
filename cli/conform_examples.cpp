#include "cli/conform_examples.h"

#include <fmt/core.h>

#include "fixtures/mutants/mutant.h"
#include "fixtures/real_clock.h"
#include "fixtures/shell_command.h"
#include "properties/examples/embedded_doors.h"

namespace sqsproof::cli {
namespace {

using properties::ExampleReach;
using properties::ExampleResult;
using Verdict = ExampleResult::Verdict;

ExampleReach reach_of(const EndpointOptions& options, const Target& target,
                      fixtures::Clock& clock) {
  using fixtures::Protocol;
  ExampleReach reach;
  reach.url = options.url;
  reach.key = target.keys;
  reach.control_token = options.control_token;
  reach.leash = target.leash.get();
  reach.tags = target.tags;
  if (options.protocol == "json") reach.protocols = {Protocol::json};
  if (options.protocol == "query") reach.protocols = {Protocol::query};
  reach.name_prefix = target.example_names;
  constexpr int kPatienceElsewhere_s = 90;
  if (target.elsewhere) reach.patience_s = kPatienceElsewhere_s;
  if (target.stranger) {
    reach.callers = {options.url, target.keys, *target.stranger, options.stranger,
                     options.strangers_team};
  }
  if (!options.restart.empty()) {
    constexpr int kMostSeconds = 60;
    reach.restart = {options.url, [command = options.restart, leash = target.leash] {
                       const std::string why = fixtures::run_shell_command(
                           command, kMostSeconds, [&leash] { return leash->was_stopped(); });
                       return why.empty() ? "" : fmt::format("`{}`: {}", command, why);
                     }};
  }
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

std::vector<ExampleResult> tell(const EndpointOptions& endpoint, const Target& target,
                                const std::vector<const properties::Example*>& examples,
                                const properties::ExampleOptions& options,
                                properties::Timing timing) {
  if (!endpoint.url.empty()) {
    fixtures::LeashedClock leashed(std::make_shared<fixtures::RealClock>(), target.leash);
    ExampleReach reach = reach_of(endpoint, target, leashed);
    constexpr int kMinute_s = 61;  // purges, and names of deleted queues
    if (timing == properties::Timing::full) reach.longest_timer_s = kMinute_s;
    return properties::run_examples(examples, reach, options);
  }
  fixtures::RealClock clock;
  const fixtures::Mutant* mutant = fixtures::find_mutant(endpoint.mutant);
  const properties::EmbeddedDoors doors(clock, mutant ? mutant->flaw : semantics::Flaw::none);
  if (!doors.problem().empty()) return undecided(examples, doors.problem());
  return properties::run_examples(examples, doors.reach(), options);
}

}  // namespace

std::vector<ExampleResult> tell_examples(
    const EndpointOptions& endpoint, const Target& target, const std::vector<std::string>& prefixes,
    properties::Level lowest, const std::set<std::string>& known,
    const properties::ExampleOptions& options, properties::Timing timing,
    const std::function<std::string(std::string_view)>& lacks) {
  auto examples = properties::select_examples(prefixes, lowest);
  std::vector<ExampleResult> skipped;
  std::erase_if(examples, [&](const properties::Example* example) {
    const std::string why = lacks(example->words.id);
    if (why.empty()) return false;
    skipped.push_back({example, fixtures::Protocol::json, Verdict::skip, why, {}});
    return true;
  });
  auto results = tell(endpoint, target, examples, options, timing);
  results.insert(results.end(), skipped.begin(), skipped.end());
  properties::expect_failures(results, known);
  return results;
}

}  // namespace sqsproof::cli
