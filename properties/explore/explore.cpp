#include "properties/explore/explore.h"

#include <fmt/core.h>

#include "properties/explore/shrink.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

struct Judged {
  ProgramRun run;
  semantics::Judgement judgement;
};

Judged run_and_judge(const Requirement& requirement, const Program& program,
                     const VenueOpener& open) {
  const OpenVenue place = open();
  Judged judged{run_program(program, place.venue), {}};
  if (judged.run.endpoint_failure.empty()) {
    judged.judgement = judge(requirement, judged.run.history, {.tolerance = place.venue.tolerance});
  }
  return judged;
}

class Search {
 public:
  Search(const Requirement& requirement, const VenueOpener& open, const ExploreOptions& options)
      : requirement_(requirement),
        open_(open),
        options_(options),
        begun_(options.stopwatch->now()) {}

  Outcome run() {
    for (std::size_t i = 0; i < options_.cases && outcome_.endpoint_failure.empty(); ++i) {
      if (elapsed() > options_.search_limit) break;
      if (options_.progress) options_.progress(i);
      const auto seed = mix_seed(options_.seed, requirement_.words.id, i);
      const Program program = generate_program(requirement_.bias, options_.timing, seed);
      if (note(run_and_judge(requirement_, program, open_))) {
        shrink_counterexample(program);
        break;
      }
    }
    conclude();
    return std::move(outcome_);
  }

  Outcome run_one(const Program& program) {
    if (note(run_and_judge(requirement_, program, open_))) {
      last_.program = program;
      last_.commands_found = program.commands.size();
      outcome_.counterexample = std::move(last_);
    }
    conclude();
    return std::move(outcome_);
  }

 private:
  semantics::Duration_us elapsed() const { return options_.stopwatch->now() - begun_; }

  /// Counts a run; true when it is a counterexample.
  bool note(Judged judged) {
    outcome_.endpoint_failure = judged.run.endpoint_failure;
    outcome_.endpoint_dead = judged.run.endpoint_dead;
    if (!outcome_.endpoint_failure.empty()) return false;
    ++outcome_.cases;
    outcome_.instances += judged.judgement.instances;
    if (judged.judgement.verdict == Verdict::unknown && !judged.judgement.untested) {
      ++outcome_.undecided_cases;
      if (outcome_.why.empty()) outcome_.why = judged.judgement.why;
    }
    return keep_if_violated(std::move(judged));
  }

  bool keep_if_violated(Judged judged) {
    if (judged.judgement.verdict != Verdict::violated) return false;
    last_.history = std::move(judged.run.history);
    last_.violation = std::move(judged.judgement.violations.front());
    return true;
  }

  void shrink_counterexample(const Program& program) {
    const auto begun = options_.stopwatch->now();
    const auto in_time = [&] { return options_.stopwatch->now() - begun < options_.shrink_limit; };
    // A run that the endpoint did not answer is no counterexample, whatever it may hide.
    const auto still_fails = [&](const Program& candidate) {
      return keep_if_violated(run_and_judge(requirement_, candidate, open_));
    };
    const Shrunk shrunk = shrink(program, still_fails, in_time);
    last_.program = shrunk.program;
    last_.commands_found = program.commands.size();
    last_.shrink_runs = shrunk.runs;
    outcome_.counterexample = std::move(last_);
  }

  void conclude() {
    outcome_.seconds = static_cast<double>(elapsed()) / semantics::kSecond_us;
    if (outcome_.counterexample) {
      outcome_.verdict = Verdict::violated;
    } else if (!outcome_.endpoint_failure.empty()) {
      outcome_.why = outcome_.endpoint_failure;
    } else if (outcome_.undecided_cases > 0) {
      outcome_.why = fmt::format("{} of {} programs undecided: {}", outcome_.undecided_cases,
                                 outcome_.cases, outcome_.why);
    } else if (outcome_.instances == 0) {
      outcome_.why = fmt::format("none of {} programs put it to the test", outcome_.cases);
    } else {
      outcome_.verdict = Verdict::holds;
    }
  }

  const Requirement& requirement_;
  const VenueOpener& open_;
  const ExploreOptions& options_;
  semantics::Instant_us begun_;
  Outcome outcome_;
  Counterexample last_;
};

}  // namespace

Outcome explore(const Requirement& requirement, const VenueOpener& open,
                const ExploreOptions& options) {
  return Search(requirement, open, options).run();
}

Outcome replay(const Requirement& requirement, const Program& program, const VenueOpener& open,
               const fixtures::Clock& stopwatch) {
  ExploreOptions options;
  options.stopwatch = &stopwatch;
  return Search(requirement, open, options).run_one(program);
}

}  // namespace sqsproof::properties
