#include "properties/explore/venues.h"

#include <atomic>

#include "fixtures/controlled_endpoint.h"
#include "fixtures/embedded_crowd.h"
#include "fixtures/mutants/mutant.h"
#include "fixtures/virtual_clock.h"
#include "policy/support/words.h"

namespace sqsproof::properties {
namespace {

/// Any instant will do; one in the present keeps timestamps readable.
constexpr semantics::Instant_us kBegin_us = semantics::seconds(1'770'000'000);

struct Embedded {
  fixtures::VirtualClock clock{kBegin_us};
  fixtures::EmbeddedEndpoint endpoint;
  fixtures::EmbeddedCrowd crowd{endpoint, clock};
  explicit Embedded(const semantics::ServiceConfig& config) : endpoint(clock, config) {}
};

}  // namespace

policy::Result<Venues> embedded_venues(const std::string& mutant,
                                       const semantics::Weaknesses& weak) {
  semantics::ServiceConfig config;
  config.weak = weak;
  std::string name = "embedded endpoint, virtual clock";
  if (!mutant.empty()) {
    const fixtures::Mutant* found = fixtures::find_mutant(mutant);
    if (!found) {
      std::vector<std::string_view> names;
      for (const fixtures::Mutant& m : fixtures::all_mutants()) names.push_back(m.name);
      const auto near = policy::nearest_word(mutant, names);
      std::string list;
      for (const auto known : names) list += (list.empty() ? "" : ", ") + std::string(known);
      policy::Diagnostics diagnostics;
      diagnostics.push_back(
          {"conform/unknown-mutant", policy::Severity::error, "there is no mutant `" + mutant + "`",
           nullptr, policy::Place{}, "",
           near ? "did you mean `" + std::string(*near) + "`?" : "use one of " + list});
      return tl::unexpected(std::move(diagnostics));
    }
    config.flaw = found->flaw;
    name += ", mutant " + mutant;
  }
  for (const semantics::WeaknessRow& row : semantics::all_weaknesses()) {
    if (weak.has(row.weakness)) name += ", weak " + std::string(row.id);
  }
  return Venues{
      std::move(name), [config] {
        auto embedded = std::make_shared<Embedded>(config);
        // The queue goes with the endpoint: nothing to clean up.
        return OpenVenue{
            {&embedded->endpoint, &embedded->clock, true, {}, "sqsproof", false, &embedded->crowd},
            embedded};
      }};
}

Venues shared_venues(std::shared_ptr<fixtures::Endpoint> endpoint,
                     std::shared_ptr<fixtures::Clock> clock, std::string names,
                     const semantics::Tolerance& tolerance) {
  const std::string name = endpoint->name();
  // Several workers open venues at once.
  auto count = std::make_shared<std::atomic<std::size_t>>(0);
  return Venues{name, [=, names = std::move(names)] {
                  std::string queue = names + "-" + std::to_string(++*count);
                  return OpenVenue{
                      {endpoint.get(), clock.get(), false, tolerance, std::move(queue), true},
                      endpoint};
                }};
}

semantics::Tolerance usual_tolerance(bool aws) {
  if (aws) return {250 * semantics::kMillisecond_us, semantics::seconds(10)};
  return {50 * semantics::kMillisecond_us, semantics::seconds(1)};
}

Venues controlled_venues(std::shared_ptr<fixtures::ControlledEndpoint> endpoint,
                         std::shared_ptr<fixtures::Endpoint> kept, std::string names) {
  constexpr auto kLag = fixtures::ControlledEndpoint::kClockLag_us;
  const std::string name = endpoint->name() + ", virtual clock";
  auto count = std::make_shared<std::size_t>(0);
  return Venues{name, [=, names = std::move(names)] {
                  std::string queue = names + "-" + std::to_string(++*count);
                  Venue venue{kept.get(), endpoint.get(), true, {kLag, kLag}, std::move(queue)};
                  venue.crowd = endpoint.get();
                  return OpenVenue{std::move(venue), kept};
                }};
}

}  // namespace sqsproof::properties
