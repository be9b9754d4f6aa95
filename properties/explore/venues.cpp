#include "properties/explore/venues.h"

#include "fixtures/embedded_endpoint.h"
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
  explicit Embedded(const semantics::ServiceConfig& config) : endpoint(clock, config) {}
};

}  // namespace

policy::Result<Venues> embedded_venues(const std::string& mutant) {
  semantics::ServiceConfig config;
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
  return Venues{std::move(name), [config] {
                  auto embedded = std::make_shared<Embedded>(config);
                  // The queue goes with the endpoint: nothing to clean up.
                  return OpenVenue{
                      {&embedded->endpoint, &embedded->clock, true, {}, "sqsproof", false},
                      embedded};
                }};
}

}  // namespace sqsproof::properties
