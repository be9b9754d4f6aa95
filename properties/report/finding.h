// One thing that was found about a policy, whichever rule found it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide/request.h"
#include "policy/support/diagnostic.h"
#include "policy/support/verdict.h"

namespace sqsproof::properties {

/// A change of the text: the edits do not overlap, and together do what the title says.
struct Fix {
  struct Edit {
    policy::Place place;  ///< replaced by `text`; empty to insert
    std::string text;
  };
  std::string title;
  std::vector<Edit> edits;
  /// False for a fix that does what the author surely meant, and so may change who gets in.
  bool keeps_meaning = true;
};

struct Finding {
  std::string rule;
  policy::Severity severity = policy::Severity::error;
  policy::Verdict verdict = policy::Verdict::violated;  ///< violated or unknown
  std::string message;
  std::string queue;
  policy::Source source;
  policy::Place place;
  std::string label;
  std::vector<std::size_t> statements;
  std::optional<policy::Request> witness;
  std::vector<std::string> notes;
  std::string help;
  std::optional<Fix> fix;
  /// What is not new does not count.
  enum class State {
    fresh,     ///< or nothing to compare with was given
    existing,  ///< `--against`: the older version has it, too
    known      ///< `--baseline`: an earlier report has it
  };
  State state = State::fresh;
};
[[nodiscard]] std::string_view name_of(Finding::State state);

/// Makes it a remark that says why it does not count.
void set_aside(Finding& finding, Finding::State state, std::string why);

/// The same finding keeps its fingerprint when lines move or other statements come and go.
[[nodiscard]] std::string fingerprint_of(const Finding& finding);

}  // namespace sqsproof::properties
