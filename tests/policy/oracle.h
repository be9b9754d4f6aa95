// The questions of the prover, asked of cvc5 as well.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "policy/smtlib/problem.h"

namespace sqsproof::policy {

enum class Second { unsat, sat, silent };  ///< silent: time ran out

/// Whether cvc5 is on this machine.
[[nodiscard]] bool has_cvc5();
/// What cvc5 says of each script, two at a time.
[[nodiscard]] std::vector<Second> ask_cvc5(const std::vector<std::string>& scripts,
                                           int milliseconds);

struct OracleTally {
  std::size_t asked = 0;
  std::size_t scripts = 0;  ///< distinct ones
  std::size_t unsat = 0;
  std::size_t decided = 0;
  std::size_t open = 0;     ///< decided, but with something left open
  std::size_t limits = 0;   ///< questions where the prover reached a limit
  std::size_t refused = 0;  ///< could not be written
  std::vector<std::string> disagreements;
};

/// Fails with the disagreements, and prints the rest.
void expect_agreement(const char* solver, const OracleTally& tally);

/// Questions whose answers wait to be compared.
class Oracle {
 public:
  /// `name` is shown with a disagreement.
  void add(const std::string& name, const Document& policy, const std::string& queue_arn,
           const Question& question, const Answer& answer);
  /// The same of a policy that is no queue's.
  void add(const std::string& name, const Document& policy, const Realm& realm,
           const Question& question, const Answer& answer);
  /// What cvc5 says; `Solver` is another one.
  [[nodiscard]] OracleTally compare(int milliseconds) const;
  using Solver = std::function<std::vector<Second>(const std::vector<std::string>&, int)>;
  [[nodiscard]] OracleTally compare(int milliseconds, const Solver& solver) const;

 private:
  struct Waiting {
    std::string name;
    smtlib::Reading reading;
    Answer answer;
    smtlib::Problem problem;
  };
  [[nodiscard]] static std::string described(const Waiting& one, const std::string& other);

  std::vector<Waiting> waiting_;
  std::size_t refused_ = 0;
};

}  // namespace sqsproof::policy
