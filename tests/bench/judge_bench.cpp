// What judging costs: a stream of calls without parsing, a trace in JSON Lines, and beside them the
// judge of whole histories. Traffic is that of a queue in use: sends, receives and deletes in equal
// parts, 2,000 calls a second, a backlog of 2,000 messages, half of it FIFO in a hundred groups.
#include <benchmark/benchmark.h>
#include <cstdio>
#include <ctime>
#include <deque>
#include <fmt/format.h>
#include <fstream>
#include <jemalloc/jemalloc.h>
#include <unistd.h>

#include "semantics/stream/fingerprint.h"
#include "semantics/stream/trace_stream.h"

namespace {

using namespace sqsproof::semantics;
using namespace sqsproof::semantics::stream;

constexpr std::size_t kBacklog = 2'000;
constexpr std::size_t kInFlight = 50;
constexpr Duration_us kPause_us = 500;
constexpr std::size_t kAhead = 2;  // calls that the judge expects

struct Step {
  enum What { send, receive, remove } what;
  std::uint64_t message;
  std::uint64_t number;  ///< of the call
  Interval at;
  [[nodiscard]] bool fifo() const { return message % 2 == 1; }
  [[nodiscard]] std::uint64_t group() const { return message / 2 % 100; }
};

/// The calls, one after the other.
class Traffic {
 public:
  Step next() {
    const std::uint64_t number = calls_++;
    const Interval at{static_cast<Instant_us>(number) * kPause_us,
                      static_cast<Instant_us>(number) * kPause_us + 1'500};
    if (sent_ < kBacklog || number % 3 == 0) return {Step::send, sent_++, number, at};
    if (received_ - removed_ < kInFlight || number % 3 == 1) {
      return {Step::receive, received_++, number, at};
    }
    return {Step::remove, removed_++, number, at};
  }

 private:
  std::uint64_t calls_ = 0, sent_ = 0, received_ = 0, removed_ = 0;
};

struct NothingToRecall : Recall {
  Operation operation(const Place&) override { return {}; }
};

QueueSettings settings(bool fifo) {
  QueueSettings settings;
  settings.name = fifo ? "q.fifo" : "q";
  settings.fifo = fifo;
  return settings;
}

Item item_of(const Step& step) {
  Item item;
  item.message = mix(step.message, 1);
  item.receipt = step.what == Step::send ? 0 : mix(step.message, 2);
  item.body = mix(step.message, 3);
  item.digest = step.what == Step::send ? mix(step.message, 4) : 0;
  item.answered_digest = mix(step.message, 4);
  item.receive_count = step.what == Step::receive ? 1 : -1;
  if (!step.fifo()) return item;
  item.group = mix(step.group(), 5);
  item.key = step.what == Step::send ? mix(step.message, 6) : 0;
  item.sequence_number = step.message + 1;
  return item;
}

double resident_mib() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0, resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// Of the memory that this thread asked for and did not give back, whatever the allocator holds.
double held_bytes() {
  const auto count = [](const char* name) {
    std::uint64_t bytes = 0;
    std::size_t size = sizeof bytes;
    mallctl(name, &bytes, &size, nullptr, 0);
    return static_cast<double>(bytes);
  };
  return count("thread.allocated") - count("thread.deallocated");
}

/// Calls as the judge takes them, made before the clock runs.
class Batch {
 public:
  explicit Batch(const std::uint32_t (&queues)[2]) : queues_{queues[0], queues[1]} {
    items_.resize(kSize);
    calls_.reserve(kSize);
  }
  std::span<const Seen> next(Traffic& traffic, std::size_t most) {
    calls_.clear();
    for (std::size_t i = 0; i < std::min(most, kSize); ++i) {
      const Step step = traffic.next();
      items_[i] = item_of(step);
      Seen& seen = calls_.emplace_back();
      seen.place = {step.number, step.number};
      seen.kind = step.what == Step::send      ? Kind::send
                  : step.what == Step::receive ? Kind::receive
                                               : Kind::remove;
      seen.queue = queues_[step.fifo() ? 1 : 0];
      seen.at = step.at;
      seen.items = {&items_[i], 1};
    }
    return calls_;
  }

 private:
  static constexpr std::size_t kSize = 10'000;
  std::uint32_t queues_[2];
  std::vector<Item> items_;
  std::vector<Seen> calls_;
};

/// Of this thread: neighbours on the machine do not count.
double processor_s() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Judging only: what is not held against the judge is reading and fingerprints.
void judge_stream_of_calls(benchmark::State& state) {
  const auto calls = static_cast<std::size_t>(state.range(0));
  const double before = resident_mib();
  double held = 0;
  NothingToRecall recall;
  Options options;
  options.remember_us = seconds(state.range(1));
  StreamJudge judge(options, recall);
  const QueueSettings standard = settings(false), fifo = settings(true);
  const std::uint32_t queues[] = {judge.queue("q", &standard), judge.queue("q.fifo", &fifo)};
  Batch batch(queues);
  for (auto _ : state) {
    Traffic traffic;
    double spent = 0;
    held = held_bytes();
    for (std::size_t done = 0; done < calls;) {
      const auto some = batch.next(traffic, calls - done);
      const double start = processor_s();
      for (std::size_t i = 0; i < some.size(); ++i) {
        if (i + kAhead < some.size()) judge.expect(some[i + kAhead]);
        judge.take(some[i]);
        judge.watermark(some[i].at.from);
      }
      spent += processor_s() - start;
      done += some.size();
    }
    held = held_bytes() - held;
    state.SetIterationTime(spent);
  }
  state.counters["operations_per_s"] =
      benchmark::Counter(static_cast<double>(calls), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["grown_MiB"] = resident_mib() - before;
  state.counters["held_MiB"] = held / (1 << 20);
  state.counters["bytes_a_message"] = held / static_cast<double>(judge.totals().outstanding);
  judge.finish();
  state.counters["most_outstanding"] = static_cast<double>(judge.totals().most_outstanding);
  state.counters["suspected"] = static_cast<double>(judge.totals().suspicions);
}
BENCHMARK(judge_stream_of_calls)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->UseManualTime()
    ->ArgNames({"calls", "remember_s"})
    ->ArgsProduct({{100'000, 1'000'000, 3'000'000, 10'000'000}, {10, 310}});

/// When the send of a message began, in milliseconds of the endpoint's clock.
std::uint64_t sent_ms(std::uint64_t message) {
  const std::uint64_t call = message < kBacklog ? message : kBacklog + 1 + 3 * (message - kBacklog);
  return 1'700'000'000'000 + call * kPause_us / 1'000;
}

std::string lines_of(const Step& step) {
  const std::string queue = step.fifo() ? "q2" : "q1";
  const std::string id = fmt::format("{:08x}-0000-4000-8000-{:012x}", step.message, step.message);
  const std::string digest = fmt::format("{:032x}", step.message * 2'654'435'761U);
  const std::string group = step.fifo() ? fmt::format(R"(,"g":"group-{}")", step.group()) : "";
  const std::string key = step.fifo() ? fmt::format(R"(,"k":"key-{}")", step.message) : "";
  const std::string number =
      step.fifo() ? fmt::format(R"(,"n":"188494964604676{:05}")", step.message + 10'000) : "";
  constexpr std::string_view kNames[] = {"Send", "Receive", "Delete"};
  std::string arguments, result;
  if (step.what == Step::send) {
    arguments = fmt::format(R"("u":"p1.{}"{}{},"md5b":"{}")", step.message, group, key, digest);
    result = fmt::format(R"("m":"{}"{},"md5b":"{}")", id, number, digest);
  } else if (step.what == Step::receive) {
    arguments = R"("max":1,"wait":20,"sys":["All"])";
    result = fmt::format(
        R"("ms":[{{"m":"{}","u":"p1.{}","h":"r#{}","rc":1{}{}{},"sent":{},"first":{},"md5b":"{}"}}])",
        id, step.message, step.message, number, group, key, sent_ms(step.message),
        1'700'000'000'000 + static_cast<std::uint64_t>(step.at.from) / 1'000, digest);
  } else {
    arguments = fmt::format(R"("h":"r#{}")", step.message);
  }
  return fmt::format(
      "{{\"t\":\"inv\",\"id\":{0},\"c\":\"c1\",\"op\":\"{1}\",\"q\":\"{2}\",\"ts\":{3},"
      "\"a\":{{{4}}}}}\n{{\"t\":\"ret\",\"id\":{0},\"ts\":{5},\"r\":{{{6}}}}}\n",
      step.number, kNames[step.what], queue, step.at.from, arguments, step.at.to, result);
}

constexpr std::string_view kHead =
    R"({"t":"head","v":1,"virtual":false,"queues":{"q1":{"name":"q"},"q2":{"name":"q.fifo","fifo":true}}})"
    "\n";

/// A trace of that many calls in a file that nobody else sees.
std::FILE* trace_of(std::size_t calls) {
  std::FILE* file = std::tmpfile();
  std::fwrite(kHead.data(), 1, kHead.size(), file);
  Traffic traffic;
  for (std::size_t i = 0; i < calls; ++i) {
    const std::string lines = lines_of(traffic.next());
    std::fwrite(lines.data(), 1, lines.size(), file);
  }
  std::fflush(file);
  return file;
}

void judge_trace_as_stream(benchmark::State& state) {
  const auto calls = static_cast<std::size_t>(state.range(0));
  std::FILE* file = trace_of(calls);
  const double before = resident_mib();
  double after = 0, wrong = 0;
  for (auto _ : state) {
    lseek(fileno(file), 0, SEEK_SET);
    const auto report = judge_stream(fileno(file), "trace", {});
    after = resident_mib();
    wrong = report ? static_cast<double>(report->totals.suspicions) : -1;
  }
  std::fclose(file);
  state.counters["lines_per_s"] = benchmark::Counter(2 * static_cast<double>(calls),
                                                     benchmark::Counter::kIsIterationInvariantRate);
  state.counters["grown_MiB"] = after - before;
  state.counters["suspected"] = wrong;
}
BENCHMARK(judge_trace_as_stream)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(5'000'000);

/// The baseline: the whole trace in memory, all promises.
void judge_trace_as_history(benchmark::State& state) {
  const auto calls = static_cast<std::size_t>(state.range(0));
  std::string text(kHead);
  Traffic traffic;
  for (std::size_t i = 0; i < calls; ++i) text += lines_of(traffic.next());
  const auto source = std::make_shared<const sqsproof::policy::SourceText>(
      sqsproof::policy::SourceText{"trace", std::move(text)});
  const double before = resident_mib();
  double after = 0;
  for (auto _ : state) {
    const auto history = read_history(source, Recorded{});
    benchmark::DoNotOptimize(judge_all(*history));
    after = resident_mib();
  }
  state.counters["lines_per_s"] = benchmark::Counter(2 * static_cast<double>(calls),
                                                     benchmark::Counter::kIsIterationInvariantRate);
  state.counters["grown_MiB"] = after - before;
}
BENCHMARK(judge_trace_as_history)
    ->Unit(benchmark::kMillisecond)
    ->Iterations(1)
    ->Arg(10'000)
    ->Arg(50'000);

}  // namespace
