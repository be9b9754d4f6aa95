// Bodies that are lost in parts on their way.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;

Program make_odd_bodies(Timing timing) {
  constexpr int kBodies = 7;  // of bodies.h
  Program made =
      program(percent(40), {.visibility_timeout_s = timing == Timing::fast ? 2 : 30}, {});
  for (int more = pick(1, 3); more > 0; --more) {
    Command one = percent(70) ? send(more) : send_batch(2, more);
    one.body = pick(1, kBodies);
    made.commands.push_back(one);
  }
  made.commands.push_back(receive(10));
  return made;
}

const Scenario kScenarios[] = {
    {"delivery/odd-bodies", "bodies of all kinds are sent", make_odd_bodies, Timing::fast,
     "delivery/content-unchanged"},
};

}  // namespace

std::span<const Scenario> delivery_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties
