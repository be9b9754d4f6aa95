#include "properties/explore/generate.h"

#include <algorithm>
#include <array>
#include <rapidcheck.h>

namespace sqsproof::properties {
namespace {

using Kind = Command::Kind;

int pick(int least, int most) { return *rc::gen::inRange(least, most + 1); }
bool percent(int chance) { return pick(1, 100) <= chance; }
int pick_from(const std::vector<int>& values) {
  return values[static_cast<std::size_t>(pick(0, static_cast<int>(values.size()) - 1))];
}

/// Times worth waiting: around the timers of the program, where promises begin and end. Nothing
/// within a tolerance of a timer, where no verdict is possible.
std::vector<int> think_times_ms(const Program& program, Timing timing, bool keys) {
  const int timeout = program.visibility_timeout_s * 1000;
  if (timing == Timing::fast) return {0, 0, 0, 300, timeout * 6 / 10, timeout + 1200};
  std::vector<int> times = {0, 0, 0, 1000, timeout * 6 / 10, timeout - 1000, timeout + 1000};
  if (program.delay_s > 0) {
    times.insert(times.end(), {program.delay_s * 1000 - 1000, program.delay_s * 1000 + 1000});
  }
  // Around the deduplication window of 300 s, and around a tempting wrong one of a minute.
  if (keys) times.insert(times.end(), {59'000, 61'000, 150'000, 298'000, 301'000});
  return times;
}

/// Swarm testing: each program leaves some kinds of commands out and favours others.
std::array<int, 4> swarm_weights(const Bias& bias) {
  std::array<int, 4> weights = {bias.send, bias.receive, bias.remove, bias.change};
  for (int& weight : weights) weight *= pick_from({0, 1, 1, 3});
  weights[0] = std::max(weights[0], 1);
  return weights;
}

Kind pick_kind(const std::array<int, 4>& weights) {
  int rest = pick(1, weights[0] + weights[1] + weights[2] + weights[3]);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    rest -= weights[i];
    if (rest <= 0) return static_cast<Kind>(i);
  }
  return Kind::send;
}

Command pick_command(const Program& program, const Bias& bias, Timing timing, Kind kind,
                     const std::vector<int>& times) {
  Command command;
  command.kind = kind;
  command.think_ms = std::max(0, pick_from(times));
  const int timeout = program.visibility_timeout_s;
  switch (command.kind) {
    case Kind::send:
      if (program.fifo) command.group = pick(1, bias.groups);
      if (program.fifo && bias.keys > 0 && percent(80)) command.key = pick(1, bias.keys);
      if (!program.fifo && percent(10)) command.delay_s = pick_from({0, 1, 2});
      break;
    case Kind::receive:
      command.max_messages = pick_from({1, 1, 2, 10});
      if (percent(15)) command.visibility_timeout_s = pick_from({0, timeout, 2 * timeout});
      if (percent(15)) command.wait_s = 1;
      break;
    case Kind::remove:
      command.receipt = pick_from({1, 1, 1, 2, 3});
      break;
    case Kind::change:
      command.receipt = pick_from({1, 1, 2});
      command.visibility_timeout_s = pick_from({0, 1, timeout, 2 * timeout});
      break;
  }
  if (timing == Timing::fast && command.visibility_timeout_s > 2) command.visibility_timeout_s = 2;
  return command;
}

Program pick_program(const Bias& bias, Timing timing) {
  Program program;
  program.fifo = percent(bias.fifo_percent);
  const bool fast = timing == Timing::fast;
  program.visibility_timeout_s = fast ? pick(1, 2) : pick_from({2, 5, 30, 30, 120, 600});
  if (percent(15)) program.delay_s = fast ? 1 : pick_from({1, 10, 60});
  const auto weights = swarm_weights(bias);
  const auto times = think_times_ms(program, timing, bias.keys > 0);
  // The length is drawn on its own, not grown with the number of cases: short runs need long
  // programs as well.
  const int length = fast ? pick(3, 8) : pick(2, 24);
  for (int i = 0; i < length; ++i) {
    const Kind kind = i == 0 ? Kind::send : pick_kind(weights);
    program.commands.push_back(pick_command(program, bias, timing, kind, times));
  }
  return program;
}

}  // namespace

Program generate_program(const Bias& bias, Timing timing, std::uint64_t seed) {
  constexpr int kFullSize = 100;  // RapidCheck's ranges are uniform from this size on
  const auto generator = rc::gen::exec([&] { return pick_program(bias, timing); });
  return generator(rc::Random(seed), kFullSize).value();
}

std::uint64_t mix_seed(std::uint64_t seed, std::string_view requirement, std::uint64_t index) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a, 64 bits
  const auto add = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 1'099'511'628'211U; };
  for (int i = 0; i < 64; i += 8) add((seed >> i) & 0xff);
  for (const char c : requirement) add(static_cast<unsigned char>(c));
  for (int i = 0; i < 64; i += 8) add((index >> i) & 0xff);
  return hash;
}

}  // namespace sqsproof::properties
