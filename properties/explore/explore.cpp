#include "properties/explore/explore.h"

#include <algorithm>
#include <mutex>
#include <semaphore>
#include <thread>

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
      : open_(open), options_(options), begun_(options.stopwatch->now()) {
    for (const Requirement* requirement : requirements)
      items_.push_back({requirement, {}, 0, false});
  }

  std::vector<Outcome> run() {
    if (options_.window_us > 0) plan();
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < options_.workers; ++i) others.emplace_back([this] { work(); });
    work();
    others.clear();  // joins
    return conclude();
  }

  std::vector<Outcome> run_one(const Program& program) {
    judge(items_.front(), program, false);
    return conclude();
  }

 private:
  struct Job {
    Item* item;
    Program program;
  };

  void work() {
    while (const auto job = next_job()) judge(*job->item, job->program, true);
  }

  /// Requirements take turns, so that none waits for the others when time runs out. In real time
  /// the longest programs come first, so that the others run beside them.
  std::optional<Job> next_job() {
    const std::lock_guard lock(mutex_);
    for (; cursor_ < items_.size() * options_.cases; ++cursor_) {
      if (is_over()) break;
      const bool is_planned = cursor_ < planned_.size();
      Item& item = is_planned ? *planned_[cursor_].item : items_[cursor_ % items_.size()];
      if (item.closed) continue;
      if (options_.progress) {
        options_.progress(*item.requirement, cursor_, items_.size() * options_.cases);
      }
      const std::size_t at = cursor_++;
      if (is_planned) return std::move(planned_[at]);
      return Job{&item, make_program(*item.requirement, at / items_.size())};
    }
    return std::nullopt;
  }

  void plan() {
    auto programs = options_.programs;
    if (programs.empty()) {
      Requirements all;
      for (const Item& item : items_) all.push_back(item.requirement);
      programs = programs_in_window(all, options_.timing, options_.seed, options_.cases,
                                    options_.window_us);
    }
    std::stable_sort(programs.begin(), programs.end(),
                     [](const WindowProgram& x, const WindowProgram& y) {
                       return x.duration_us > y.duration_us;
                     });
    for (WindowProgram& one : programs) {
      planned_.push_back({&items_[one.requirement], std::move(one.program)});
    }
  }

  /// Under the lock: RapidCheck keeps what it draws from in statics.
  Program make_program(const Requirement& requirement, std::size_t round) const {
    const auto seed = mix_seed(options_.seed, requirement.words.id, round);
    return generate_program_for(requirement.words.id, requirement.bias, options_.timing, seed);
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

  std::vector<Outcome> conclude() {
    std::vector<Outcome> outcomes;
    for (Item& item : items_) {
      outcomes.push_back(std::move(item.outcome));
      properties::conclude(*item.requirement, outcomes.back(),
                           {ended(), dead_, options_.limits, options_.granted});
    }
    return outcomes;
  }

  const VenueOpener& open_;
  const ExploreOptions& options_;
  semantics::Instant_us begun_;
  mutable std::counting_semaphore<> running_again_{kAgainAtOnce};
  std::mutex mutex_;  // of all below, but for the counterexamples of closed items
  std::vector<Item> items_;
  std::vector<Job> planned_;  // the first ones, in real time
  std::size_t cursor_ = 0;
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
