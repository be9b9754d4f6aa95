#include "tests/policy/oracle.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <thread>
#include <unistd.h>

#include "policy/support/words.h"
#include "semantics/vocabulary.h"

namespace sqsproof::policy {
namespace {

namespace fs = std::filesystem;

std::string output_of(const std::string& command) {
  std::string output;
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  pclose(pipe);
  return output;
}

Second ask_one(const std::string& script, const fs::path& file, int milliseconds) {
  std::ofstream(file) << script;
  const std::string said = output_of(fmt::format(
      "cvc5 --lang smt2 --strings-exp --tlimit {} {} 2>&1", milliseconds, file.string()));
  if (said.starts_with("unsat")) return Second::unsat;
  if (said.starts_with("sat")) return Second::sat;
  EXPECT_EQ(said.find("rror"), std::string::npos) << said << script;
  return Second::silent;
}

/// Of either reading; the answer says so.
bool either_reached_limit(const Answer& answer) {
  return std::any_of(answer.approximations.begin(), answer.approximations.end(),
                     [](const std::string& why) { return why.find("limit") != std::string::npos; });
}

/// Empty when the two agree, or one of them does not know.
std::string disagreement(Verdict verdict, smtlib::Reading reading, Second second, bool open) {
  const bool possible = reading != smtlib::Reading::certain;
  if (second == Second::unsat && possible && verdict != Verdict::holds) return "no request";
  if (second == Second::sat && !possible && verdict != Verdict::violated) return "a request";
  if (open) return {};
  if (second == Second::sat && possible && verdict == Verdict::holds) return "perhaps a request";
  if (second == Second::unsat && !possible && verdict == Verdict::violated) {
    return "no request that surely offends";
  }
  return {};
}

}  // namespace

bool has_cvc5() { return !output_of("command -v cvc5").empty(); }

std::vector<Second> ask_cvc5(const std::vector<std::string>& scripts, int milliseconds) {
  std::vector<Second> answers(scripts.size(), Second::silent);
  const auto work = [&](std::size_t first) {
    const fs::path file =
        fs::temp_directory_path() / fmt::format("sqsproof-oracle-{}-{}.smt2", getpid(), first);
    for (std::size_t i = first; i < scripts.size(); i += 2) {
      answers[i] = ask_one(scripts[i], file, milliseconds);
    }
    fs::remove(file);
  };
  std::thread other(work, 1);
  work(0);
  other.join();
  return answers;
}

void expect_agreement(const char* solver, const OracleTally& tally) {
  EXPECT_EQ(tally.disagreements, std::vector<std::string>{});
  fmt::print(
      "{} was asked {} questions, {} scripts; decided {} exactly and {} with something open, "
      "{} of them unsat; no answer in time to {}; {} not written; the prover reached a limit in "
      "{}\n",
      solver, tally.asked, tally.scripts, tally.decided, tally.open, tally.unsat,
      tally.asked - tally.refused - tally.decided - tally.open, tally.refused, tally.limits);
}

void Oracle::add(const std::string& name, const Document& policy, const std::string& queue_arn,
                 const Question& question, const Answer& answer) {
  add(name, policy, realm_of_queue(queue_arn, policy), question, answer);
}

void Oracle::add(const std::string& name, const Document& policy, const Realm& realm,
                 const Question& question, const Answer& answer) {
  using smtlib::Reading;
  for (const auto reading : {Reading::certain, answer.alike ? Reading::alike : Reading::possible}) {
    // Of the reading that gives the verdict; of an unknown one, both.
    if (answer.verdict == Verdict::holds && reading == Reading::certain) continue;
    if (answer.verdict == Verdict::violated && reading == Reading::possible) continue;
    auto problem =
        smtlib::write_problem(policy, realm, semantics::sqs_vocabulary(), question, reading);
    if (!problem) {
      ++refused_;
    } else {
      waiting_.push_back({name, reading, answer, std::move(*problem)});
    }
  }
}

std::string Oracle::described(const Waiting& one, const std::string& other) {
  return fmt::format("{}\nthe prover says {}, the other solver {}\n{}\n{}\n{}", one.name,
                     name_of(one.answer.verdict), other,
                     one.answer.witness ? to_json(*one.answer.witness) : "",
                     join(one.answer.approximations, "\n"), one.problem.script);
}

OracleTally Oracle::compare(int milliseconds) const { return compare(milliseconds, ask_cvc5); }

OracleTally Oracle::compare(int milliseconds, const Solver& solver) const {
  OracleTally tally;
  tally.refused = refused_;
  tally.asked = waiting_.size() + refused_;
  // Questions that differ only in an action that the policy treats alike are one script.
  std::map<std::string, std::size_t> places;
  for (const Waiting& one : waiting_) places.emplace(one.problem.script, 0);
  std::vector<std::string> scripts;
  for (auto& [script, place] : places) {
    place = scripts.size();
    scripts.push_back(script);
  }
  tally.scripts = scripts.size();
  const std::vector<Second> answers = solver(scripts, milliseconds);
  for (const Waiting& one : waiting_) {
    const Second second = answers[places.at(one.problem.script)];
    const bool open = !one.problem.open.empty();
    if (second == Second::unsat) ++tally.unsat;
    if (second != Second::silent) ++(open ? tally.open : tally.decided);
    if (either_reached_limit(one.answer)) {
      ++tally.limits;
      continue;
    }
    const std::string other = disagreement(one.answer.verdict, one.reading, second, open);
    if (!other.empty()) tally.disagreements.push_back(described(one, other));
  }
  return tally;
}

}  // namespace sqsproof::policy
