// Two policies of another kind than a queue's that are to be compared: which kind they are of, and
// what can be said of the owner.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "policy/document/document.h"
#include "properties/access/subject.h"

namespace sqsproof::properties {

/// Which kind the policy in a text is of; nullopt where nothing says so. The text is the policy, or
/// what AWS's command line prints of a bucket, a key, a topic, a role and their like.
[[nodiscard]] std::optional<policy::PolicyKind> kind_of(const policy::Source& text);

/// The kind under which two policies are compared where nobody says it, or why they cannot be. A
/// queue's policy beside one of a resource counts as one of a resource.
[[nodiscard]] policy::Result<policy::PolicyKind> common_kind(const policy::Source& before,
                                                             const policy::Source& after);

struct PolicyPair {
  policy::Document before;
  policy::Document after;
  std::string partition;
  std::string owner;  ///< as said, or the one account that Resource elements name; may be empty
};
/// Parses both as that kind. Warnings are appended to `warnings`.
[[nodiscard]] policy::Result<PolicyPair> read_pair(const policy::Source& before,
                                                   const policy::Source& after,
                                                   policy::PolicyKind kind,
                                                   const std::string& account,
                                                   policy::Diagnostics& warnings);

/// What the first policy is asked about, beside whom either mentions.
[[nodiscard]] Subject subject_of(const policy::Document& policy, const PolicyPair& pair,
                                 const policy::Vocabulary& vocabulary);

}  // namespace sqsproof::properties
