// The propositional core: clauses in, a model or `unsatisfiable` out. The seam behind which Z3
// stands, and a core of our own; what the propositions mean is known only to the caller.
//
// Clauses of a session vanish with it; the machinery beneath (4 ms to create) is kept and reused.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace sqsproof::policy {

/// A proposition's number, negative when negated; numbers count from 1.
using CoreLiteral = std::int32_t;

class Core {
 public:
  /// `disagreement`: two cores were asked and one of them is wrong.
  enum class Result { satisfiable, unsatisfiable, unknown, disagreement };

  Core() = default;
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  virtual ~Core() = default;

  virtual CoreLiteral new_proposition() = 0;
  virtual void add_clause(const std::vector<CoreLiteral>& clause) = 0;
  [[nodiscard]] virtual Result check(const std::vector<CoreLiteral>& assumptions) = 0;
  /// After `satisfiable`; propositions the model leaves open count as false.
  [[nodiscard]] virtual bool is_true(CoreLiteral literal) = 0;
};

/// A session on a Z3 solver of this thread. `resource_limit` bounds each check.
[[nodiscard]] std::unique_ptr<Core> open_z3_core(unsigned resource_limit);

class ClauseList;
/// What Z3 says of clauses under assumptions; it has no session with whoever asks.
[[nodiscard]] Core::Result ask_z3(const ClauseList& clauses,
                                  const std::vector<CoreLiteral>& assumptions,
                                  unsigned resource_limit);

/// A core of our own. `work_limit` bounds each check: the watched clauses it looks at.
[[nodiscard]] std::unique_ptr<Core> open_fast_core(std::uint64_t work_limit);

/// The same, with Z3 to decide what it calls unsatisfiable: always, or once for each set of clauses
/// on a thread.
[[nodiscard]] std::unique_ptr<Core> open_confirmed_core(std::uint64_t work_limit,
                                                        unsigned resource_limit, bool once);

}  // namespace sqsproof::policy
