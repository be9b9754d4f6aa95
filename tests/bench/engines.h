// Every engine on the same questions, each timed alone: for rows of one engine (engines_bench.cpp)
// and for all of them side by side (engines_table.cpp).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "policy/prover/prover.h"

namespace sqsproof::bench {

/// One policy, and another one for questions about new access.
struct Pair {
  std::string policy;
  std::string baseline;  ///< or empty
};
/// As people write them; see corpus.h.
[[nodiscard]] Pair realistic_pair(unsigned seed);
/// 20 statements, overlapping wildcards on one key, five keys, beside one nearly equal.
[[nodiscard]] Pair hard_pair(unsigned seed);

using Engine = std::function<policy::Verdict(const policy::Document&, policy::Prover&,
                                             const policy::Question&)>;
[[nodiscard]] policy::Verdict ask_ours(const policy::Document& policy, policy::Prover& prover,
                                       const policy::Question& question);
/// A second encoding, by Z3's theory of strings.
[[nodiscard]] policy::Verdict ask_z3_strings(const policy::Document& policy, policy::Prover& prover,
                                             const policy::Question& question);
/// cvc5 decides the scripts of --proof-log, of the possible reading alone: `unknown` is what it
/// cannot decide. The start of its process counts, its witness does not.
[[nodiscard]] policy::Verdict ask_cvc5(const policy::Document& policy, policy::Prover& prover,
                                       const policy::Question& question);

struct Summary {
  double questions = 0;
  double per_second = 0;
  double median_us = 0;
  double p99_us = 0;
  double max_us = 0;
  double unknown = 0;
  double memory_mb = 0;  ///< resident, at the end; of a process that was started, its most
};

struct Times {
  std::vector<double> microseconds;
  std::size_t unknown = 0;

  [[nodiscard]] Summary summary() const;
};

/// From the text to the replayed witness; the reading of a text counts in equal parts for its
/// questions.
void ask_from_text(const Pair& pair, const Engine& engine, policy::EngineName name, Times& times);
/// Questions that were not asked of a policy: about another action and other callers each, or with
/// a word in them that the thread never met.
enum class NewQuestions { of_known_words, with_new_words };
/// New questions about policies that were read and asked about before.
void ask_warm(unsigned policies, policy::EngineName name, NewQuestions which, Times& times);

}  // namespace sqsproof::bench
