// Runs in real time. Nearly all of a program is waiting, so that programs wait side by side: each
// fits into one window, the longest begin first, and a run takes little longer than its longest
// program. What timers of seconds can test is left to programs with timers of seconds.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/queue/requirement.h"
#include "semantics/time.h"

namespace sqsproof::properties {

/// The deduplication window and that of attempt ids, five minutes each
/// (SQS/using-messagededuplicationid-property, SQSAPI/ReceiveMessage), with what leads to them and
/// the drain.
constexpr semantics::Duration_us kWindow_us = semantics::seconds(335);
/// Of a run with timers of seconds.
constexpr semantics::Duration_us kFastWindow_us = semantics::seconds(38);

// How much runs side by side in real time, measured at the embedded endpoint over HTTP.

/// Programs at once: so many that all of them end hardly later than the longest one, with timers of
/// seconds, too (Estimate.SlowProgramsShareAWindow). Each has one connection and waits nearly all
/// of its time.
constexpr std::size_t kProgramsAtOnce = 160;
/// Examples at once. All of them take 16 s with four at once, 12 s with eight and 10 s with
/// sixteen, which is what the longest one takes.
constexpr std::size_t kExamplesAtOnce = 16;
/// What a run with timers of minutes takes beside its programs, for its announcement: 70 s for the
/// examples, some of which wait a minute, and 10 s for queues that are deleted.
constexpr semantics::Duration_us kBesidePrograms_us = semantics::seconds(80);

/// What a patient drain may take beyond the window, of a program that is missing a message: more
/// than a minute of polls. Others drain as they do elsewhere, so that windows stay what they are.
constexpr semantics::Duration_us kPatience_us = semantics::seconds(75);

/// Why programs with such timers cannot put it to the test; empty when they can.
[[nodiscard]] std::string_view too_slow_for(Timing timing, const Requirement& requirement);

/// What a program takes from its first call to the end of its drain: on the embedded endpoint, in
/// virtual time, so without the way of its calls.
[[nodiscard]] semantics::Duration_us duration_of(const Program& program);

/// The program of that round (from 0) for a requirement: of Timing::full with timers of minutes in
/// the first round, and in some more where timers of seconds cannot test all of it; with timers of
/// seconds in all others. Hardly ever longer than `window_us`.
[[nodiscard]] Program program_in_window(const Requirement& requirement, Timing timing,
                                        std::uint64_t seed, std::size_t round,
                                        semantics::Duration_us window_us);

/// A program of a run, and how long it takes.
struct WindowProgram {
  std::size_t requirement = 0;  ///< whose program it is: an index
  Program program;
  semantics::Duration_us duration_us = 0;
};
/// The programs of a run, round by round; of a very long run, its first ones.
[[nodiscard]] std::vector<WindowProgram> programs_in_window(
    std::span<const Requirement* const> requirements, Timing timing, std::uint64_t seed,
    std::size_t cases, semantics::Duration_us window_us);

struct WindowPlan {
  std::size_t slow = 0;  ///< programs that should begin at once
  semantics::Duration_us longest_us = 0, all_us = 0;
  /// How long a run takes with so many workers, near enough.
  [[nodiscard]] semantics::Duration_us with(std::size_t workers) const;
};
[[nodiscard]] WindowPlan plan_of(std::span<const WindowProgram> programs);
/// One sentence about how long a run takes.
/// `patient`: its drains are, see drain.h; what a message is missing from takes so much longer.
[[nodiscard]] std::string describe(const WindowPlan& plan, std::size_t workers,
                                   bool patient = false);

}  // namespace sqsproof::properties
