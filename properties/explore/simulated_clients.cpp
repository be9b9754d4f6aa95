#include <algorithm>
#include <deque>

#include "fixtures/embedded_endpoint.h"
#include "properties/explore/clients.h"

namespace sqsproof::properties {
namespace {

using namespace semantics;

/// One client: what it does next, and when.
struct Client {
  enum class State {
    thinks,   ///< makes its next call at `at`
    calls,    ///< the call arrives at `at`
    polls,    ///< the call waits for messages, at the latest until `at`
    returns,  ///< the answer arrives at `at`
    done
  };
  State state = State::done;
  Instant_us at = 0;
  bool woken = false;  ///< of one that polls: a call has been made since it looked
  std::deque<const Command*> commands;
  Operation operation;
};

class Simulation {
 public:
  Simulation(const Program& program, Script& script, Recorder& recorder,
             fixtures::EmbeddedEndpoint& endpoint)
      : script_(script),
        recorder_(recorder),
        endpoint_(endpoint),
        clock_(*recorder.venue().clock),
        clients_(static_cast<std::size_t>(client_count(program))) {
    for (const Command& command : program.commands) {
      clients_[static_cast<std::size_t>(command.client)].commands.push_back(&command);
    }
    for (Client& client : clients_) think(client);
  }

  void run() {
    while (Client* next = earliest()) {
      clock_.sleep_until(due(*next));
      act(*next);
    }
  }

 private:
  Instant_us due(const Client& client) const {
    if (client.state == Client::State::done) return INT64_MAX;
    if (client.state != Client::State::polls) return client.at;
    if (client.woken) return clock_.now();
    const auto& receive = std::get<ReceiveMessageRequest>(client.operation.call);
    return std::min(client.at, endpoint_.next_event(receive.queue_url));
  }

  /// Of clients that are due at once, those whose calls wait have waited longest.
  Client* earliest() {
    Client* best = nullptr;
    for (Client& client : clients_) {
      if (client.state == Client::State::done) continue;
      const bool waits = client.state == Client::State::polls;
      if (best == nullptr || due(client) < due(*best) ||
          (due(client) == due(*best) && waits && best->state != Client::State::polls)) {
        best = &client;
      }
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
    switch (client.state) {
      case Client::State::thinks:
        return invoke(client);
      case Client::State::calls:
        return arrive(client);
      case Client::State::polls:
        return poll_again(client);
      case Client::State::returns:
        return take_answer(client);
      case Client::State::done:
        return;
    }
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
    auto attempt = endpoint_.attempt(client.operation.call);
    client.operation.answer = std::move(attempt.answer);
    wake_others();
    if (attempt.may_wait_until <= clock_.now()) return answer(client);
    client.state = Client::State::polls;
    client.woken = false;
    client.at = attempt.may_wait_until;
  }

  /// Whatever a call did, who waits may find something now.
  void wake_others() {
    for (Client& client : clients_) client.woken = true;
  }

  void poll_again(Client& client) {
    client.woken = false;
    client.operation.answer = endpoint_.attempt(client.operation.call).answer;
    if (!is_empty_receive(client.operation.answer)) wake_others();
    if (!is_empty_receive(client.operation.answer) || clock_.now() >= client.at) answer(client);
  }

  void answer(Client& client) {
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
  fixtures::EmbeddedEndpoint& endpoint_;
  fixtures::Clock& clock_;
  std::vector<Client> clients_;
};

}  // namespace

void run_simulated(const Program& program, Script& script, Recorder& recorder,
                   fixtures::EmbeddedEndpoint& endpoint) {
  Simulation(program, script, recorder, endpoint).run();
}

}  // namespace sqsproof::properties
