// What happens to one message of a standard queue, or to one FIFO group, is its own affair: the
// other calls are deleted, and the judge says the same of those that are left.
#include "tests/properties/components.h"

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

/// Of all messages of a queue, or of all queues.
bool is_of_all(const std::string& promise) {
  return promise == "timestamps/fit-calls" || promise == "delivery/ids-unique" ||
         promise.starts_with("counters/visible");
}

struct Tried {
  std::size_t parts = 0, violated = 0;
};

/// A call that misses a message may be gone with the others; the next one misses it, too. And of
/// what held a message up, another cause may be named.
void compare(const History& whole, const History& part, const std::set<std::size_t>& own,
             const std::string& where, Tried& tried) {
  const Shown before = shown(whole), after = shown(part);
  const auto known = promises_of(before);
  std::set<std::size_t> wrong_before, wrong_after;
  for (const auto& [promise, at] : before) {
    if (own.contains(at) && !is_of_all(promise)) wrong_before.insert(at);
  }
  for (const auto& [promise, at] : after) {
    if (!own.contains(at) || is_of_all(promise)) continue;
    wrong_after.insert(at);
    EXPECT_TRUE(wrong_before.contains(at) || known.contains(promise))
        << promise << "@" << at << " in " << where << "\n"
        << text_of(whole);
  }
  for (const std::size_t at : wrong_before) {
    EXPECT_TRUE(wrong_after.contains(at)) << at << " in " << where << "\n" << text_of(whole);
  }
  ++tried.parts;
  tried.violated += wrong_before.empty() ? 0 : 1;
}

void try_history(const History& history, const std::string& where, Tried& tried) {
  Components components(history);
  for (const std::string& one : components.names()) {
    History part = history;
    part.operations.clear();
    std::set<std::size_t> own;
    for (std::size_t i = 0; i < history.operations.size(); ++i) {
      const Operation& operation = history.operations[i];
      if (i == history.drained_from) part.drained_from = part.operations.size();
      const std::string of = components.of(i);
      if (!of.empty() && of != one) continue;
      if (of == one) own.insert(operation.id);
      part.operations.push_back(operation);
    }
    if (part.operations.size() == history.operations.size()) continue;
    compare(history, part, own, where + ", " + one, tried);
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
    try_endpoint(std::string(mutant.name), 8, tried);
  }
  std::printf("%zu parts, %zu of them violate a promise\n", tried.parts, tried.violated);
  EXPECT_GT(tried.parts, 1'000U);
  EXPECT_GT(tried.violated, 100U);
}

}  // namespace sqsproof::tests
