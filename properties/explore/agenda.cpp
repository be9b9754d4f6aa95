#include "properties/explore/agenda.h"

#include <algorithm>

namespace sqsproof::properties {
namespace {

/// What was hardly put to the test gets as many programs again, so often.
constexpr std::size_t kMoreOfThem = 2;

}  // namespace

Agenda::Agenda(std::vector<const Requirement*> requirements, const ExploreOptions& options)
    : requirements_(std::move(requirements)), options_(options), rounds_(options.cases) {
  if (options_.window_us > 0) plan();
}

void Agenda::plan() {
  auto programs = options_.programs;
  if (programs.empty()) {
    programs = programs_in_window(requirements_, options_.timing, options_.seed, options_.cases,
                                  options_.window_us);
  }
  std::stable_sort(
      programs.begin(), programs.end(),
      [](const WindowProgram& x, const WindowProgram& y) { return x.duration_us > y.duration_us; });
  for (WindowProgram& one : programs) planned_.push_back({one.requirement, std::move(one.program)});
}

std::optional<Agenda::Job> Agenda::next(const Wanted& wanted) {
  while (done_ < all()) {
    const std::size_t at = done_++;
    const bool is_planned = at < planned_.size();
    const std::size_t requirement =
        is_planned ? planned_[at].requirement : at % requirements_.size();
    if (!wanted(requirement)) continue;
    if (is_planned) return std::move(planned_[at]);
    return Job{requirement, make(requirement, at / requirements_.size())};
  }
  return next_added(wanted);
}

std::optional<Agenda::Job> Agenda::next_added(const Wanted& wanted) {
  while (!added_.empty()) {
    const auto [requirement, round] = added_.front();
    added_.pop_front();
    if (wanted(requirement)) return Job{requirement, make(requirement, round)};
  }
  return std::nullopt;
}

bool Agenda::add_round(const Wanted& wanted) {
  if (options_.window_us > 0 || rounds_ >= options_.cases * (1 + kMoreOfThem)) return false;
  for (std::size_t i = 0; i < requirements_.size(); ++i) {
    if (wanted(i)) added_.emplace_back(i, rounds_);
  }
  ++rounds_;
  return !added_.empty();
}

/// One at a time: RapidCheck keeps what it draws from in statics.
Program Agenda::make(std::size_t requirement, std::size_t round) const {
  const Requirement& row = *requirements_[requirement];
  if (options_.window_us > 0) {
    return program_in_window(row, options_.timing, options_.seed, round, options_.window_us);
  }
  const auto seed = mix_seed(options_.seed, row.words.id, round);
  return generate_program_for(row.words.id, row.bias, options_.timing, seed);
}

}  // namespace sqsproof::properties
