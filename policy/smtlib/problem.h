// A question about a policy as a script of SMT-LIB 2, for any solver of strings.
//
// It is an encoding of its own: keys are separate strings with equations between them, conditions
// are regular expressions, equations and comparisons over them, and what is not documented is
// carried as two readings of every condition. It shares the document and the authorizer with the
// default engine, and no line of the encoding; where the two disagree, one of them is wrong.
// Only theories of the standard are used: strings, regular expressions, bit vectors, integers,
// reals. http://smtlib.cs.uiowa.edu/theories-UnicodeStrings.shtml
//
// `unsat` under the possible reading, or the one in which tests come out alike in all policies,
// says that the answer is `holds`; `sat` under the certain reading says `violated`. What strings
// cannot say (listed in `open`) is left open on the safe side, so these are right all the same; the
// other answers then say nothing.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "policy/prover/prover.h"
#include "policy/smtlib/requests.h"

namespace sqsproof::policy::smtlib {

struct Problem {
  std::string script;             ///< from `(set-logic …)` to `(check-sat)`
  std::vector<std::string> open;  ///< what is not said exactly
};

/// Or why it cannot be written. The realm is that of the prover that answered.
[[nodiscard]] tl::expected<Problem, std::string> write_problem(const Document& policy,
                                                               const Realm& realm,
                                                               const Vocabulary& vocabulary,
                                                               const Question& question,
                                                               Reading reading);
/// About a queue.
[[nodiscard]] tl::expected<Problem, std::string> write_problem(const Document& policy,
                                                               const std::string& queue_arn,
                                                               const Vocabulary& vocabulary,
                                                               const Question& question,
                                                               Reading reading);

/// The reading that proves an answer; of an unknown one, the reading that shows why it is.
[[nodiscard]] Reading reading_of(const Answer& answer);
/// What a solver must say to it by that answer: `sat`, `unsat`, or `unknown` where nothing is
/// claimed.
[[nodiscard]] std::string_view expected_of(const Answer& answer, const Problem& problem);

/// Lines that a solver skips.
[[nodiscard]] std::string as_comments(const std::vector<std::string>& lines);

}  // namespace sqsproof::policy::smtlib
