// What `check` tells: the findings of every input, in the formats of the command line contract.
#pragma once

#include <string>
#include <vector>

#include "properties/access/check.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

/// One input: what was wrong with it, or what was found.
struct CheckedInput {
  std::string name;
  policy::Diagnostics diagnostics;  ///< errors and remarks about the text
  bool decided = false;             ///< false when errors kept the questions from being asked
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

struct CheckReport {
  std::string version;
  std::vector<CheckedInput> inputs;
  double seconds = 0;
};

/// The worst verdict; an input that could not be read is unknown.
[[nodiscard]] policy::Verdict verdict_of(const CheckReport& report);

[[nodiscard]] std::string to_text(const CheckReport& report, const TextStyle& style, bool closing);
[[nodiscard]] std::string to_json(const CheckReport& report);

}  // namespace sqsproof::properties
