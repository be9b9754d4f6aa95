// A core of our own: clauses, two watched literals each, and what conflicts teach.
//
// Questions are small (tens of propositions) and come one after the other with nearly the same
// assumptions, so nothing is undone between two checks but what differs, and starting costs
// nothing. What is new is false until it must be true: a model then needs little of a request.
// What was learnt is kept for as long as the core lives; whoever asks thousands of questions opens
// a new one now and then, as the prover does.
#pragma once

#include <algorithm>
#include <optional>

#include "policy/prover/core.h"
#include "policy/prover/fast_core_tables.h"

namespace sqsproof::policy {

class FastCore final : public Core, private FastCoreTables {
 public:
  /// A check that looks at more watched clauses than that is `unknown`.
  explicit FastCore(std::uint64_t work_limit)
      : FastCoreTables(FastCoreTables::take()), work_limit_(work_limit) {}
  ~FastCore() override { FastCoreTables::give_back(std::move(*this)); }

  CoreLiteral new_proposition() override;
  void add_clause(const std::vector<CoreLiteral>& clause) override;
  Result check(const std::vector<CoreLiteral>& assumptions) override;
  bool is_true(CoreLiteral literal) override { return values_[lit_of(literal)] > 0; }
  /// After `unsatisfiable`: the clauses that it hangs on, as numbers in the order in which they
  /// were added; none where that was not kept.
  [[nodiscard]] std::vector<std::size_t> blamed();

 private:
  [[nodiscard]] static Lit lit_of(CoreLiteral literal) {
    const auto number = static_cast<Lit>(literal < 0 ? -literal : literal);
    return 2 * (number - 1) + (literal < 0 ? 1 : 0);
  }
  [[nodiscard]] static Lit negated(Lit literal) { return literal ^ 1; }
  [[nodiscard]] static std::size_t index_of(Lit literal) { return literal >> 1; }
  [[nodiscard]] std::uint32_t level() const {
    return static_cast<std::uint32_t>(decisions_.size());
  }
  /// How late a literal became false; those that are not come last.
  [[nodiscard]] std::uint32_t falsified_at(Lit literal) const {
    return values_[literal] < 0 ? infos_[index_of(literal)].level : UINT32_MAX;
  }
  void push_open(std::size_t index);
  void bump(std::size_t index);
  void assign(Lit literal, Ref reason);
  void new_level() { decisions_.push_back(trail_.size()); }
  void undo_to(std::uint32_t level);
  void attach(Ref ref);
  void add_fact(Ref ref);
  /// The clause is false, whatever is assumed.
  void contradict(Ref ref) {
    if (contradictory_) return;
    contradictory_ = true;
    contradiction_ = ref;
  }
  [[nodiscard]] Ref propagate();
  [[nodiscard]] bool move_watch(Ref ref, Lit falsified);
  [[nodiscard]] std::uint32_t learn(Ref conflict);
  void take_up(Lit literal, std::size_t& open);
  void resolve(Ref conflict);
  void keep_sources(Ref learnt);
  void mark(Ref clause);
  void blame_clause(Ref clause);
  void blame_trail();
  [[nodiscard]] std::optional<Result> decide();
  [[nodiscard]] std::size_t next_queued();

  std::size_t first_idle_ = 0;  ///< no queued proposition outside of the heap comes before
  std::size_t propagated_ = 0;
  double increment_ = 1;
  std::uint64_t work_ = 0;
  std::uint64_t work_limit_;
  bool contradictory_ = false;
  Ref contradiction_ = kNone;  ///< the clause that is false, whatever is assumed
  Lit refuted_ = 0;            ///< or else the assumption that is
  std::size_t clauses_said_ = 0;
  bool forgot_sources_ = false;  ///< there were too many
};

// What every step of a search does, some hundred times a question.

inline void FastCore::push_open(std::size_t index) {
  if (infos_[index].queued) return;
  infos_[index].queued = true;
  infos_[index].heaped = infos_[index].activity > 0;
  if (!infos_[index].heaped) {
    first_idle_ = std::min(first_idle_, index);
    return;
  }
  queue_.push_back({infos_[index].activity, index});
  std::push_heap(queue_.begin(), queue_.end());
}

inline void FastCore::assign(Lit literal, Ref reason) {
  values_[literal] = 1;
  values_[negated(literal)] = -1;
  Info& info = infos_[index_of(literal)];
  info.level = level();
  info.reason = reason;
  info.phase = (literal & 1) == 0;
  trail_.push_back(literal);
}

/// Takes the most active proposition out of the queue; of idle ones the first.
inline std::size_t FastCore::next_queued() {
  std::size_t index = infos_.size();
  if (!queue_.empty()) {
    std::pop_heap(queue_.begin(), queue_.end());
    index = queue_.back().index;
    queue_.pop_back();
  } else {
    while (first_idle_ < infos_.size() &&
           (!infos_[first_idle_].queued || infos_[first_idle_].heaped)) {
      ++first_idle_;
    }
    index = first_idle_;
  }
  if (index < infos_.size()) infos_[index].queued = infos_[index].heaped = false;
  return index;
}

}  // namespace sqsproof::policy
