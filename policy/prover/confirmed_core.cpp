// The fast core with Z3 beside it: the one looks for models, and what it calls unsatisfiable the
// other decides, from the same clauses.
//
// A model needs no second opinion, for the request it stands for is replayed. Propositions are
// numbered in the order in which a policy and its questions need them, so policies that differ in
// names only have one set of clauses; where that suffices, Z3 is asked once for each set.
#include <unordered_set>

#include "policy/prover/core.h"
#include "policy/prover/fast_core.h"

namespace sqsproof::policy {
namespace {

constexpr std::uint64_t kPrime = 0x100000001B3;  // of FNV-1a
constexpr std::uint64_t kBasis = 0xCBF29CE484222325;

std::uint64_t mixed(std::uint64_t hash, const std::vector<CoreLiteral>& literals) {
  for (const CoreLiteral literal : literals) {
    hash = (hash ^ static_cast<std::uint32_t>(literal)) * kPrime;
    hash ^= hash >> 32U;
  }
  return (hash ^ literals.size()) * kPrime;
}

/// What was confirmed on this thread; forgotten when there is too much of it.
class Confirmed {
 public:
  [[nodiscard]] bool has(std::uint64_t shape) const { return shapes_.count(shape) != 0; }
  void add(std::uint64_t shape) {
    constexpr std::size_t kMost = 1U << 20U;
    if (shapes_.size() >= kMost) shapes_.clear();
    shapes_.insert(shape);
  }
  static Confirmed& of_this_thread() {
    thread_local Confirmed confirmed;
    return confirmed;
  }

 private:
  std::unordered_set<std::uint64_t> shapes_;
};

class ConfirmedCore final : public Core {
 public:
  ConfirmedCore(std::uint64_t work_limit, unsigned resource_limit, bool once)
      : fast_(work_limit), resource_limit_(resource_limit), once_(once) {}

  CoreLiteral new_proposition() override { return last_ = fast_.new_proposition(); }
  void add_clause(const std::vector<CoreLiteral>& clause) override {
    shape_ = mixed(shape_, clause);
    literals_.insert(literals_.end(), clause.begin(), clause.end());
    ends_.push_back(literals_.size());
    fast_.add_clause(clause);
  }
  Result check(const std::vector<CoreLiteral>& assumptions) override {
    const Result result = fast_.check(assumptions);
    return result == Result::unsatisfiable ? confirm(assumptions) : result;
  }
  bool is_true(CoreLiteral literal) override { return fast_.is_true(literal); }

 private:
  [[nodiscard]] Result confirm(const std::vector<CoreLiteral>& assumptions) {
    const std::uint64_t shape = mixed(shape_, assumptions);
    Confirmed& confirmed = Confirmed::of_this_thread();
    if (once_ && confirmed.has(shape)) return Result::unsatisfiable;
    const Result result = ask_z3(assumptions);
    if (once_ && result == Result::unsatisfiable) confirmed.add(shape);
    return result == Result::satisfiable ? Result::disagreement : result;
  }

  /// With the clauses that came since it was asked last.
  Result ask_z3(const std::vector<CoreLiteral>& assumptions) {
    if (!z3_) z3_ = open_z3_core(resource_limit_);
    if (!z3_) return Result::unknown;
    for (; known_ < last_; ++known_) static_cast<void>(z3_->new_proposition());
    for (; asserted_ < ends_.size(); ++asserted_) {
      const std::size_t begin = asserted_ == 0 ? 0 : ends_[asserted_ - 1];
      z3_->add_clause({literals_.begin() + static_cast<std::ptrdiff_t>(begin),
                       literals_.begin() + static_cast<std::ptrdiff_t>(ends_[asserted_])});
    }
    return z3_->check(assumptions);
  }

  FastCore fast_;
  unsigned resource_limit_;
  bool once_;
  CoreLiteral last_ = 0;
  std::uint64_t shape_ = kBasis;
  std::vector<CoreLiteral> literals_;  ///< of all clauses
  std::vector<std::size_t> ends_;      ///< of each clause
  std::unique_ptr<Core> z3_;
  CoreLiteral known_ = 0;     ///< propositions that Z3 has
  std::size_t asserted_ = 0;  ///< clauses that Z3 has
};

}  // namespace

std::unique_ptr<Core> open_fast_core(std::uint64_t work_limit) {
  return std::make_unique<FastCore>(work_limit);
}

std::unique_ptr<Core> open_confirmed_core(std::uint64_t work_limit, unsigned resource_limit,
                                          bool once) {
  return std::make_unique<ConfirmedCore>(work_limit, resource_limit, once);
}

}  // namespace sqsproof::policy
