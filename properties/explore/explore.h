// The search for a counterexample: many programs, each run and judged; the first that violates the
// promise is shrunk. What is reported is the history that was judged last, never a rerun of it.
#pragma once

#include <functional>
#include <optional>

#include "properties/explore/run_program.h"
#include "properties/queue/requirement.h"

namespace sqsproof::properties {

/// A venue for one program. The venue's endpoint and clock live as long as `keep`.
struct OpenVenue {
  Venue venue;
  std::shared_ptr<void> keep;
};
/// Called once a program; each venue starts with no queue of that name.
using VenueOpener = std::function<OpenVenue()>;

struct ExploreOptions {
  std::uint64_t seed = 1;
  std::size_t cases = 100;
  Timing timing = Timing::full;
  const fixtures::Clock* stopwatch = nullptr;  ///< for deadlines and the reported seconds
  semantics::Duration_us search_limit = semantics::seconds(600);
  semantics::Duration_us shrink_limit = semantics::seconds(30);
  /// Told before every program, for progress on a terminal.
  std::function<void(std::size_t cases_done)> progress;
};

struct Counterexample {
  Program program;  ///< shrunk
  std::size_t commands_found = 0;
  std::size_t shrink_runs = 0;
  semantics::History history;
  semantics::Violation violation;
};

struct Outcome {
  policy::Verdict verdict = policy::Verdict::unknown;
  std::size_t cases = 0;
  std::size_t instances = 0;
  std::size_t undecided_cases = 0;
  std::optional<Counterexample> counterexample;
  std::string why;               ///< for unknown
  std::string endpoint_failure;  ///< not empty: the endpoint could not be tested
  bool endpoint_dead = false;    ///< and there is no point in going on
  double seconds = 0;
};

[[nodiscard]] Outcome explore(const Requirement& requirement, const VenueOpener& open,
                              const ExploreOptions& options);

/// Runs and judges one program.
[[nodiscard]] Outcome replay(const Requirement& requirement, const Program& program,
                             const VenueOpener& open, const fixtures::Clock& stopwatch);

}  // namespace sqsproof::properties
