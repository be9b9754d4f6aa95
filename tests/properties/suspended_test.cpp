// A machine that sleeps while a program runs sees timers that fired too early.
#include <gtest/gtest.h>

#include "fixtures/real_clock.h"
#include "fixtures/virtual_clock.h"
#include "properties/explore/counterexample.h"
#include "properties/explore/venues.h"
#include "tests/properties/toy_queue.h"

namespace sqsproof::properties {
namespace {

/// The machine is suspended for so long between every two readings.
class DrowsyClock final : public fixtures::Clock {
 public:
  DrowsyClock(fixtures::VirtualClock& clock, semantics::Duration_us nap_us)
      : clock_(clock), nap_us_(nap_us) {}
  [[nodiscard]] semantics::Instant_us now() const override { return clock_.now(); }
  void sleep_until(semantics::Instant_us instant) override { clock_.sleep_until(instant); }
  [[nodiscard]] semantics::Duration_us suspended_us() const override {
    return slept_us_ += nap_us_;
  }

 private:
  fixtures::VirtualClock& clock_;
  semantics::Duration_us nap_us_;
  mutable semantics::Duration_us slept_us_ = 0;
};

semantics::Judgement judged_after(semantics::Duration_us nap_us) {
  fixtures::VirtualClock clock(semantics::seconds(1'000));
  tests::ToyEndpoint endpoint(clock, "");
  DrowsyClock drowsy(clock, nap_us);
  const VenueOpener open = [&] {
    return OpenVenue{{&endpoint, &drowsy, false, usual_tolerance(false), "q", true}, nullptr};
  };
  Program program;
  program.commands.resize(1);  // a send
  const Requirements lost = select_requirements({"delivery/nothing-lost"}).value();
  return run_and_judge(lost, program, open, {}).judgements.at(0);
}

}  // namespace

TEST(Suspended, NothingIsJudgedOfAProgramThatWasAsleep) {
  EXPECT_EQ(judged_after(0).verdict, policy::Verdict::holds) << judged_after(0).why;
  const semantics::Judgement slept = judged_after(semantics::seconds(12));
  EXPECT_EQ(slept.verdict, policy::Verdict::unknown);
  EXPECT_FALSE(slept.untested);
  EXPECT_NE(slept.why.find("suspended for 12 s"), std::string::npos) << slept.why;
}

TEST(Suspended, ARealClockKnows) {
  const fixtures::RealClock clock;
  const semantics::Duration_us before = clock.suspended_us();
  EXPECT_GE(before, -semantics::kMillisecond_us);
  EXPECT_LT(clock.suspended_us() - before, semantics::seconds(1));
}

}  // namespace sqsproof::properties
