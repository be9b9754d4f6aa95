// What every form of the report says of a failure, said once: each form prints these fields.
// Internal to the reports.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "properties/report/conform_report.h"
#include "properties/report/reference_url.h"

namespace sqsproof::properties {

struct FailureFields {
  std::string_view requirement;  ///< id
  std::string_view level;
  std::string_view statement;
  std::string setting;               ///< the queue of the program
  std::vector<std::string> program;  ///< its commands
  struct Call {
    std::size_t id = 0;
    /// `*`: the violation follows from it; `+`: it does not, and yet the shrunk program needs the
    /// call, so that the endpoint does something wrong with it.
    char mark = ' ';
    std::string words;
    [[nodiscard]] std::string line() const;
  };
  std::vector<Call> calls;  ///< that matter
  std::size_t calls_left_out = 0;
  bool needs_more = false;  ///< some of them are marked `+`
  std::vector<std::string> because;
  std::optional<semantics::Duration_us> margin_us;
  semantics::Tolerance tolerance;
  std::string margin;  ///< both in words; empty for what no tolerance excuses
  LinkedReference reference;
  std::string origin;  ///< how the program was found, with the seed
  std::string replay;  ///< command; empty when there is no file to name
};
/// Of one with a counterexample.
[[nodiscard]] FailureFields failure_fields_of(const RequirementResult& result,
                                              const ConformReport& report);
/// All of them but requirement, level and statement, which stand in a heading of each form. Words
/// of the endpoint are as they came.
[[nodiscard]] std::string plain_text(const FailureFields& failure);
/// What the marks of the calls mean; empty when there is none to be explained.
[[nodiscard]] std::string mark_words(const FailureFields& failure);
/// Ids of calls of the program that its violation does not follow from. Shrinking kept them, so the
/// cause may lie there: in another queue, perhaps. Of many, the first ones.
[[nodiscard]] std::vector<std::size_t> also_needed(const Counterexample& example);
/// `3 more calls are left out: the verdict is the same without them`; empty when all do.
[[nodiscard]] std::string left_out_words(const FailureFields& failure);

}  // namespace sqsproof::properties
