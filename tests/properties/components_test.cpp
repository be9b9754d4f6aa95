// What happens to one message of a standard queue, or to one FIFO group, is its own affair: the
// other calls are deleted, and the judge says the same of those that are left.
#include "tests/properties/components.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <set>

#include "fixtures/mutants/mutant.h"
#include "properties/explore/venues.h"
#include "properties/queue/requirement.h"
#include "tests/properties/judged.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

/// Of all messages of a queue, or of all queues. That a dead letter has to be there by some instant
/// may follow from a receive that had room for it and got another message.
bool is_of_all(const std::string& promise) {
  return promise == "dead-letter/arrives" || promise == "timestamps/fit-calls" ||
         promise == "delivery/ids-unique" || promise.starts_with("counters/visible");
}

struct Tried {
  std::size_t parts = 0, violated = 0;
};

/// Operations of one component, and those that are still there.
struct Part {
  std::set<std::size_t> own, left;
};

/// What is wrong at a call of the component. A receive of its own may miss a message of another:
/// that follows from calls that are not there.
Shown of_part(const History& history, const Part& part) {
  Shown found;
  for (const Judgement& judgement : judge_all(history, {})) {
    for (const Violation& violation : judgement.violations) {
      const auto& because = violation.because;
      const bool here = std::all_of(because.begin(), because.end(),
                                    [&](std::size_t id) { return part.left.contains(id); });
      const bool own = part.own.contains(violation.at);
      if (own && here && !is_of_all(violation.promise)) {
        found.emplace(violation.promise, violation.at);
      }
    }
  }
  return found;
}

/// A call that misses a message may be gone with the others; the next one misses it, too. And of
/// what held a message up, another cause may be named.
void compare(const History& whole, const History& rest, const Part& part, const std::string& where,
             Tried& tried) {
  const Shown before = of_part(whole, part), after = of_part(rest, part);
  std::set<std::string> missed;  // by calls that are gone
  for (const auto& [promise, at] : shown(whole)) {
    if (!part.left.contains(at)) missed.insert(promise);
  }
  std::set<std::size_t> wrong_before, wrong_after;
  for (const auto& [promise, at] : before) wrong_before.insert(at);
  for (const auto& [promise, at] : after) wrong_after.insert(at);
  for (const auto& [promise, at] : after) {
    EXPECT_TRUE(wrong_before.contains(at) || missed.contains(promise))
        << promise << "@" << at << " in " << where << "\n"
        << text_of(whole);
  }
  for (const auto& [promise, at] : before) {
    EXPECT_TRUE(wrong_after.contains(at)) << promise << "@" << at << " in " << where << "\n"
                                          << text_of(whole);
  }
  ++tried.parts;
  tried.violated += wrong_before.empty() ? 0 : 1;
}

void try_history(const History& history, const std::string& where, Tried& tried) {
  Components components(history);
  for (const std::string& one : components.names()) {
    History rest = history;
    rest.operations.clear();
    Part part;
    for (std::size_t i = 0; i < history.operations.size(); ++i) {
      const Operation& operation = history.operations[i];
      if (i == history.drained_from) rest.drained_from = rest.operations.size();
      const std::string of = components.of(i);
      if (!of.empty() && of != one) continue;
      if (of == one) part.own.insert(operation.id);
      part.left.insert(operation.id);
      rest.operations.push_back(operation);
    }
    if (rest.operations.size() == history.operations.size()) continue;
    compare(history, rest, part, where + ", " + one, tried);
  }
}

void try_endpoint(const std::string& mutant, std::uint64_t programs, Tried& tried) {
  const auto venues = properties::embedded_venues(mutant);
  ASSERT_TRUE(venues);
  properties::Bias bias;
  bias.clients = 40;
  bias.groups = 3;
  for (std::uint64_t seed = 1; seed <= programs; ++seed) {
    const auto program =
        properties::generate_program(bias, properties::Timing::full, seed * 104'729);
    const properties::OpenVenue place = venues->open();
    const auto run = properties::run_program(program, place.venue);
    if (run.endpoint_failure.empty()) {
      try_history(run.history, mutant + " program " + std::to_string(seed), tried);
    }
  }
}

}  // namespace

TEST(JudgeLaws, OtherMessagesAndGroupsChangeNothing) {
  Tried tried;
  try_endpoint("", 200, tried);
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::one_client || !mutant.within.empty()) continue;
    try_endpoint(std::string(mutant.name), 15, tried);
  }
  std::printf("%zu parts, %zu of them violate a promise\n", tried.parts, tried.violated);
  EXPECT_GT(tried.parts, 1'000U);
  EXPECT_GT(tried.violated, 100U);
}

}  // namespace sqsproof::tests
