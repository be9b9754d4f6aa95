// The questions of the prover, asked of cvc5 as well.
#pragma once

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
  std::size_t refused = 0;  ///< could not be written
};

/// Questions whose answers wait to be compared.
class Oracle {
 public:
  /// `name` is shown with a disagreement.
  void add(const std::string& name, const Document& policy, const std::string& queue_arn,
           const Question& question, const Answer& answer);
  /// Fails the test for every disagreement.
  [[nodiscard]] OracleTally compare(int milliseconds);

 private:
  struct Waiting {
    std::string name;
    smtlib::Reading reading;
    Answer answer;
    smtlib::Problem problem;
  };
  std::vector<Waiting> waiting_;
  std::size_t refused_ = 0;
};

}  // namespace sqsproof::policy
