// The judges of the promises, one file each; all.cpp is their table of contents.
#pragma once

#include "semantics/judge/judge.h"
#include "semantics/judge/leases.h"
#include "semantics/judge/ledger.h"

namespace sqsproof::semantics {

[[nodiscard]] Judgement judge_nothing_lost(const History& history, const Tolerance& tolerance);
[[nodiscard]] Judgement judge_hidden_until_timeout(const History& history,
                                                   const Tolerance& tolerance);
[[nodiscard]] Judgement judge_redelivered_after_timeout(const History& history,
                                                        const Tolerance& tolerance);
[[nodiscard]] Judgement judge_fifo_order_prefix(const History& history, const Tolerance& tolerance);
[[nodiscard]] Judgement judge_dedup_window_holds(const History& history,
                                                 const Tolerance& tolerance);

/// Collects what a judge finds and gives the verdict: violated when something was found, unknown
/// when the promise was not put to the test or something stayed open, holds otherwise.
class Findings {
 public:
  explicit Findings(const History& history) : history_(history) {}
  void count_instance(std::size_t instances = 1) { judgement_.instances += instances; }
  /// `at` and `because` are indices into the history's operations.
  void violated(std::size_t at, std::vector<std::size_t> because, std::string explanation);
  /// Something that could not be decided; the first reason is reported.
  void open(std::string why);
  /// `untested` says what a history must hold to put the promise to the test.
  [[nodiscard]] Judgement verdict(std::string_view promise, std::string untested) &&;

 private:
  const History& history_;
  Judgement judgement_;
};

/// The empty long polls of a queue: when one of them should have found a message.
class EmptyPolls {
 public:
  EmptyPolls(const QueueRecord& queue, const History& history, const Tolerance& tolerance);
  /// When the message of that index could certainly be received, its FIFO group aside.
  [[nodiscard]] const std::vector<Available>& available(std::size_t message) const {
    return available_[message];
  }
  /// The first empty long poll from `not_before` on, within `during`, at which the message's FIFO
  /// group certainly did not stand in the way; its index into the history's operations.
  [[nodiscard]] std::optional<std::size_t> that_should_find(std::size_t message,
                                                            const Interval& during,
                                                            Instant_us not_before = -kNever_us);
  /// Too many comparisons were asked for; the answers since then say nothing.
  [[nodiscard]] bool gave_up() const { return work_ > kWorkLimit; }

 private:
  static constexpr std::size_t kWorkLimit = 20'000'000;
  struct Poll {
    Interval at;
    std::size_t operation;
  };
  [[nodiscard]] bool group_is_free(std::size_t message, const Interval& during);

  const QueueRecord& queue_;
  std::vector<Poll> polls_;
  std::vector<std::vector<Available>> available_;
  std::map<std::string, std::vector<std::size_t>> groups_;
  std::vector<std::size_t> in_any_group_;  // which one is not known
  std::size_t work_ = 0;
};

}  // namespace sqsproof::semantics
