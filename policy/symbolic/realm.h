// Which requests are looked at: those to one queue, or, for a policy of another kind, all of one
// partition, whatever they do and to which resource.
#pragma once

#include <set>
#include <string>

#include "policy/document/document.h"

namespace sqsproof::policy {

struct Realm {
  PolicyKind kind = PolicyKind::queue;
  std::string queue_arn;            ///< of a queue policy; else empty
  std::string partition;            ///< access never crosses it. IAM/reference_identifiers
  std::set<std::string> list_keys;  ///< undocumented keys that may have several values, lower case

  [[nodiscard]] bool is_open() const { return kind != PolicyKind::queue; }
};

[[nodiscard]] Realm realm_of_queue(const std::string& queue_arn);
/// Of a policy: with those of its keys that may have several values (decide/condition.h).
[[nodiscard]] Realm realm_of_queue(const std::string& queue_arn, const Document& policy);

/// For a policy that is no queue's, and one that it is compared with (or null). A service's key
/// counts as one with several values when either holds a set operator against it.
[[nodiscard]] Realm realm_of(const Document& policy, const Document* baseline,
                             std::string partition);

/// The partitions that ARNs in a policy are of, without those with wildcards in their place.
[[nodiscard]] std::set<std::string> partitions_of(const Document& policy);

}  // namespace sqsproof::policy
