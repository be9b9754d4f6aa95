// A core of our own: clauses, two watched literals each, and what conflicts teach.
//
// Questions are small (tens of propositions) and come one after the other with nearly the same
// assumptions, so nothing is undone between two checks but what differs, and starting costs
// nothing. What is new is false until it must be true: a model then needs little of a request.
// What was learnt is kept for as long as the core lives; whoever asks thousands of questions opens
// a new one now and then, as the prover does.
#pragma once

#include <optional>

#include "policy/prover/core.h"

namespace sqsproof::policy {

class FastCore final : public Core {
 public:
  /// A check that looks at more watched clauses than that is `unknown`.
  explicit FastCore(std::uint64_t work_limit) : work_limit_(work_limit) {}

  CoreLiteral new_proposition() override;
  void add_clause(const std::vector<CoreLiteral>& clause) override;
  Result check(const std::vector<CoreLiteral>& assumptions) override;
  bool is_true(CoreLiteral literal) override { return values_[lit_of(literal)] > 0; }

 private:
  using Lit = std::uint32_t;  ///< twice the proposition from 0, and one more when negated
  using Ref = std::uint32_t;  ///< where a clause begins
  static constexpr Ref kNone = UINT32_MAX;

  /// All clauses in one array: its length, then its literals; the first two are watched.
  class Clauses {
   public:
    Ref add(const std::vector<Lit>& literals);
    [[nodiscard]] std::size_t length(Ref ref) const { return words_[ref]; }
    [[nodiscard]] Lit* literals(Ref ref) { return &words_[ref + 1]; }

   private:
    std::vector<Lit> words_;
  };
  struct Watch {
    Ref clause;
    Lit other;  ///< a literal of it; when it is true the clause need not be looked at
  };
  struct Info {
    std::uint32_t level = 0;
    Ref reason = kNone;
    double activity = 0;
    bool phase = false;
    bool seen = false;
    bool queued = false;
    bool heaped = false;  ///< queued in the heap: it was active then
  };
  struct Candidate {
    double activity;
    std::size_t index;
    bool operator<(const Candidate& other) const {
      return activity != other.activity ? activity < other.activity : index > other.index;
    }
  };

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
  [[nodiscard]] Ref propagate();
  [[nodiscard]] bool move_watch(Ref ref, Lit falsified);
  [[nodiscard]] std::uint32_t learn(Ref conflict);
  void take_up(Lit literal, std::size_t& open);
  void resolve(Ref conflict);
  [[nodiscard]] std::optional<Result> decide();
  [[nodiscard]] std::size_t next_queued();

  Clauses clauses_;
  std::vector<std::vector<Watch>> watches_;  ///< by literal: clauses that watch its negation
  std::vector<std::int8_t> values_;          ///< by literal: 1 true, -1 false, 0 open
  std::vector<Info> infos_;                  ///< by proposition
  std::vector<Candidate> queue_;             ///< a heap; activities in it may be stale
  std::size_t first_idle_ = 0;               ///< no queued proposition outside of it comes before
  std::vector<Lit> trail_;
  std::vector<std::size_t> decisions_;  ///< where each level begins in the trail
  std::size_t propagated_ = 0;
  std::vector<CoreLiteral> assumptions_;
  std::vector<Lit> learnt_;
  std::vector<Lit> added_;  ///< of the clause that is being added
  double increment_ = 1;
  std::uint64_t work_ = 0;
  std::uint64_t work_limit_;
  bool contradictory_ = false;
};

}  // namespace sqsproof::policy
