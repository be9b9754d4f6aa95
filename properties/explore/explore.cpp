#include "properties/explore/explore.h"

#include <algorithm>
#include <mutex>
#include <semaphore>
#include <thread>

#include "properties/explore/agenda.h"
#include "properties/explore/conclude.h"
#include "properties/explore/counterexample.h"

namespace sqsproof::properties {
namespace {

using policy::Verdict;

/// Counterexamples that are run again at once, each as often as it takes: an endpoint that breaks
/// everything is not to be overrun for it.
constexpr std::ptrdiff_t kAgainAtOnce = 16;

/// One requirement on its way to an outcome.
struct Item {
  const Requirement* requirement;
  Outcome outcome;
  std::size_t refused = 0;  ///< programs that the endpoint did not let begin
  bool closed = false;      ///< violated, or in vain
};

class Search {
 public:
  Search(std::span<const Requirement* const> requirements, const VenueOpener& open,
         const ExploreOptions& options)
      : open_(open),
        options_(options),
        begun_(options.stopwatch->now()),
        agenda_({requirements.begin(), requirements.end()}, options) {
    for (const Requirement* requirement : requirements)
      items_.push_back({requirement, {}, 0, false});
  }

  std::vector<Outcome> run() {
    work_together();
    is_extra_ = true;
    const auto wanted = [&](std::size_t i) { return is_wanted(items_[i]); };
    while (!is_over() && agenda_.add_round(wanted)) work_together();
    return conclude(true);
  }

  std::vector<Outcome> run_one(const Program& program) {
    judge(items_.front(), program, false);
    return conclude(false);
  }

 private:
  void work_together() {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < options_.workers; ++i) others.emplace_back([this] { work(); });
    work();
  }

  void work() {
    while (const auto job = next_job()) judge(items_[job->requirement], job->program, true);
  }

  std::optional<Agenda::Job> next_job() {
    const std::lock_guard lock(mutex_);
    if (is_over()) return std::nullopt;
    auto job = agenda_.next([&](std::size_t i) { return is_wanted(items_[i]); });
    if (job && options_.progress && !is_extra_) {
      options_.progress(*items_[job->requirement].requirement, agenda_.done() - 1, agenda_.all());
    }
    return job;
  }

  bool is_wanted(const Item& item) const {
    return !item.closed && (!is_extra_ || is_hardly_tested(*item.requirement, item.outcome,
                                                           options_.granted, options_.timing));
  }

  bool is_over() const {
    return !dead_.empty() || !ended().empty() ||
           options_.stopwatch->now() - begun_ > options_.search_limit ||
           (options_.enough_failures > 0 && failures_ >= options_.enough_failures);
  }

  std::string ended() const { return options_.over ? options_.over() : ""; }

  /// Runs a program that was made for `own`, and lets all that are open judge it.
  void judge(Item& own, const Program& program, bool may_shrink) {
    const auto begun = options_.stopwatch->now();
    std::unique_lock lock(mutex_);
    std::vector<Item*> open;
    Requirements requirements;
    for (Item& item : items_) {
      if (item.closed) continue;
      open.push_back(&item);
      requirements.push_back(item.requirement);
    }
    lock.unlock();
    Judged judged = run_and_judge(requirements, program, open_, options_.granted);
    lock.lock();
    if (!judged.run.endpoint_failure.empty()) return note_failure(own, judged.run);
    if (options_.observe) options_.observe(judged.run.history, judged.tolerance);
    std::vector<std::size_t> violated;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (!note(*open[i], judged.judgements[i])) continue;
      violated.push_back(i);
      ++failures_;
    }
    lock.unlock();
    for (const std::size_t i : violated) {
      keep(*open[i], program, judged, judged.judgements[i].violations.front(), may_shrink);
    }
    lock.lock();
    own.outcome.seconds +=
        static_cast<double>(options_.stopwatch->now() - begun) / semantics::kSecond_us;
  }

  void note_failure(Item& item, const ProgramRun& run) {
    constexpr std::size_t kInVain = 10;
    item.outcome.endpoint_failure = run.endpoint_failure;
    // Who is not asked any more is not silent.
    if (run.endpoint_dead && ended().empty()) dead_ = run.endpoint_failure;
    const bool in_vain = ++item.refused >= kInVain && item.outcome.cases == 0;
    // Another worker may have closed it already: it stays so.
    item.closed = item.closed || !dead_.empty() || in_vain;
  }

  /// True for the first violation, which closes the item.
  static bool note(Item& item, const semantics::Judgement& judgement) {
    if (item.closed) return false;
    Outcome& outcome = item.outcome;
    ++outcome.cases;
    outcome.instances += judgement.instances;
    if (item.requirement->is_rate()) {
      outcome.share.happened += judgement.happened;
      outcome.share.of += judgement.instances;
      return false;
    }
    if (judgement.verdict == Verdict::unknown && !judgement.untested) {
      ++outcome.undecided_cases;
      if (outcome.why.empty()) outcome.why = judgement.why;
    }
    item.closed = judgement.verdict == Verdict::violated;
    return item.closed;
  }

  void keep(Item& item, const Program& program, const Judged& judged,
            const semantics::Violation& violation, bool may_shrink) const {
    Counterexample found = counterexample_of(program, judged, violation);
    if (may_shrink) {
      make_small(*item.requirement, found);
      run_again(*item.requirement, found);
    }
    find_calls(found, options_.granted);
    item.outcome.counterexample = std::move(found);
  }

  void make_small(const Requirement& requirement, Counterexample& found) const {
    const auto begun = options_.stopwatch->now();
    const auto left = [&] { return begun + options_.shrink_limit - options_.stopwatch->now(); };
    const auto in_time = [&] { return ended().empty() && left() > 0; };
    const auto fits = [&](const Program& candidate) {
      return options_.window_us == 0 || duration_of(candidate) <= left();
    };
    shrink_counterexample(requirement, found, {open_, options_.granted, fits, in_time});
  }

  /// Side by side, so that it takes hardly longer than the program, as long as there are workers.
  void run_again(const Requirement& requirement, Counterexample& found) const {
    const bool real_time = !found.history.virtual_time;
    running_again_.acquire();
    const auto takes_us = real_time ? duration_of(found.program) : 0;
    const auto until = options_.stopwatch->now() + options_.reproduce_limit - takes_us;
    const auto may_begin = [&] { return ended().empty() && options_.stopwatch->now() <= until; };
    found.reproduced =
        reproduce(requirement, found, {open_, options_.granted, options_.workers, may_begin});
    running_again_.release();
  }

  std::vector<Outcome> conclude(bool is_search) {
    std::vector<Outcome> outcomes;
    for (Item& item : items_) {
      outcomes.push_back(std::move(item.outcome));
      const std::size_t least = is_search ? least_instances(options_.timing) : 1;
      properties::conclude(*item.requirement, outcomes.back(),
                           {ended(), dead_, options_.limits, options_.granted, least});
    }
    return outcomes;
  }

  const VenueOpener& open_;
  const ExploreOptions& options_;
  semantics::Instant_us begun_;
  mutable std::counting_semaphore<> running_again_{kAgainAtOnce};
  std::mutex mutex_;  // of all below, but for the counterexamples of closed items
  std::vector<Item> items_;
  Agenda agenda_;
  bool is_extra_ = false;  // only what was hardly put to the test gets more programs
  std::size_t failures_ = 0;
  std::string dead_;
};

}  // namespace

std::vector<Outcome> explore(std::span<const Requirement* const> requirements,
                             const VenueOpener& open, const ExploreOptions& options) {
  return Search(requirements, open, options).run();
}

Outcome explore(const Requirement& requirement, const VenueOpener& open,
                const ExploreOptions& options) {
  const Requirement* const one[] = {&requirement};
  return std::move(explore(one, open, options).front());
}

Outcome replay(const Requirement& requirement, const Program& program, const VenueOpener& open,
               const fixtures::Clock& stopwatch, const semantics::Freedoms& granted) {
  ExploreOptions options;
  options.stopwatch = &stopwatch;
  options.granted = granted;
  const Requirement* const one[] = {&requirement};
  return std::move(Search(one, open, options).run_one(program).front());
}

}  // namespace sqsproof::properties
