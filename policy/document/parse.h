// From the text of a policy to a Document, or to everything that is wrong with it.
//
// Never guesses: what is not understood is refused with a place and a cure, and all mistakes of a
// text are reported, not only the first. A Document comes out only when there is no error; warnings
// may stand beside it. The grammar is that of IAM/reference_policies_grammar, as far as resource
// and identity policies go; see tests/cases/document for each rule.
#pragma once

#include <optional>

#include "policy/document/document.h"
#include "policy/support/json.h"

namespace sqsproof::policy {

struct Parsed {
  std::optional<Document> document;  ///< nullopt when `diagnostics` has errors
  Diagnostics diagnostics;
};

/// Largest text that is read at all. SQS takes 8,192 bytes (SQS/quotas-policies); tools that
/// generate policies may indent theirs.
constexpr std::size_t kPolicyBytesLimit = 1 << 20;

/// As a policy of that kind: queue and resource policies say who, identity policies must not.
[[nodiscard]] Parsed parse_policy(const Source& source, PolicyKind kind = PolicyKind::queue);

/// The same for a policy that is part of a larger JSON text.
[[nodiscard]] Parsed parse_policy(const Source& source, const JsonValue& value,
                                  PolicyKind kind = PolicyKind::queue);

}  // namespace sqsproof::policy
