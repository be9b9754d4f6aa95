// A question to Z3's theory of strings, over the encoding of smtlib/.
//
// Slow, and often without an answer; but it sees how policy variables relate two keys, and shares
// no encoding with the default engine, so that it is a second opinion on every proof.
#pragma once

#include <chrono>
#include <string>

#include "policy/prover/prover.h"

namespace sqsproof::policy {

enum class ScriptAnswer { sat, unsat, unknown };

/// What Z3 says to a script of SMT-LIB 2.
[[nodiscard]] ScriptAnswer run_script(const std::string& script, std::chrono::milliseconds timeout);

/// `holds` when Z3 says so. Otherwise witnesses are those of `prover`, which has the same policy.
/// Where the two disagree, the answer is an internal error.
[[nodiscard]] Answer ask_strings(const Document& policy, const std::string& queue_arn,
                                 const Vocabulary& vocabulary, const Question& question,
                                 std::chrono::milliseconds timeout, Prover& prover);

}  // namespace sqsproof::policy
