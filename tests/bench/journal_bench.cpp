// What it costs to keep calls (`serve --data`): a call with and without the journal, and a start
// from a journal and from a snapshot.
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "fixtures/journal/data_dir.h"

namespace {

using namespace sqsproof;
using namespace sqsproof::semantics;
using fixtures::Accounts;
using fixtures::journal::DataDir;

constexpr std::uint64_t kNever = 1ULL << 60;

struct Folder {
  std::string path = std::filesystem::temp_directory_path() / "sqsproof-bench-XXXXXX";
  Folder() { path = mkdtemp(path.data()); }
  ~Folder() { std::filesystem::remove_all(path); }
};

struct Kept {
  std::unique_ptr<DataDir> data;
  Accounts accounts{ServiceConfig{}, {}};
  fixtures::Senders senders{{}};
  Instant_us now = seconds(1'700'000'000);

  explicit Kept(const Folder* folder) {
    if (folder != nullptr) {
      data = DataDir::open({folder->path, {}, {}, {}, kNever}).value();
      accounts = data->take_accounts();
      accounts.set_keep([this](const fixtures::Applied& applied) { return data->keep(applied); });
    }
    apply(CreateQueueRequest{"q", {}, {}});
  }
  Answer apply(const Call& call) { return accounts.find("000000000000")->apply(call, ++now, {}); }
  void send() {
    benchmark::DoNotOptimize(apply(SendMessageRequest{"q", std::string(200, 'm'), {}, {}, {}, {}}));
  }
  void receive_and_delete() {
    const Answer answer = apply(ReceiveMessageRequest{"q", {}, {}, {}, {}, {}, {}, {}});
    const auto& messages = std::get<ReceiveMessageResponse>(std::get<Reply>(answer)).messages;
    benchmark::DoNotOptimize(apply(DeleteMessageRequest{"q", messages.at(0).receipt_handle}));
  }
};

/// Three calls.
void kept_calls(benchmark::State& state) {
  const Folder folder;
  Kept kept(state.range(0) != 0 ? &folder : nullptr);
  for (auto _ : state) {
    kept.send();
    kept.receive_and_delete();
  }
  state.SetItemsProcessed(state.iterations() * 3);
}
BENCHMARK(kept_calls)->ArgName("journal")->Arg(0)->Arg(1);

/// A start behind so many messages, from the calls or from a snapshot.
void start(benchmark::State& state) {
  const Folder folder;
  {
    Kept kept(&folder);
    for (std::int64_t i = 0; i < state.range(1); ++i) kept.send();
    if (state.range(0) != 0) kept.data->close(kept.accounts, kept.senders);
  }
  for (auto _ : state) {
    auto data = DataDir::open({folder.path, {}, {}, {}, kNever});
    benchmark::DoNotOptimize(data.value()->last());
  }
  state.SetItemsProcessed(state.iterations() * state.range(1));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(std::filesystem::file_size(
                                                   folder.path + "/journal")));
}
BENCHMARK(start)
    ->ArgNames({"snapshot", "messages"})
    ->Args({0, 100'000})
    ->Args({1, 100'000})
    ->Unit(benchmark::kMillisecond);

}  // namespace
