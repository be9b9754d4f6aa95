// The search for counterexamples: many programs, each run once and judged by every requirement that
// is still open; the first that violates a promise is shrunk. What is reported is the history that
// was judged last, never a rerun of it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>

#include "properties/explore/run_program.h"
#include "properties/explore/window.h"
#include "properties/queue/requirement.h"
#include "semantics/judge/share.h"

namespace sqsproof::properties {

/// A venue for one program. The venue's endpoint and clock live as long as `keep`.
struct OpenVenue {
  Venue venue;
  std::shared_ptr<void> keep;
};
/// Called once a program; each venue starts with no queue of that name. With several workers it is
/// called by several threads.
using VenueOpener = std::function<OpenVenue()>;

struct ExploreOptions {
  std::uint64_t seed = 1;
  std::size_t cases = 100;  ///< programs a requirement; all requirements judge each of them
  Timing timing = Timing::days;
  /// In real time: no program takes longer, see window.h, and no shrunk one is tried that would
  /// take longer than is left for shrinking. 0: programs take as long as they like.
  semantics::Duration_us window_us = 0;
  /// Of a window: programs_in_window() of all this, where they were made already.
  std::vector<WindowProgram> programs{};
  semantics::Freedoms granted{};               ///< what the endpoint may do beyond the strict model
  const fixtures::Clock* stopwatch = nullptr;  ///< for deadlines and the reported seconds
  semantics::Duration_us search_limit = semantics::seconds(600);
  semantics::Duration_us shrink_limit = semantics::seconds(30);  ///< a counterexample
  /// For running a shrunk counterexample again, in real time: one that takes longer is not.
  semantics::Duration_us reproduce_limit = semantics::seconds(60);
  /// Shares, by the ids of rates, in place of their own limits.
  std::map<std::string, double, std::less<>> limits{};
  /// Ends the search with the program that makes them as many; 0: looks for all.
  std::size_t enough_failures = 0;
  /// Programs that run at once. In real time nearly all of a program is waiting, so that many of
  /// them, each with its own queues, take hardly longer than one.
  std::size_t workers = 1;
  /// Why it is over, for a search that must end before its time; empty as long as it may go on.
  std::function<std::string()> over{};
  /// Shown every history that was judged, with the tolerance for it; by one thread at a time.
  std::function<void(const semantics::History&, const semantics::Tolerance&)> observe{};
  /// Told after every program, for progress on a terminal; from one thread at a time.
  std::function<void(const Requirement& requirement, std::size_t done, std::size_t all)> progress;
};

/// How often a program failed when it was run again. For people: no verdict depends on it.
struct Reproduction {
  std::size_t failed = 0;
  std::size_t of = 0;  ///< 0: it was not run again
};

struct Counterexample {
  Program program;  ///< shrunk
  std::size_t commands_found = 0;
  std::size_t shrink_runs = 0;
  Reproduction reproduced{};
  semantics::History history;
  semantics::Tolerance tolerance;
  semantics::Violation violation;
  std::vector<std::size_t> calls;  ///< ids of those that matter for it
};

struct Outcome {
  policy::Verdict verdict = policy::Verdict::unknown;
  std::size_t cases = 0;  ///< programs that it judged
  std::size_t instances = 0;
  std::size_t undecided_cases = 0;
  semantics::Share share{};  ///< of a rate
  double limit = 0;          ///< of a rate; 1: none
  std::optional<Counterexample> counterexample;
  std::string why;        ///< for unknown
  std::string left_free;  ///< not empty: a freedom that is granted, and leaves nothing to test
  std::string endpoint_failure;  ///< not empty: the endpoint could not be tested
  bool endpoint_dead = false;    ///< and there is no point in going on
  double seconds = 0;            ///< for its own programs and shrinking, one after the other
};

/// One outcome a requirement.
[[nodiscard]] std::vector<Outcome> explore(std::span<const Requirement* const> requirements,
                                           const VenueOpener& open, const ExploreOptions& options);
[[nodiscard]] Outcome explore(const Requirement& requirement, const VenueOpener& open,
                              const ExploreOptions& options);

/// Runs and judges one program.
[[nodiscard]] Outcome replay(const Requirement& requirement, const Program& program,
                             const VenueOpener& open, const fixtures::Clock& stopwatch,
                             const semantics::Freedoms& granted = {});

}  // namespace sqsproof::properties
