// The only file that includes Z3.
//
// The C interface with a simple solver: the C++ one costs three times as much per clause, and a
// default solver 10 ms at its first check. An error of Z3 turns the check into `unknown`.
//
// To assert a clause costs as much as to decide a question, because Z3 simplifies what is new in
// some twenty passes. So who only wants to know whether clauses contradict each other (`ask_z3`)
// asserts each clause once, for all questions of the thread, behind a proposition of its own, and
// assumes those propositions that belong to the question.
#include <optional>
#include <string>
#include <z3++.h>

#include "policy/prover/clause_list.h"
#include "policy/prover/core.h"
#include "policy/prover/idle_pool.h"
#include "policy/prover/strings.h"

namespace sqsproof::policy {
namespace {

/// One context with its solver and its propositions, which every session shares.
struct Machine {
  z3::context context;
  z3::solver solver{context, z3::solver::simple()};
  Z3_sort bool_sort = Z3_mk_bool_sort(context);
  std::vector<Z3_ast> positive;  ///< by proposition
  std::vector<Z3_ast> negative;
  unsigned resource_limit = 0;
  std::size_t sessions = 0;

  ~Machine() {
    for (const auto* list : {&positive, &negative}) {
      for (Z3_ast ast : *list) Z3_dec_ref(context, ast);
    }
  }

  void grow_to(std::size_t count) {
    while (positive.size() < count) {
      Z3_symbol name = Z3_mk_int_symbol(context, static_cast<int>(positive.size()));
      Z3_ast constant = Z3_mk_const(context, name, bool_sort);
      Z3_inc_ref(context, constant);
      Z3_ast negated = Z3_mk_not(context, constant);
      Z3_inc_ref(context, negated);
      positive.push_back(constant);
      negative.push_back(negated);
    }
  }

  [[nodiscard]] Z3_ast ast(CoreLiteral literal) const {
    return literal > 0 ? positive[static_cast<std::size_t>(literal - 1)]
                       : negative[static_cast<std::size_t>(-literal - 1)];
  }
};

using Machines = IdlePool<Machine>;

class Z3Core final : public Core {
 public:
  explicit Z3Core(unsigned resource_limit) : machine_(Machines::of_this_thread().take()) {
    if (machine_->resource_limit != resource_limit) {
      z3::params params(machine_->context);
      params.set("rlimit", resource_limit);
      machine_->solver.set(params);
      machine_->resource_limit = resource_limit;
    }
    ++machine_->sessions;
    machine_->solver.push();
  }

  ~Z3Core() override {
    model_.reset();
    try {
      machine_->solver.pop();
      Machines::of_this_thread().give_back(std::move(machine_));
    } catch (const std::exception&) {
      // A machine that cannot forget is not used again.
    }
  }

  CoreLiteral new_proposition() override {
    machine_->grow_to(++count_);
    return static_cast<CoreLiteral>(count_);
  }

  void add_clause(const std::vector<CoreLiteral>& clause) override {
    asts_.clear();
    for (CoreLiteral literal : clause) asts_.push_back(machine_->ast(literal));
    Z3_context context = machine_->context;
    Z3_ast disjunction = asts_.size() == 1
                             ? asts_[0]
                             : Z3_mk_or(context, static_cast<unsigned>(asts_.size()), asts_.data());
    Z3_inc_ref(context, disjunction);
    Z3_solver_assert(context, machine_->solver, disjunction);
    Z3_dec_ref(context, disjunction);
    failed_ = failed_ || Z3_get_error_code(context) != Z3_OK;
  }

  Result check(const std::vector<CoreLiteral>& assumptions) override {
    model_.reset();
    asts_.clear();
    for (CoreLiteral literal : assumptions) asts_.push_back(machine_->ast(literal));
    try {
      Z3_context context = machine_->context;
      const Z3_lbool answer = Z3_solver_check_assumptions(
          context, machine_->solver, static_cast<unsigned>(asts_.size()), asts_.data());
      machine_->context.check_error();
      if (failed_ || answer == Z3_L_UNDEF) return Result::unknown;
      if (answer == Z3_L_FALSE) return Result::unsatisfiable;
      model_.emplace(machine_->context, Z3_solver_get_model(context, machine_->solver));
      return Result::satisfiable;
    } catch (const std::exception&) {
      return Result::unknown;
    }
  }

  bool is_true(CoreLiteral literal) override {
    Z3_context context = machine_->context;
    Z3_ast constant = machine_->ast(literal > 0 ? literal : -literal);
    Z3_func_decl declaration = Z3_get_app_decl(context, Z3_to_app(context, constant));
    Z3_ast value = Z3_model_get_const_interp(context, *model_, declaration);
    const bool truth = value != nullptr && Z3_get_bool_value(context, value) == Z3_L_TRUE;
    return truth == (literal > 0);
  }

 private:
  std::unique_ptr<Machine> machine_;
  std::optional<z3::model> model_;
  std::size_t count_ = 0;
  std::vector<Z3_ast> asts_;
  bool failed_ = false;
};

/// Clauses that are there for whoever assumes their propositions.
class Clerk {
 public:
  explicit Clerk(unsigned resource_limit) : resource_limit_(resource_limit) {
    z3::params params(machine_.context);
    params.set("rlimit", resource_limit);
    params.set("relevancy", 0U);
    params.set("auto_config", false);
    machine_.solver.set(params);
    machine_.solver.push();
  }
  [[nodiscard]] bool is_for(unsigned resource_limit) const {
    constexpr std::size_t kMostChecks = 50'000;  // before its memory grows
    return resource_limit == resource_limit_ && checks_ < kMostChecks && !failed_;
  }

  Core::Result check(const ClauseList& clauses, const std::vector<CoreLiteral>& assumptions) {
    ++checks_;
    if (numbers_.size() + clauses.size() > kMostClauses) forget();
    assumed_.clear();
    for (std::size_t i = 0; i < clauses.size(); ++i) assume(clauses[i]);
    for (const CoreLiteral literal : assumptions) assumed_.push_back(ast(literal));
    Z3_context context = machine_.context;
    const Z3_lbool answer = Z3_solver_check_assumptions(
        context, machine_.solver, static_cast<unsigned>(assumed_.size()), assumed_.data());
    failed_ = failed_ || Z3_get_error_code(context) != Z3_OK;
    if (failed_ || answer == Z3_L_UNDEF) return Core::Result::unknown;
    return answer == Z3_L_FALSE ? Core::Result::unsatisfiable : Core::Result::satisfiable;
  }

 private:
  static constexpr std::size_t kMostClauses = 4'096;

  void forget() {
    machine_.solver.pop();
    machine_.solver.push();
    numbers_.clear();
  }
  /// Propositions of clauses and of questions take turns.
  Z3_ast ast(CoreLiteral literal) {
    machine_.grow_to(2 * static_cast<std::size_t>(literal > 0 ? literal : -literal));
    return machine_.ast(2 * literal);
  }
  Z3_ast ast_of_clause(std::size_t number) {
    machine_.grow_to(2 * number + 1);
    return machine_.positive[2 * number];
  }
  void assume(ClauseList::Clause clause) {
    if (clause.size() == 1) return assumed_.push_back(ast(clause[0]));
    const std::size_t known = numbers_.size();
    const std::size_t number = numbers_.of(clause);
    Z3_ast own = ast_of_clause(number);
    if (number == known) assert_clause(clause, machine_.negative[2 * number]);
    assumed_.push_back(own);
  }
  void assert_clause(ClauseList::Clause clause, Z3_ast unless) {
    asts_.assign(1, unless);
    for (const CoreLiteral literal : clause) asts_.push_back(ast(literal));
    Z3_context context = machine_.context;
    Z3_ast disjunction = Z3_mk_or(context, static_cast<unsigned>(asts_.size()), asts_.data());
    Z3_inc_ref(context, disjunction);
    Z3_solver_assert(context, machine_.solver, disjunction);
    Z3_dec_ref(context, disjunction);
    failed_ = failed_ || Z3_get_error_code(context) != Z3_OK;
  }

  Machine machine_;
  unsigned resource_limit_;
  ClauseNumbers numbers_;
  std::size_t checks_ = 0;
  std::vector<Z3_ast> asts_;
  std::vector<Z3_ast> assumed_;
  bool failed_ = false;
};

}  // namespace

Core::Result ask_z3(const ClauseList& clauses, const std::vector<CoreLiteral>& assumptions,
                    unsigned resource_limit) {
  thread_local std::unique_ptr<Clerk> clerk;
  try {
    if (!clerk || !clerk->is_for(resource_limit)) clerk = std::make_unique<Clerk>(resource_limit);
    return clerk->check(clauses, assumptions);
  } catch (const std::exception&) {
    clerk.reset();
    return Core::Result::unknown;
  }
}

std::unique_ptr<Core> open_z3_core(unsigned resource_limit) {
  try {
    return std::make_unique<Z3Core>(resource_limit);
  } catch (const std::exception&) {
    return nullptr;
  }
}

ScriptAnswer run_script(const std::string& script, std::chrono::milliseconds timeout) {
  try {
    z3::context context;
    const std::string bounded = "(set-option :timeout " + std::to_string(timeout.count()) + ")\n";
    const std::string said = Z3_eval_smtlib2_string(context, (bounded + script).c_str());
    if (said.starts_with("unsat")) return ScriptAnswer::unsat;
    return said.starts_with("sat") ? ScriptAnswer::sat : ScriptAnswer::unknown;
  } catch (const std::exception&) {
    return ScriptAnswer::unknown;
  }
}

}  // namespace sqsproof::policy
