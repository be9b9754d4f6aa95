// Table of contents of the scenarios.
#include "properties/explore/scenarios/scenario.h"

namespace sqsproof::properties {
namespace {

/// The words before the last one; of two words the first.
std::string_view family_of(std::string_view id) { return id.substr(0, id.rfind('/')); }

}  // namespace

std::span<const Scenario> all_scenarios() {
  static const std::vector<Scenario> kAll = [] {
    std::vector<Scenario> all;
    for (const auto family :
         {delivery_scenarios(), visibility_scenarios(), receipt_scenarios(), delay_scenarios(),
          retention_scenarios(), dead_letter_scenarios(), redrive_scenarios(), group_scenarios(),
          dedup_scenarios(), poll_scenarios(), purge_scenarios(), attempt_scenarios()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

std::vector<const Scenario*> scenarios_serving(std::string_view requirement, Timing timing) {
  std::vector<const Scenario*> found;
  for (const Scenario& scenario : all_scenarios()) {
    if (timing >= scenario.least && scenario.serves == requirement) found.push_back(&scenario);
  }
  return found;
}

std::vector<const Scenario*> scenarios_for(std::string_view requirement, Timing timing) {
  std::vector<const Scenario*> found;
  for (const Scenario& scenario : all_scenarios()) {
    if (timing < scenario.least) continue;
    if (family_of(scenario.id) == family_of(requirement)) found.push_back(&scenario);
  }
  return found;
}

}  // namespace sqsproof::properties
