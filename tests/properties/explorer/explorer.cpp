#include "tests/properties/explorer/explorer.h"

#include <algorithm>

#include "tests/properties/explorer/small_queue.h"

namespace sqsproof::tests {
namespace {

using namespace semantics;

/// All orders of the steps of one part, the likeliest first.
class Orders {
 public:
  Orders(const Steps& steps, std::vector<Step> part, const Tolerance& tolerance,
         std::size_t most_tried)
      : steps_(std::move(part)), next_(steps, tolerance), left_(most_tried) {
    for (Step& step : steps_) {
      if (step.kind == Step::Kind::purge) step.to += tolerance.late_us;
    }
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& x, const Step& y) { return x.to < y.to; });
    placed_.resize(steps_.size(), false);
    base_ = steps_.empty() ? 0 : steps_.front().from;
    for (const Step& step : steps_) base_ = std::min(base_, step.from);
  }

  Exploration explore() {
    SmallQueue empty;
    const std::size_t origin = steps_.size();
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      empty.differences.push_back({origin, i, steps_[i].from - base_});
      empty.differences.push_back({i, origin, base_ - steps_[i].to});
    }
    const bool found = extend(empty, 0, origin);
    if (out_of_budget_) result_ = {Explained::undecided, "too many orders", 0};
    result_.tried = tried_;
    if (!out_of_budget_) result_.explained = found ? Explained::yes : Explained::no;
    return result_;
  }

 private:
  bool extend(const SmallQueue& queue, std::size_t count, std::size_t last) {
    if (count == steps_.size()) return true;
    for (std::size_t i = 0; i < steps_.size() && !out_of_budget_; ++i) {
      if (placed_[i] || !may_be_next(i)) continue;
      placed_[i] = true;
      if (place(queue, count, last, i)) return true;
      placed_[i] = false;
    }
    return false;
  }

  bool place(const SmallQueue& queue, std::size_t count, std::size_t last, std::size_t i) {
    auto candidates = next_.after(queue, steps_[i], i);
    const std::string obstacle = next_.obstacle();
    if (candidates.empty()) note(obstacle, count);
    for (SmallQueue& candidate : candidates) {
      if (tried_++ >= left_) out_of_budget_ = true;
      if (out_of_budget_) return false;
      if (last < steps_.size()) candidate.differences.push_back({last, i, 0});
      if (!has_solution(candidate.differences, steps_.size() + 1)) {
        note(obstacle, count);
        continue;
      }
      if (extend(candidate, count + 1, i)) return true;
    }
    return false;
  }

  /// Nothing that is still to come was certainly over before it.
  bool may_be_next(std::size_t i) const {
    for (std::size_t other = 0; other < steps_.size(); ++other) {
      if (placed_[other]) continue;
      if (steps_[other].to < steps_[i].from || (other < i && is_one_batch(other, i))) return false;
    }
    return true;
  }

  /// The messages of a batch are sent in its order.
  bool is_one_batch(std::size_t x, std::size_t y) const {
    return steps_[x].kind == Step::Kind::send && steps_[y].kind == Step::Kind::send &&
           steps_[x].operation == steps_[y].operation;
  }

  void note(const std::string& obstacle, std::size_t count) {
    if (count < furthest_) return;  // counts from 1: 0 is no attempt
    furthest_ = count + 1;
    result_.obstacle = obstacle;
  }

  std::vector<Step> steps_;
  NextStep next_;
  std::size_t left_;
  std::vector<bool> placed_;
  Instant_us base_ = 0;
  std::size_t tried_ = 0, furthest_ = 0;
  bool out_of_budget_ = false;
  Exploration result_;
};

}  // namespace

Exploration explore_small(const History& history, const Tolerance& tolerance,
                          std::size_t most_tried) {
  const Steps steps = steps_of(history);
  if (!steps.unfit.empty()) return {Explained::undecided, steps.unfit, 0};
  if (!steps.phantom.empty()) return {Explained::no, "never sent", 0};
  Exploration all{Explained::yes, "", 0};
  for (const auto& part : steps.parts) {
    const Exploration one = Orders(steps, part, tolerance, most_tried).explore();
    all.tried += one.tried;
    if (one.explained == Explained::yes) continue;
    all.obstacle = one.obstacle;
    all.explained = one.explained;
    if (one.explained == Explained::no) break;
  }
  return all;
}

}  // namespace sqsproof::tests
