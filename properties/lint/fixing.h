// Applies the fixes that the lint rules offer to the text of a policy, round by round, and then the
// repairs of the access checks, until these hold or nothing more helps.
//
// Every round is checked before it is kept: the text is still a policy, and a fix that says that it
// changes nothing does change nothing, by proof. A fix that fails this is left out. What a repair
// changes was proved before it was offered (repair/repair.h).
#pragma once

#include <cstddef>
#include <string>

#include "policy/document/document.h"
#include "policy/document/vocabulary.h"
#include "policy/prover/prover.h"
#include "properties/access/subject.h"

namespace sqsproof::properties {

struct FixOptions {
  std::string queue_arn;  ///< what the user said; either may be empty
  std::string account;
  bool unsafe = false;  ///< also fixes that may change who gets in
  const policy::Vocabulary* vocabulary = nullptr;
  policy::ProverLimits limits;
  Trust trust = {};  ///< whom repairs may leave in
};

struct FixOutcome {
  std::string text;          ///< equal to the input when nothing was fixed
  std::size_t fixed = 0;     ///< findings that are gone because of a fix
  std::size_t withheld = 0;  ///< fixes in the final text that wait for `unsafe`
  std::size_t refused = 0;   ///< fixes that would break the policy or change who gets in
};

/// A text that is no policy comes back as it is; only a Resource that is missing is added, with
/// `unsafe`, when the user named the queue.
[[nodiscard]] FixOutcome fix_policy(const policy::Source& source, const FixOptions& options);

/// Whether the two let in exactly the same requests, as far as the prover sees: not when it finds
/// a request that only one of them lets in.
[[nodiscard]] bool same_access(const policy::Document& a, const policy::Document& b,
                               const std::string& queue_arn, const policy::Vocabulary& vocabulary,
                               policy::ProverLimits limits);

}  // namespace sqsproof::properties
