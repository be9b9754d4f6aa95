#include "properties/explore/mix.h"

#include <algorithm>

namespace sqsproof::properties {

using Kind = Command::Kind;

namespace {

/// Times worth waiting: around the timers of the program, where promises begin and end. Nothing
/// within a tolerance of a timer, where no verdict is possible.
std::vector<int> think_times_ms(const QueuePlan& plan, Timing timing, bool keys) {
  const int timeout = plan.visibility_timeout_s * 1000;
  const int delay = plan.delay_s * 1000;
  if (timing == Timing::fast) return {0, 0, 0, 300, timeout * 6 / 10, timeout + 1200};
  std::vector<int> times = {0, 0, 0, 0, 1000, timeout * 6 / 10, timeout - 1000, timeout + 1000};
  if (delay > 0) times.insert(times.end(), {delay - 1000, delay + 1000});
  if (plan.retention_s <= 3600) {
    const int retention = plan.retention_s * 1000;
    times.insert(times.end(), {retention / 2, retention - 2000, retention + 1000});
  }
  // Around the deduplication window of 300 s, and around a tempting wrong one of a minute.
  if (keys) times.insert(times.end(), {59'000, 61'000, 150'000, 298'000, 301'000});
  return times;
}

/// Swarm testing: each program leaves some kinds of commands out and favours others.
void pick_weights(const Bias& bias, const Program& program, Mix& mix) {
  const auto weight = [&](Kind kind, int value) {
    mix.weights[static_cast<std::size_t>(kind)] = value * pick_from({0, 1, 1, 3});
  };
  weight(Kind::send, 2 * bias.send);
  weight(Kind::receive, 2 * bias.receive);
  weight(Kind::remove, 2 * bias.remove);
  weight(Kind::change, 2 * bias.change);
  if (mix.batches) {
    weight(Kind::send_batch, bias.send);
    weight(Kind::remove_batch, bias.remove);
    weight(Kind::change_batch, bias.change);
  }
  weight(Kind::purge, bias.purge > 0 ? bias.purge : percent(3));
  weight(Kind::set, bias.set > 0 ? bias.set : percent(5));
  weight(Kind::count, bias.count > 0 ? bias.count : percent(5));
  const int move = program.plan.max_receive_count > 0 ? std::max(bias.move, 1) : 0;
  weight(Kind::start_move, move);
  weight(Kind::cancel_move, percent(30) ? move : 0);
  auto& send = mix.weights[static_cast<std::size_t>(Kind::send)];
  send = std::max(send, 1);
}

}  // namespace

Mix pick_mix(const Bias& bias, const Program& program, Timing timing) {
  Mix mix{};
  mix.batches = percent(bias.batches);
  mix.contents = percent(bias.contents);
  mix.attempts = program.fifo && percent(bias.attempts);
  mix.long_polls = percent(bias.long_polls);
  mix.other_queue = percent(bias.other_queue);
  mix.clients = percent(bias.clients) ? pick(2, 3) : 1;
  mix.keys = program.fifo && bias.keys == 0 && percent(15) ? 2 : bias.keys;
  mix.think_times_ms = think_times_ms(program.plan, timing, mix.keys > 0);
  pick_weights(bias, program, mix);
  return mix;
}

Kind pick_kind(const Mix& mix) {
  int all = 0;
  for (const int weight : mix.weights) all += weight;
  int rest = pick(1, all);
  for (std::size_t i = 0; i < mix.weights.size(); ++i) {
    rest -= mix.weights[i];
    if (rest <= 0) return static_cast<Kind>(i);
  }
  return Kind::send;
}

}  // namespace sqsproof::properties
