// The fast core with Z3 beside it: the one looks for models, and what it calls unsatisfiable the
// other decides, from the same clauses.
//
// A model needs no second opinion, for the request it stands for is replayed. Propositions are
// numbered in the order in which a policy and its questions need them, so policies that differ in
// names only have one set of clauses; where that suffices, Z3 is asked once for each set.
#include <unordered_set>

#include "policy/prover/clause_list.h"
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
      : fast_(work_limit), resource_limit_(resource_limit), once_(once) {
    constexpr std::size_t kUsualClauses = 64;
    clauses_.reserve(kUsualClauses);
  }

  CoreLiteral new_proposition() override { return fast_.new_proposition(); }
  void add_clause(const std::vector<CoreLiteral>& clause) override {
    shape_ = mixed(shape_, clause);
    clauses_.add(clause);
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
    Result result = Result::satisfiable;
    if (choose_blamed(assumptions)) result = ask_z3(chosen_, wanted_, resource_limit_);
    // What was blamed may not be all.
    if (result == Result::satisfiable) result = ask_z3(clauses_, assumptions, resource_limit_);
    if (once_ && result == Result::unsatisfiable) confirmed.add(shape);
    return result == Result::satisfiable ? Result::disagreement : result;
  }

  /// The clauses that the fast core blames, and the assumptions that they speak of, with names for
  /// propositions in the order in which these occur: many questions come down to the same few
  /// clauses. What has no model does not get one by more clauses, or by other names.
  [[nodiscard]] bool choose_blamed(const std::vector<CoreLiteral>& assumptions) {
    const std::vector<std::size_t> blamed = fast_.blamed();
    if (blamed.empty()) return false;
    for (const CoreLiteral proposition : named_) name_of_[index_of(proposition)] = 0;
    named_.clear();
    chosen_.clear();
    for (const std::size_t number : blamed) {
      renamed_.clear();
      for (const CoreLiteral literal : clauses_[number]) renamed_.push_back(named(literal));
      chosen_.add(renamed_);
    }
    const std::size_t spoken_of = named_.size();
    wanted_.clear();
    for (const CoreLiteral literal : assumptions) {
      const CoreLiteral name = named(literal);
      if (index_of(name) < spoken_of) wanted_.push_back(name);
    }
    return true;
  }
  CoreLiteral named(CoreLiteral literal) {
    const std::size_t index = index_of(literal);
    if (name_of_.size() <= index) name_of_.resize(index + 1);
    CoreLiteral& name = name_of_[index];
    if (name == 0) {
      named_.push_back(literal);
      name = static_cast<CoreLiteral>(named_.size());
    }
    return literal > 0 ? name : -name;
  }
  static std::size_t index_of(CoreLiteral literal) {
    return static_cast<std::size_t>(literal < 0 ? -literal : literal) - 1;
  }

  FastCore fast_;
  unsigned resource_limit_;
  bool once_;
  std::uint64_t shape_ = kBasis;
  ClauseList clauses_;
  ClauseList chosen_;                 ///< to be confirmed
  std::vector<CoreLiteral> wanted_;   ///< assumptions
  std::vector<CoreLiteral> renamed_;  ///< of the clause at hand
  std::vector<CoreLiteral> named_;    ///< by name from 1
  std::vector<CoreLiteral> name_of_;  ///< by proposition; 0 for none
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
