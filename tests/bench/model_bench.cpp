// What a call to the timed model costs beside a backlog: it should not grow with it.
#include <benchmark/benchmark.h>
#include <string>

#include "semantics/model/service.h"

namespace {

using namespace sqsproof::semantics;

/// A queue with that many messages, in groups of ten if it is FIFO.
struct Filled {
  Service service{ServiceConfig{}};
  std::string queue;
  bool fifo;
  std::int64_t sent = 0;
  Instant_us now = seconds(1'700'000'000);

  Filled(bool is_fifo, std::int64_t count) : queue(is_fifo ? "q.fifo" : "q"), fifo(is_fifo) {
    CreateQueueRequest create{queue, {}, {}};
    if (fifo) create.attributes["FifoQueue"] = "true";
    static_cast<void>(service.apply(create, now));
    while (sent < count) send();
  }
  void send() {
    SendMessageRequest request{queue, "payload", {}, {}, {}, {}};
    if (fifo) request.message_group_id = "g" + std::to_string(sent / 10);
    if (fifo) request.message_deduplication_id = std::to_string(sent);
    ++sent;
    benchmark::DoNotOptimize(service.apply(request, ++now));
  }
  void receive_and_delete() {
    ReceiveMessageRequest receive;
    receive.queue_url = queue;
    const Answer answer = service.apply(receive, ++now);
    const auto& messages = std::get<ReceiveMessageResponse>(std::get<Reply>(answer)).messages;
    benchmark::DoNotOptimize(
        service.apply(DeleteMessageRequest{queue, messages.at(0).receipt_handle}, ++now));
  }
};

void send_receive_delete(benchmark::State& state) {
  Filled filled(state.range(0) != 0, state.range(1));
  for (auto _ : state) {
    filled.send();
    filled.receive_and_delete();
  }
}
BENCHMARK(send_receive_delete)
    ->ArgNames({"fifo", "backlog"})
    ->Args({0, 100})
    ->Args({0, 1'000'000})
    ->Args({1, 100})
    ->Args({1, 1'000'000});

}  // namespace
