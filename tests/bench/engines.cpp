#include "tests/bench/engines.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

#include "policy/prover/strings.h"
#include "policy/smtlib/problem.h"
#include "semantics/vocabulary.h"
#include "tests/bench/corpus.h"

namespace sqsproof::bench {
namespace {

using namespace policy;
using semantics::sqs_vocabulary;
using Clock = std::chrono::steady_clock;
using Microseconds = std::chrono::duration<double, std::micro>;
constexpr std::chrono::milliseconds kTimeout{10'000};

double memory_mb() {
  std::ifstream in("/proc/self/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  in >> all >> resident;
  const double own = static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
  rusage started{};
  getrusage(RUSAGE_CHILDREN, &started);
  return std::max(own, static_cast<double>(started.ru_maxrss) * 1024) / 1e6;
}

ProverLimits limits_of(EngineName name) {
  ProverLimits limits;
  limits.engine = name;
  limits.timeout = kTimeout;
  return limits;
}

void ask(const Engine& engine, const Document& policy, Prover& prover, const Question& question,
         double reading_us, Times& times) {
  const auto begin = Clock::now();
  if (engine(policy, prover, question) == Verdict::unknown) ++times.unknown;
  times.microseconds.push_back(Microseconds(Clock::now() - begin).count() + reading_us);
}

}  // namespace

Pair realistic_pair(unsigned seed) { return {realistic_policy(seed), {}}; }

Pair hard_pair(unsigned seed) {
  std::string policy = hard_policy(seed);
  std::string baseline = nearly_equal(policy);
  return {std::move(policy), std::move(baseline)};
}

Verdict ask_ours(const Document& /*policy*/, Prover& prover, const Question& question) {
  return prover.ask(question).verdict;
}

Verdict ask_z3_strings(const Document& policy, Prover& prover, const Question& question) {
  return ask_strings(policy, kQueue, sqs_vocabulary(), question, kTimeout, prover).verdict;
}

Verdict ask_cvc5(const Document& policy, Prover& /*prover*/, const Question& question) {
  const auto problem =
      smtlib::write_problem(policy, kQueue, sqs_vocabulary(), question, smtlib::Reading::possible);
  if (!problem) return Verdict::unknown;
  const auto file = std::filesystem::temp_directory_path() / fmt::format("bench-{}", getpid());
  std::ofstream(file) << problem->script;
  std::FILE* pipe = popen(fmt::format("cvc5 --lang smt2 --strings-exp --tlimit {} {} 2>&1",
                                      kTimeout.count(), file.string())
                              .c_str(),
                          "r");
  if (pipe == nullptr) return Verdict::unknown;
  char said[8] = {};
  const char* line = std::fgets(said, sizeof said, pipe);
  while (std::fgetc(pipe) != EOF) {
  }
  pclose(pipe);
  std::filesystem::remove(file);
  if (line == nullptr) return Verdict::unknown;
  const std::string_view word(said);
  return word.starts_with("unsat") ? Verdict::holds
         : word.starts_with("sat") ? Verdict::violated
                                   : Verdict::unknown;
}

Summary Times::summary() const {
  std::vector<double> sorted = microseconds;
  std::sort(sorted.begin(), sorted.end());
  double sum = 0;
  for (const double one : sorted) sum += one;
  const auto count = static_cast<double>(sorted.size());
  const auto at = [&](double part) { return sorted[static_cast<std::size_t>(part * (count - 1))]; };
  return {count,      count / sum * 1e6, at(0.5),
          at(0.99),   sorted.back(),     static_cast<double>(unknown),
          memory_mb()};
}

void ask_from_text(const Pair& pair, const Engine& engine, EngineName name, Times& times) {
  const auto begin = Clock::now();
  const Document policy = document_of(pair.policy);
  std::optional<Document> baseline;
  if (!pair.baseline.empty()) baseline = document_of(pair.baseline);
  Prover prover(policy, kQueue, sqs_vocabulary(), limits_of(name));
  const double reading = Microseconds(Clock::now() - begin).count();
  std::vector<Question> all = questions();
  if (baseline) {
    Question newer = all[1];
    newer.baseline = &*baseline;
    all.push_back(newer);
    newer.offender = Offender::refused;
    all.push_back(newer);
  }
  for (const Question& question : all) {
    ask(engine, policy, prover, question, reading / static_cast<double>(all.size()), times);
  }
}

namespace {

/// About one action and some callers, another pair each time.
Question about_one_action(unsigned number) {
  const std::vector<VocabularyAction>& actions = sqs_vocabulary().actions;
  Question question = questions()[1 + number % 2];
  RequestClass& wanted = question.classes[0];
  wanted.actions = {actions[number / 2 % actions.size()].name};
  if (number / 2 >= actions.size()) wanted.callers.resize(1);
  return question;
}

/// Leaves out an account that nobody spoke of before.
Question about_new_account(unsigned seed, unsigned number) {
  Question question = questions()[1 + seed % 2];
  question.classes[0].conditions[0].values[0].text =
      fmt::format("{:012}", 100'000'000'000 + 1'000 * std::uint64_t{seed} + number);
  return question;
}

}  // namespace

void ask_warm(unsigned policies, EngineName name, NewQuestions which, Times& times) {
  constexpr unsigned kNewQuestions = 40;
  for (unsigned seed = 0; seed < policies; ++seed) {
    const Document policy = document_of(realistic_policy(seed));
    Prover prover(policy, kQueue, sqs_vocabulary(), limits_of(name));
    for (const Question& question : questions()) static_cast<void>(prover.ask(question));
    for (unsigned i = 0; i < kNewQuestions; ++i) {
      const bool known = which == NewQuestions::of_known_words;
      const Question question = known ? about_one_action(i) : about_new_account(seed, i);
      ask(ask_ours, policy, prover, question, 0, times);
    }
  }
}

}  // namespace sqsproof::bench
