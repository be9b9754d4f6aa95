// The fast core with Z3 beside it: what the one calls unsatisfiable, the other confirms, once for
// each set of clauses. Propositions are numbered in the order in which a policy and its questions
// need them, so policies that differ in names only have one set.
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
  ConfirmedCore(std::uint64_t work_limit, unsigned resource_limit)
      : fast_(work_limit), resource_limit_(resource_limit) {}

  CoreLiteral new_proposition() override { return last_ = fast_.new_proposition(); }
  void add_clause(const std::vector<CoreLiteral>& clause) override {
    shape_ = mixed(shape_, clause);
    clauses_.push_back(clause);
    fast_.add_clause(clause);
  }
  Result check(const std::vector<CoreLiteral>& assumptions) override {
    const Result result = fast_.check(assumptions);
    return result == Result::unsatisfiable ? confirm(assumptions) : result;
  }
  bool is_true(CoreLiteral literal) override { return fast_.is_true(literal); }

 private:
  [[nodiscard]] Result confirm(const std::vector<CoreLiteral>& assumptions) const {
    const std::uint64_t shape = mixed(shape_, assumptions);
    Confirmed& confirmed = Confirmed::of_this_thread();
    if (confirmed.has(shape)) return Result::unsatisfiable;
    const auto z3 = open_z3_core(resource_limit_);
    if (!z3) return Result::unknown;
    for (CoreLiteral made = 0; made < last_; ++made) static_cast<void>(z3->new_proposition());
    for (const auto& clause : clauses_) z3->add_clause(clause);
    const Result result = z3->check(assumptions);
    if (result == Result::unsatisfiable) confirmed.add(shape);
    return result == Result::satisfiable ? Result::disagreement : result;
  }

  FastCore fast_;
  unsigned resource_limit_;
  CoreLiteral last_ = 0;
  std::uint64_t shape_ = kBasis;
  std::vector<std::vector<CoreLiteral>> clauses_;
};

}  // namespace

std::unique_ptr<Core> open_fast_core(std::uint64_t work_limit) {
  return std::make_unique<FastCore>(work_limit);
}

std::unique_ptr<Core> open_confirmed_core(std::uint64_t work_limit, unsigned resource_limit) {
  return std::make_unique<ConfirmedCore>(work_limit, resource_limit);
}

}  // namespace sqsproof::policy
