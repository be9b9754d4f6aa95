// The policy language, rule by rule: what AWS's documentation says, where, and how we stand to it.
//
// This is the list one goes through to see what a verdict rests on. Each rule has an id, says what
// a policy means in one or two sentences, and names the page it comes from. Case files under
// tests/cases cite the ids they show; a rule that no case shows fails `Coverage.*`. Adding one: a
// row in <family>.cpp and a case that cites it.
#pragma once

#include <span>

#include "properties/property.h"

namespace sqsproof::properties {

/// How the authorizer and the parser stand to a rule.
enum class Standing {
  decided,   ///< followed exactly; a case shows it deciding both ways
  unknown,   ///< undocumented or contradictory: what hangs on it is undecided
  refused,   ///< such a document is not accepted; the id is that of the diagnostic
  reported,  ///< changes no decision; a lint rule or a remark says so
  outside,   ///< not visible in a queue policy; the verdict's assumptions say so
};
[[nodiscard]] std::string_view name_of(Standing standing);

struct LanguageRule {
  Description words;
  Standing standing;
};

/// Table of contents, in the order of a policy's text and then of its evaluation.
[[nodiscard]] std::span<const LanguageRule> all_language_rules();

// The families, one file each.
[[nodiscard]] std::span<const LanguageRule> input_rules();            ///< `syntax/*`, `request/*`
[[nodiscard]] std::span<const LanguageRule> grammar_rules();          ///< `grammar/*`
[[nodiscard]] std::span<const LanguageRule> condition_block_rules();  ///< `grammar/*` of Condition
[[nodiscard]] std::span<const LanguageRule> caller_rules();           ///< `principal/*`
[[nodiscard]] std::span<const LanguageRule> element_rules();          ///< `action/*`, `resource/*`
[[nodiscard]] std::span<const LanguageRule> other_kind_rules();       ///< `kind/*`
[[nodiscard]] std::span<const LanguageRule> operator_rules();         ///< `operator/*`
[[nodiscard]] std::span<const LanguageRule> variable_rules();         ///< `variable/*`
[[nodiscard]] std::span<const LanguageRule> evaluation_rules();       ///< `evaluation/*`
[[nodiscard]] std::span<const LanguageRule> key_rules();              ///< `key/*`
[[nodiscard]] std::span<const LanguageRule> sender_rules();           ///< `sqs/*` of other services
[[nodiscard]] std::span<const LanguageRule> service_rules();          ///< `sqs/*`

}  // namespace sqsproof::properties
