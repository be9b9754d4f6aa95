// What the user says that a policy must do: let in every request of a kind (required access), or
// none (access not granted). IAM Access Analyzer asks the second in CheckAccessNotGranted.
//
// A kind of request is written like a statement: principals, actions, queues and a condition. It is
// read as one, by the reader of policies, so that a word means the same in both.
#pragma once

#include <span>
#include <string>

#include "policy/document/document.h"
#include "policy/support/json.h"
#include "properties/access/check.h"

namespace sqsproof::properties {

struct Expectation {
  enum class Kind { must_allow, must_not_allow };
  Kind kind = Kind::must_allow;
  policy::Document requests;  ///< lets in exactly the requests that are meant
  std::string who;            ///< the principals, as written
  std::string why;            ///< the user's reason, may be empty
  policy::Place place;        ///< in the text it was written in
};

/// `must_allow`, `must_not_allow`.
[[nodiscard]] std::string_view name_of(Expectation::Kind kind);

/// An object with `principals` (ARNs, accounts, services, `*`, `anonymous`), `actions`, and if
/// wanted `queues` (names or ARNs, with wildcards), `condition` (as in a policy) and `why`. The
/// places of the value are those in `source`.
[[nodiscard]] policy::Result<Expectation> read_expectation(const policy::Source& source,
                                                           const policy::JsonValue& value,
                                                           Expectation::Kind kind,
                                                           const policy::Vocabulary& vocabulary);
/// The same from `PRINCIPAL ACTION[,ACTION]`. `name` is what the text is reported under.
[[nodiscard]] policy::Result<Expectation> read_expectation(const std::string& name,
                                                           const std::string& text,
                                                           Expectation::Kind kind,
                                                           const policy::Vocabulary& vocabulary);

/// The rows of the catalogue: `access/required`, `access/not-granted`.
struct ExpectationCheck {
  Description words;
  policy::Severity severity = policy::Severity::error;
};
[[nodiscard]] std::span<const ExpectationCheck> all_expectation_checks();
[[nodiscard]] const ExpectationCheck& check_of(Expectation::Kind kind);

/// `FILE:LINE:COLUMN`, where it was written.
[[nodiscard]] std::string origin_of(const Expectation& expectation);

/// Whether it says anything about this queue.
[[nodiscard]] bool is_about(const Expectation& expectation, const std::string& queue_arn);

/// Asks those that are about the subject's queue.
[[nodiscard]] CheckResult check_expectations(const Subject& subject,
                                             std::span<const Expectation> expectations,
                                             const Asking& asking);

/// Puts what was found behind what was found before.
void append(CheckResult more, CheckResult& to);

}  // namespace sqsproof::properties
