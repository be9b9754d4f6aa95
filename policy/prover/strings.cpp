#include "policy/prover/strings.h"

#include <fmt/format.h>

#include "policy/smtlib/problem.h"

namespace sqsproof::policy {
namespace {

Answer undecided(std::vector<std::string> why) {
  Answer answer;
  answer.approximations = std::move(why);
  return answer;
}

Answer disagreement(std::string_view strings, const Answer& other) {
  Answer answer;
  answer.internal_error = fmt::format("the strings engine says {}, the default engine {}", strings,
                                      name_of(other.verdict));
  return answer;
}

}  // namespace

Answer ask_strings(const Document& policy, const std::string& queue_arn,
                   const Vocabulary& vocabulary, const Question& question,
                   std::chrono::milliseconds timeout, Prover& prover) {
  Answer other = prover.ask(question);
  const auto problem =
      smtlib::write_problem(policy, queue_arn, vocabulary, question,
                            other.alike ? smtlib::Reading::alike : smtlib::Reading::possible);
  if (!problem) return undecided({"the strings engine: " + problem.error()});
  const ScriptAnswer said = run_script(problem->script, timeout);
  if (said == ScriptAnswer::unknown) {
    return undecided({fmt::format("the strings engine reached its limit of {} s",
                                  static_cast<double>(timeout.count()) / 1000)});
  }
  if (!other.internal_error.empty()) return other;
  if (said == ScriptAnswer::unsat) {
    const bool shown = other.verdict == Verdict::violated || other.witness;
    return shown ? disagreement("holds", other) : Answer{Verdict::holds, {}, {}, {}, {}};
  }
  if (other.verdict != Verdict::holds) return other;
  if (problem->open.empty()) return disagreement("that there is a request", other);
  return undecided(problem->open);
}

}  // namespace sqsproof::policy
