// What `check` tells: the findings of every input, in the formats of the command line contract.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "properties/access/check.h"
#include "properties/report/baseline.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

/// One queue of an input, or what could not be read of it: what was wrong, or what was found.
struct CheckedInput {
  std::string name;                 ///< the file, and where in it the queue stands
  policy::Diagnostics diagnostics;  ///< errors and remarks about the text
  bool is_queue = true;             ///< false for diagnostics of what is no queue
  bool decided = false;             ///< false when errors kept the questions from being asked
  bool no_policy = false;           ///< a queue without policy: only its account gets in
  bool proved_before = false;       ///< by the proofs of an equal policy
  std::string queue;
  std::string assumption;
  std::vector<std::string> notes;  ///< what was not looked at
  CheckResult result;
  std::size_t findings_left_out = 0;  ///< by `bound`
  std::size_t diagnostics_left_out = 0;
};

/// Most findings, and most diagnostics, that are shown of one input.
constexpr std::size_t kShown = 100;

/// Keeps the findings and diagnostics that weigh most, in the order they had, and counts the
/// others.
void bound(CheckedInput& input);

/// What became of `--baseline`.
struct BaselineUse {
  std::string file;
  std::vector<BaselineEntry> unused;
};

struct CheckReport {
  std::string version;
  std::vector<CheckedInput> inputs;
  double seconds = 0;
  std::size_t files = 0;
  std::vector<std::string> notes = {};  ///< about the run, for example what was not read
  std::optional<BaselineUse> baseline = {};
  bool compared = false;  ///< with an older version or an earlier report: findings have a state
};

/// Numbers for the last line and for programs.
struct CheckTally {
  std::size_t queues = 0, policies = 0, unread = 0;
  std::size_t fresh = 0, existing = 0, known = 0;
  std::size_t questions = 0, left_out = 0;
};
[[nodiscard]] CheckTally tally_of(const CheckReport& report);

/// The worst verdict; an input that could not be read is unknown.
[[nodiscard]] policy::Verdict verdict_of(const CheckReport& report);

/// What text ends with: the verdict, and how much was found.
[[nodiscard]] std::string closing_line_of(const CheckReport& report);
[[nodiscard]] std::string to_text(const CheckReport& report, const TextStyle& style, bool closing);
[[nodiscard]] std::string to_json(const CheckReport& report);

}  // namespace sqsproof::properties
