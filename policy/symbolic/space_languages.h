// Which values the variables of a space have, and where the keys are in them.
#pragma once

#include <string>

#include "policy/symbolic/known_keys.h"
#include "policy/values/language.h"

namespace sqsproof::policy {

[[nodiscard]] Language anything();
[[nodiscard]] Language mark(char c);
[[nodiscard]] Language absent_mark();
/// Values that end a joint string, or are followed by one of the marks and what comes behind it. A
/// pattern that ends with "anything" swallows that, too, which keeps the automata small.
[[nodiscard]] Language before_mark(const Language& values, const Language& marks);

/// Values of the source variable. `-`: none. `R<arn>`: both keys, the account is that of the ARN.
/// `r<arn>`: only aws:SourceArn. `B<arn>\1<account>`: both, an ARN without account, as those of S3
/// buckets are (IAM/confused-deputy). `a<account>`: only aws:SourceAccount.
[[nodiscard]] Language source_domain(const std::string& partition);
[[nodiscard]] Language with_source_arn_in(const Language& values);
[[nodiscard]] Language with_source_account_in(const Language& values, const std::string& partition);

/// `o-…/r-…/` and deeper paths. IAM/reference_policies_condition-keys (aws:PrincipalOrgPaths)
[[nodiscard]] Language organization_domain();

/// Of a known key, or of another one. Tag keys, names of services and paths have at least one
/// character.
[[nodiscard]] Language values_of(const KnownKey* row, bool list);

}  // namespace sqsproof::policy
