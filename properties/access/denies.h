// Which Deny statements of one policy another one has no more.
//
// A Deny counts together with what other policies allow: in one account, a policy of the caller's
// own lets him in where the resource's says nothing, and the other way round
// (IAM/reference_policies_evaluation-logic_policy-eval-basics-single-account). So a policy without
// an Allow is not the same as none. Looked at are callers who have policies of their own: of the
// resource's account, where it is known; across accounts nothing gets in without an Allow here.
// What the other policy lets in itself is a grant (grants.h), and no Deny of this list.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "policy/prover/prover.h"
#include "properties/access/asked.h"
#include "properties/access/subject.h"

namespace sqsproof::properties {

/// A Deny statement that refuses requests which the other policy leaves to others.
struct DenyChange {
  std::size_t statement = 0;  ///< in its policy
  std::string sid;
  std::string words;  ///< whom, what, where and under which conditions it denies
  policy::Verdict verdict = policy::Verdict::violated;  ///< unknown: perhaps
  std::optional<policy::Request> witness;               ///< denied here, and not there
  std::vector<std::string> notes;                       ///< what an unknown one hangs on
};

struct DenyChanges {
  std::vector<DenyChange> denies;  ///< in the order of the policy
  std::size_t questions = 0;
  std::vector<std::string> internal_errors;
};

/// Of the subject's policy those that `other` lacks.
[[nodiscard]] DenyChanges find_deny_changes(const Subject& subject, const policy::Document& other,
                                            const policy::ProverLimits& limits,
                                            const Observer& observer = {});

/// `statement 1 (`Tls`), anyone: sqs:* if Bool aws:SecureTransport false`
[[nodiscard]] std::string words_of(const DenyChange& change);

}  // namespace sqsproof::properties
