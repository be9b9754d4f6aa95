#include <algorithm>
#include <deque>

#include "fixtures/crowd.h"
#include "properties/explore/clients.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

/// One client: what it does next, and when.
struct Client {
  enum class State {
    thinks,   ///< makes its next call at `at`
    calls,    ///< the call arrives at `at`
    waits,    ///< for the answer
    returns,  ///< the answer arrives at `at`
    done
  };
  State state = State::done;
  Instant_us at = 0;
  std::deque<const Command*> commands;
  Operation operation;
  [[nodiscard]] bool acts() const { return state != State::done && state != State::waits; }
};

class Simulation {
 public:
  Simulation(const Program& program, Script& script, Recorder& recorder)
      : script_(script),
        recorder_(recorder),
        crowd_(*recorder.venue().crowd),
        clock_(*recorder.venue().clock),
        clients_(static_cast<std::size_t>(client_count(program))) {
    for (const Command& command : program.commands) {
      clients_[static_cast<std::size_t>(command.client)].commands.push_back(&command);
    }
    for (Client& client : clients_) think(client);
  }

  void run() {
    while (recorder_.failure().empty()) {
      if (std::all_of(clients_.begin(), clients_.end(), is_done)) return;
      Client* next = earliest();
      crowd_.sleep_until(next ? next->at : clock_.now() + kLongestWait_us);
      auto answered = crowd_.take_answered();
      for (auto& [client, answer] : answered) take(clients_[client], std::move(answer));
      if (answered.empty() && next) act(*next);
    }
  }

 private:
  static constexpr Duration_us kLongestWait_us = seconds(20);

  static bool is_done(const Client& client) { return client.state == Client::State::done; }

  Client* earliest() {
    Client* best = nullptr;
    for (Client& client : clients_) {
      if (client.acts() && (best == nullptr || client.at < best->at)) best = &client;
    }
    return best;
  }

  void think(Client& client) {
    if (client.commands.empty()) {
      client.state = Client::State::done;
      return;
    }
    client.state = Client::State::thinks;
    client.at = clock_.now() + 1 + client.commands.front()->think_ms * kMillisecond_us;
  }

  void act(Client& client) {
    if (client.state == Client::State::thinks) return invoke(client);
    if (client.state == Client::State::calls) return arrive(client);
    take_answer(client);
  }

  Duration_us latency(const Client& client) const {
    return 1 + client.commands.front()->latency_ms * kMillisecond_us;
  }

  void invoke(Client& client) {
    const auto call = script_.call_of(*client.commands.front());
    if (!call) {
      client.commands.pop_front();
      return think(client);
    }
    client.operation = {};
    client.operation.client = client.commands.front()->client;
    client.operation.call = *call;
    client.operation.invoked = clock_.now();
    client.state = Client::State::calls;
    client.at = clock_.now() + latency(client);
  }

  void arrive(Client& client) {
    client.state = Client::State::waits;
    crowd_.begin(static_cast<std::size_t>(&client - clients_.data()), client.operation.call);
  }

  void take(Client& client, Answer answer) {
    client.operation.answer = std::move(answer);
    client.state = Client::State::returns;
    client.at = clock_.now() + latency(client);
  }

  void take_answer(Client& client) {
    client.operation.returned = clock_.now();
    script_.note(client.operation.call, client.operation.answer, clock_.now());
    recorder_.add(std::move(client.operation));
    client.commands.pop_front();
    think(client);
  }

  Script& script_;
  Recorder& recorder_;
  fixtures::Crowd& crowd_;
  fixtures::Clock& clock_;
  std::vector<Client> clients_;
};

}  // namespace

void run_simulated(const Program& program, Script& script, Recorder& recorder) {
  Simulation(program, script, recorder).run();
}

}  // namespace sqsproof::properties
