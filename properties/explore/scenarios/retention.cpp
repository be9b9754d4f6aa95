// Retention, which goes on whatever happens to a message.
#include "properties/explore/scenarios/scenario.h"
#include "properties/explore/scenarios/steps.h"

namespace sqsproof::properties {
namespace {

using namespace steps;
using Kind = Command::Kind;

Program make_in_flight(Timing) {
  return program(percent(50), {.visibility_timeout_s = 30, .retention_s = 60},
                 {send(), after_s(pick_from({20, 31, 45}), receive(1, pick_from({0, 30, 100}))),
                  after_s(pick_from({17, 31, 45}), receive()), after_s(31, receive())});
}

Program make_near_the_end(Timing) {
  return program(
      percent(50), {.retention_s = pick_from({60, 120})},
      {send(), after_s(pick_from({58, 61, 118, 121}), receive(1, 0)), after_s(3, receive())});
}

Program make_dead_letters(Timing) {
  // Mostly standard queues: a dead letter of a FIFO queue lives anew.
  return program(percent(20),
                 {.visibility_timeout_s = 5, .retention_s = 60, .max_receive_count = 1},
                 {send(), after_s(pick_from({31, 40}), receive(1, 0)), receive(),
                  after_s(pick_from({5, 21, 30}), in(Role::dead_letter, receive(1, 0))),
                  after_s(pick_from({31, 62}), in(Role::dead_letter, receive()))});
}

/// Beside what has expired, or is in flight then.
Program make_next_comes(Timing) {
  std::vector<Command> commands = {send()};
  if (percent(50)) commands.push_back(after_s(pick_from({5, 31}), receive(1, pick_from({0, 60}))));
  commands.push_back(after_s(62, send()));
  commands.push_back(receive(pick_from({1, 10}), pick_from({0, 30})));
  commands.push_back(after_s(2, receive(10)));
  return program(percent(70), {.visibility_timeout_s = 30, .retention_s = 60}, commands);
}

Program make_setting_changes(Timing) {
  return program(
      percent(50), {.retention_s = pick_from({120, 3600})},
      {send(), after_s(10, set(Setting::retention, pick_from({60, 300, 3600}))),
       after_s(pick_from({45, 55, 115}), receive(1, 0)), after_s(pick_from({10, 200}), receive())});
}

/// What is there already goes by the new period, also where somebody has looked at it before.
Program make_setting_shrinks(Timing) {
  const Command before = percent(50) ? receive(1, 0) : of_kind(Kind::pass);
  return program(percent(50), {.retention_s = pick_from({300, 3600})},
                 {send(), before, after_s(pick_from({10, 30}), set(Setting::retention, 60)),
                  after_s(pick_from({35, 61}), receive(1, 0)), after_s(31, receive())});
}

/// A message expires in flight: it counts no more, and its group goes on.
Program make_beside_expired_in_flight(Timing) {
  return program(
      percent(60), {.visibility_timeout_s = 30, .retention_s = 60},
      {send(), after_s(pick_from({45, 55}), receive(1, 100)), send(),
       after_s(pick_from({18, 25}), of_kind(Kind::count)), receive(1), of_kind(Kind::count)});
}

/// What nobody sees who waits for minutes: the longest retention, fourteen days.
/// SQSAPI/SetQueueAttributes
Program make_longest(Timing) {
  constexpr int kLongest_s = 1'209'600;
  return program(percent(50), {.retention_s = kLongest_s},
                 {send(), after_s(kLongest_s - pick_from({2, 15}), receive(1, 0)), receive()});
}

const Scenario kScenarios[] = {
    {"retention/in-flight", "the retention ends during a lease", make_in_flight, Timing::full},
    {"retention/near-the-end", "a message is looked for before and after its end",
     make_near_the_end, Timing::full},
    {"retention/dead-letters", "a message dies when half of its time is over", make_dead_letters,
     Timing::full, "retention/dead-letters-keep-age"},
    {"retention/next-comes", "a message is sent behind one that has expired", make_next_comes,
     Timing::full},
    {"retention/setting-changes", "the retention changes", make_setting_changes, Timing::full},
    {"retention/setting-shrinks", "the retention becomes shorter than a message is old",
     make_setting_shrinks, Timing::full},
    {"retention/beside-expired-in-flight", "a message expires in flight, another waits behind it",
     make_beside_expired_in_flight, Timing::full},
    {"retention/longest", "the longest retention is about to end", make_longest, Timing::days},
};

}  // namespace

std::span<const Scenario> retention_scenarios() { return kScenarios; }

}  // namespace sqsproof::properties
