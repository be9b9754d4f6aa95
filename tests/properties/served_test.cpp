// The suite against the embedded endpoint over HTTP, on its virtual clock: the same verdicts as in
// process, and the mutants that only long polls of several clients can see.
#include <gtest/gtest.h>
#include <map>

#include "fixtures/controlled_endpoint.h"
#include "fixtures/embedded/http_server.h"
#include "fixtures/http_endpoint.h"
#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/venues.h"

namespace sqsproof::properties {
namespace {

constexpr const char* kToken = "served";
constexpr std::string_view kByExample = "poll-leases-for-nobody";  // its client has to leave
/// By mutant: the requirement that has to find it, and not another one that it breaks in passing.
const std::map<std::string_view, std::string> kFoundBy = {
    {"wakes-other-queue", "long-poll/woken-by-send"},
    {"zero-change-wakes-nobody", "long-poll/woken-by-timer"},
    {"dead-letters-wake-nobody", "long-poll/woken-by-timer"},
    {"freed-group-wakes-nobody", "long-poll/woken-by-freed-group"}};

struct Served {
  fixtures::HttpServer server;
  Venues venues;

  explicit Served(semantics::Flaw flaw) {
    fixtures::HttpServerConfig config;
    config.virtual_clock = true;
    config.control_token = kToken;
    config.service.flaw = flaw;
    EXPECT_EQ(server.start(config), "");
    const std::string url = "http://127.0.0.1:" + std::to_string(server.port());
    const fixtures::EndpointPool::Make make = [url] {
      return std::make_unique<fixtures::HttpEndpoint>(fixtures::HttpEndpointConfig{url});
    };
    auto opened = fixtures::ControlledEndpoint::open(
        url, kToken,
        std::make_shared<fixtures::EndpointPool>(url,
                                                 std::vector<fixtures::EndpointPool::Make>{make}));
    EXPECT_TRUE(opened) << opened.error();
    venues = controlled_venues(*opened, *opened, "served");
  }
};

std::vector<Outcome> test(semantics::Flaw flaw, const std::vector<std::string>& prefixes,
                          std::size_t cases) {
  static const fixtures::VirtualClock kStopwatch;
  const Served served(flaw);
  ExploreOptions options;
  options.cases = cases;
  options.stopwatch = &kStopwatch;
  return explore(*select_requirements(prefixes), served.venues.open, options);
}

}  // namespace

TEST(Served, TheEndpointPasses) {
  const auto requirements = *select_requirements({});
  const auto outcomes = test(semantics::Flaw::none, {}, 2);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    EXPECT_NE(outcomes[i].verdict, policy::Verdict::violated)
        << requirements[i]->words.id << ": "
        << (outcomes[i].counterexample ? outcomes[i].counterexample->violation.explanation : "");
    EXPECT_GE(outcomes[i].cases, 2 * requirements.size()) << outcomes[i].why;
  }
}

TEST(Served, MutantsOfSeveralClientsAreFound) {
  std::size_t mutants = 0;
  for (const fixtures::Mutant& mutant : fixtures::all_mutants()) {
    if (mutant.needs != fixtures::Needs::several_clients || mutant.name == kByExample) continue;
    ++mutants;
    ASSERT_TRUE(kFoundBy.contains(mutant.name)) << mutant.name;
    const std::string& by = kFoundBy.at(mutant.name);
    const auto outcomes = test(mutant.flaw, {by}, 200);
    EXPECT_EQ(outcomes.front().verdict, policy::Verdict::violated)
        << by << " does not find " << mutant.name;
  }
  // What must hold and needs such a mutant has one that it finds.
  for (const Requirement& requirement : all_requirements()) {
    const fixtures::Mutant* own = fixtures::find_mutant(requirement.mutant);
    if (!own || own->needs != fixtures::Needs::several_clients) continue;
    EXPECT_EQ(kFoundBy.at(own->name), requirement.words.id);
  }
  EXPECT_GE(mutants, 2U);
}

}  // namespace sqsproof::properties
