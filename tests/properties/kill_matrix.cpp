#include "tests/properties/kill_matrix.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <set>

#include "fixtures/virtual_clock.h"
#include "properties/examples/example.h"
#include "properties/explore/venues.h"
#include "semantics/judge/left_free.h"

namespace sqsproof::tests {
namespace {

using properties::Requirement;
/// Mutants that programs cannot show.
const std::set<std::string_view> kByExample = {
    "receive-count-saturates",    // programs have fewer than 255 receives
    "in-flight-unlimited",        // and fewer than 120,000 messages
    "digest-of-all-attributes",   // they receive all attributes
    "filter-exact-only",          // likewise
    "digest-ignores-case",        // names and types of theirs do not differ in case only
    "size-without-attributes",    // their messages are small
    "size-in-characters",         // likewise
    "noncharacters-accepted",     // what they send that is refused is another character
    "groupless-entry-alone",      // all entries of a batch of theirs have a group, or none
    "queue-comes-back",           // they delete no queue
    "dead-letters-of-none-lost",  // likewise
    "move-takes-in-flight"};      // no promise says that a task waits: the page says nothing of it

/// Whatever can find something in this meeting.
std::vector<const Requirement*> able(const Meeting& meeting) {
  std::vector<const Requirement*> all;
  for (const Requirement& requirement : properties::all_requirements()) {
    if (requirement.is_rate() && !meeting.counts_rates) continue;
    if (semantics::left_free_by(requirement.words.id, meeting.granted)) continue;
    all.push_back(&requirement);
  }
  return all;
}

}  // namespace

bool Kill::is_by(const Requirement& one) const {
  return std::find(all.begin(), all.end(), &one) != all.end();
}

Kill first_kill(std::string_view mutant, const Meeting& meeting) {
  static const fixtures::VirtualClock kStopwatch;  // stands still: no deadline
  const auto requirements = able(meeting);
  properties::ExploreOptions options;
  options.cases = meeting.cases;
  options.enough_failures = 1;
  options.stopwatch = &kStopwatch;
  options.granted = meeting.granted;
  if (!meeting.shrinks) options.shrink_limit = 0;
  const auto venues = properties::embedded_venues(std::string(mutant), meeting.weak);
  const auto outcomes = properties::explore(requirements, venues->open, options);
  Kill kill;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const bool too_often =
        requirements[i]->is_rate() && outcomes[i].verdict == policy::Verdict::violated;
    const auto& found = outcomes[i].counterexample;
    if (!too_often && !found) continue;
    kill.all.push_back(requirements[i]);
    if (kill.requirement) continue;
    kill.requirement = requirements[i];
    kill.programs = outcomes[i].cases;
    kill.commands = found ? found->program.commands.size() : 0;
  }
  return kill;
}

bool needs_a_server_of_its_own(const fixtures::Mutant& mutant) {
  return mutant.needs == fixtures::Needs::several_clients ||
         mutant.needs == fixtures::Needs::real_time;
}

bool programs_show(const fixtures::Mutant& mutant) {
  return mutant.needs == fixtures::Needs::one_client && !kByExample.contains(mutant.name);
}

void expect_on_page(const std::string& heading, const std::string& text) {
  const std::string file = std::string(SQSPROOF_SOURCE_DIR) + "/properties/MUTANTS.md";
  std::ifstream in(file);
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  const std::size_t found = heading.empty() ? 0 : page.find(heading + "\n");
  const std::size_t begin = std::min(found, page.size());
  const std::size_t next = page.find("\n## ", begin + heading.size());
  const std::size_t end = next == std::string::npos ? page.size() : next + 1;
  const std::string part = heading.empty() ? text + "\n" : heading + "\n\n" + text;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file) << page.substr(0, begin) + part + page.substr(end);
  } else {
    EXPECT_EQ(page.substr(begin, end - begin), part) << "UPDATE_GOLDEN=1 writes the page";
  }
}

std::string_view example_against(const fixtures::Mutant& mutant) {
  for (const properties::Example& example : properties::all_examples()) {
    const auto& names = example.mutants;
    const bool named = std::find(names.begin(), names.end(), mutant.name) != names.end();
    if (named) return example.words.id;
  }
  return "";
}

}  // namespace sqsproof::tests
