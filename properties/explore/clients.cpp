#include "properties/explore/clients.h"

#include <mutex>
#include <thread>

namespace sqsproof::properties {

using semantics::kMillisecond_us;

void run_in_turn(const Program& program, Script& script, Recorder& recorder) {
  fixtures::Clock& clock = *recorder.venue().clock;
  for (const Command& command : program.commands) {
    if (!recorder.failure().empty()) return;
    clock.sleep_until(clock.now() + command.think_ms * kMillisecond_us);
    const auto call = script.call_of(command);
    if (!call) continue;
    const auto answer = recorder.call(command.client, *call);
    script.note(*call, answer, clock.now());
  }
}

void run_as_threads(const Program& program, Script& script, Recorder& recorder) {
  fixtures::Clock& clock = *recorder.venue().clock;
  std::mutex script_mutex;
  const auto client = [&](int number) {
    for (const Command& command : program.commands) {
      if (command.client != number) continue;
      if (!recorder.failure().empty()) return;
      clock.sleep_until(clock.now() + command.think_ms * kMillisecond_us);
      std::unique_lock lock(script_mutex);
      const auto call = script.call_of(command);
      lock.unlock();
      if (!call) continue;
      // The way of a call is slept here, outside of what is recorded: calls reach the endpoint when
      // those of simulated clients do, and their intervals stay as short as they are.
      clock.sleep_until(clock.now() + command.latency_ms * kMillisecond_us);
      const auto answer = recorder.call(number, *call);
      clock.sleep_until(clock.now() + command.latency_ms * kMillisecond_us);
      lock.lock();
      script.note(*call, answer, clock.now());
    }
  };
  std::vector<std::jthread> clients;
  for (int i = 0; i < client_count(program); ++i) clients.emplace_back(client, i);
}

}  // namespace sqsproof::properties
