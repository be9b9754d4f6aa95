#include "properties/explore/generate.h"

#include <algorithm>

#include "properties/explore/mix.h"
#include "properties/explore/scenarios/scenario.h"

namespace sqsproof::properties {
namespace {

using Kind = Command::Kind;

QueuePlan pick_plan(const Bias& bias, bool fifo, Timing timing) {
  const bool fast = timing == Timing::fast;
  QueuePlan plan;
  plan.visibility_timeout_s = fast ? pick(1, 2) : pick_from({2, 5, 30, 30, 120, 600});
  if (percent(bias.delays)) plan.delay_s = fast ? 1 : pick_from({1, 10, 60, 300});
  if (percent(bias.short_retention) && !fast) plan.retention_s = pick_from({60, 60, 120, 3600});
  if (percent(bias.long_polls / 2)) plan.wait_s = fast ? 1 : pick_from({1, 5, 20});
  if (percent(bias.dead_letters)) plan.max_receive_count = pick_from({1, 1, 2, 3});
  if (fifo) plan.content_based_deduplication = percent(bias.by_content);
  if (fifo) plan.deduplicates_per_group = percent(bias.per_group);
  return plan;
}

void pick_content(const Program& program, const Bias& bias, const Mix& mix, Command& command) {
  if (program.fifo) command.group = pick(1, bias.groups);
  if (program.fifo && mix.keys > 0 && percent(80)) command.key = pick(1, mix.keys);
  // FIFO queues take no delay of a message.
  if (percent(program.fifo ? 2 : bias.delays)) command.delay_s = pick_from({0, 1, 2, 10});
  command.odd_group = percent(mix.contents ? 15 : 2);
  if (command.kind == Kind::send_batch) command.entries = pick_from({1, 2, 3, 5, 10});
  if (!mix.contents) return;
  if (percent(50)) command.body = pick(1, 7);
  if (percent(50)) command.attributes = pick(1, 4);
  command.invalid = percent(15);
}

void pick_setting(const Program& program, Timing timing, Command& command) {
  const auto setting = static_cast<Setting>(pick(0, 4));
  command.setting = static_cast<int>(setting);
  const bool fast = timing == Timing::fast;
  switch (setting) {
    case Setting::visibility_timeout:
      command.value = fast ? pick(1, 2) : pick_from({0, 1, 10, 60, 300});
      break;
    case Setting::delay:
      command.value = fast ? pick(0, 1) : pick_from({0, 5, 60, 120});
      break;
    case Setting::retention:
      command.value = fast ? 3600 : pick_from({60, 120, 3600});
      break;
    case Setting::wait_time:
      command.value = fast ? pick(0, 1) : pick_from({0, 1, 20});
      break;
    case Setting::max_receive_count:
      command.value = program.plan.max_receive_count > 0 ? pick(0, 3) : 0;
      break;
  }
}

void pick_details(const Program& program, const Bias& bias, const Mix& mix, Timing timing,
                  Command& command) {
  const int timeout = program.plan.visibility_timeout_s;
  switch (command.kind) {
    case Kind::send:
    case Kind::send_batch:
      return pick_content(program, bias, mix, command);
    case Kind::receive:
      command.max_messages = pick_from({1, 1, 2, 10});
      if (percent(20)) command.visibility_timeout_s = pick_from({0, 0, timeout, 2 * timeout});
      if (mix.long_polls && percent(50)) {
        command.wait_s = timing == Timing::fast ? 1 : pick_from({1, 5, 20});
      }
      if (percent(10)) command.wait_s = Command::kQueueDefault;
      if (mix.attempts && percent(60)) command.attempt = pick(1, 2);
      return;
    case Kind::remove:
    case Kind::remove_batch:
      command.receipt = pick_from({1, 1, 1, 2, 3});
      command.foreign = mix.other_queue && percent(30);
      command.entries = pick(1, 4);
      return;
    case Kind::change:
    case Kind::change_batch:
      command.receipt = pick_from({1, 1, 2});
      command.entries = pick(1, 4);
      command.visibility_timeout_s = pick_from({0, 1, timeout, 2 * timeout});
      return;
    case Kind::set:
      return pick_setting(program, timing, command);
    case Kind::start_move:
      command.rate = pick_from({0, 0, 1, 5});
      command.to_other = percent(30);
      return;
    case Kind::purge:
    case Kind::count:
    case Kind::cancel_move:
    case Kind::pass:
      return;
  }
}

Command pick_command(const Program& program, const Bias& bias, const Mix& mix, Timing timing,
                     Kind kind) {
  Command command;
  command.kind = kind;
  command.think_ms = std::max(0, pick_from(mix.think_times_ms));
  if (mix.clients > 1) {
    command.client = pick(0, mix.clients - 1);
    // Calls of clients overlap when they are made at once and take their time.
    if (percent(60)) command.think_ms = 0;
    command.latency_ms = pick_from({0, 0, 1, 5, 100});
  }
  pick_details(program, bias, mix, timing, command);
  const bool reads = kind != Kind::send && kind != Kind::send_batch;
  if (program.plan.max_receive_count > 0 && reads && percent(25)) {
    command.queue = static_cast<int>(Role::dead_letter);
  } else if (mix.other_queue && percent(35)) {
    command.queue = static_cast<int>(Role::other);
  }
  if (timing == Timing::fast && command.visibility_timeout_s > 2) command.visibility_timeout_s = 2;
  return command;
}

Program pick_program(const Bias& bias, Timing timing) {
  Program program;
  program.fifo = percent(bias.fifo_percent);
  program.plan = pick_plan(bias, program.fifo, timing);
  const Mix mix = pick_mix(bias, program, timing);
  // The length is drawn on its own, not grown with the number of cases: short runs need long
  // programs as well.
  const int length = timing == Timing::fast ? pick(3, 8) : pick(2, 24);
  for (int i = 0; i < length; ++i) {
    const Kind kind = i == 0 ? Kind::send : pick_kind(mix);
    program.commands.push_back(pick_command(program, bias, mix, timing, kind));
  }
  return program;
}

/// A scenario, and sometimes a command more somewhere in it.
Program pick_scenario(const Scenario& scenario, const Bias& bias, Timing timing) {
  Program program = scenario.make(timing);
  for (int more = pick(0, 2); more > 0 && !program.commands.empty(); --more) {
    const Mix mix = pick_mix(bias, program, timing);
    Command command = pick_command(program, bias, mix, timing, pick_kind(mix));
    command.client = 0;
    command.latency_ms = 0;
    if (percent(60)) command.think_ms = 0;
    program.commands.insert(
        program.commands.begin() + pick(0, static_cast<int>(program.commands.size())), command);
  }
  return program;
}

}  // namespace

Program generate_program(const Bias& bias, Timing timing, std::uint64_t seed) {
  Program program;
  draw(seed, [&] { program = pick_program(bias, timing); });
  return program;
}

Program generate_program_for(std::string_view requirement, const Bias& bias, Timing timing,
                             std::uint64_t seed) {
  Program program;
  draw(seed, [&] {
    auto scenarios = scenarios_serving(requirement, timing);
    const bool served = !scenarios.empty() && percent(50);
    if (!served) scenarios = scenarios_for(requirement, timing);
    if (scenarios.empty() || (!served && percent(50))) {
      program = pick_program(bias, timing);
    } else {
      const int chosen = pick(0, static_cast<int>(scenarios.size()) - 1);
      program = pick_scenario(*scenarios[static_cast<std::size_t>(chosen)], bias, timing);
    }
  });
  return program;
}

}  // namespace sqsproof::properties
