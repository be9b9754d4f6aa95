// Counterexamples that are run again, and candidates that are tried more than once: what fails in
// real time need not fail every time.
#include "properties/report/reproduced.h"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>

#include "properties/explore/counterexample.h"
#include "properties/explore/scenarios/steps.h"
#include "properties/explore/shrink.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {
namespace {

using namespace steps;

/// A virtual clock that threads may share.
class SharedClock final : public fixtures::Clock {
 public:
  [[nodiscard]] semantics::Instant_us now() const override { return now_us_; }
  void sleep_until(semantics::Instant_us instant) override {
    auto now = now_us_.load();
    while (now < instant && !now_us_.compare_exchange_weak(now, instant)) continue;
  }

 private:
  std::atomic<semantics::Instant_us> now_us_ = semantics::seconds(1'000);
};

struct Toy {
  SharedClock clock;
  tests::ToyEndpoint endpoint;
  explicit Toy(const std::string& fault) : endpoint(clock, fault) {}
};

/// Each program has an endpoint of its own, of which every `nth` loses messages and the others keep
/// their promises. They say that their time is real, and do not take any.
VenueOpener faulty_now_and_then(int nth, std::atomic<int>& opened) {
  return [nth, &opened] {
    auto toy = std::make_shared<Toy>(++opened % nth == 0 ? "loses-a-message" : "");
    return OpenVenue{{&toy->endpoint, &toy->clock, false, {}, "q", true}, toy};
  };
}

const Requirement& nothing_lost() {
  return *select_requirements({"delivery/nothing-lost"})->front();
}

Counterexample three_sends() {
  Counterexample found;
  found.program = program(false, {}, {send(), send(), send()});
  return found;
}

}  // namespace

TEST(Reproduced, InRealTimeTenRunsAreCounted) {
  for (const int nth : {1, 2, 5}) {
    std::atomic<int> opened = 0;
    const VenueOpener open = faulty_now_and_then(nth, opened);
    const Reproduction again =
        reproduce(nothing_lost(), three_sends(), {open, {}, 4, [] { return true; }});
    EXPECT_EQ(again.of, 10U);
    EXPECT_EQ(again.failed, 10U / static_cast<unsigned>(nth));
    EXPECT_EQ(opened, 10);
  }
}

TEST(Reproduced, OnAVirtualClockOnce) {
  std::atomic<int> opened = 0;
  const VenueOpener open = faulty_now_and_then(1, opened);
  Counterexample found = three_sends();
  found.history.virtual_time = true;
  const Reproduction again = reproduce(nothing_lost(), found, {open, {}, 4, [] { return true; }});
  EXPECT_EQ(again.of, 1U);
  EXPECT_EQ(again.failed, 1U);
}

TEST(Reproduced, NoRunBeginsThatMayNot) {
  std::atomic<int> opened = 0;
  const VenueOpener open = faulty_now_and_then(1, opened);
  const Reproduction again =
      reproduce(nothing_lost(), three_sends(), {open, {}, 1, [&opened] { return opened < 3; }});
  EXPECT_EQ(again.of, 3U);
  EXPECT_EQ(opened, 3);
}

TEST(Reproduced, RunsWithoutAnswersDoNotCount) {
  std::atomic<int> opened = 0;
  const VenueOpener open = [&opened] {
    auto toy = std::make_shared<Toy>("loses-a-message");
    if (++opened % 2 == 0) toy->endpoint.mute = "CreateQueue";
    return OpenVenue{{&toy->endpoint, &toy->clock, false, {}, "q", true}, toy};
  };
  const Reproduction again =
      reproduce(nothing_lost(), three_sends(), {open, {}, 4, [] { return true; }});
  EXPECT_EQ(again.of, 5U);
  EXPECT_EQ(again.failed, 5U);
}

TEST(Reproduced, ACandidateOfSeveralThreadsIsTriedThreeTimes) {
  std::atomic<int> opened = 0;
  const VenueOpener open = faulty_now_and_then(1'000, opened);
  Counterexample found;
  found.program = program(false, {}, {by(0, send()), by(1, send()), by(0, receive())});
  std::size_t of_one = 0, of_two = 0;
  const auto fits = [&](const Program& candidate) {
    ++(client_count(candidate) > 1 ? of_two : of_one);
    return true;
  };
  shrink_counterexample(nothing_lost(), found, {open, {}, fits, [] { return true; }});
  const auto candidates = simpler_programs(found.program);
  const auto two = static_cast<std::size_t>(
      std::count_if(candidates.begin(), candidates.end(),
                    [](const Program& one) { return client_count(one) > 1; }));
  EXPECT_GT(two, 0U);
  EXPECT_EQ(of_two, 3 * two);
  EXPECT_EQ(of_one, candidates.size() - two);
}

TEST(Reproduced, IsSaidWhereItSaysSomething) {
  EXPECT_EQ(describe(Reproduction{7, 10}), "reproduced 7 of 10");
  EXPECT_EQ(describe(Reproduction{0, 1}), "reproduced 0 of 1");
  EXPECT_EQ(describe(Reproduction{1, 1}), "");
  EXPECT_EQ(describe(Reproduction{}), "");
}

}  // namespace sqsproof::properties
