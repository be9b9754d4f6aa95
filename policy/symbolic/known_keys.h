// The condition keys a request to a queue can have, with the values they can take.
//
// Keys that follow from the caller are in callers.h, addresses, dates and numbers in points.h;
// those that come in pairs (source, organisation) share one string, which space.cpp joins. Adding a
// key: a row here, and its presence rules in constraint_rows.cpp.
// IAM/reference_policies_condition-keys
#pragma once

#include <span>
#include <string_view>

#include "policy/values/language.h"

namespace sqsproof::policy {

struct KnownKey {
  std::string_view key;  ///< lower case; one that ends with `/` stands for every key of that prefix
  Language (*domain)();  ///< all values the key can have; null when it can be any text
  std::string_view example;  ///< a readable value, tried first in witnesses; may be empty
};

[[nodiscard]] std::span<const KnownKey> all_known_keys();
/// nullptr when no request to a queue is known to have that key.
[[nodiscard]] const KnownKey* find_known_key(std::string_view lower_case_key);

/// Two keys of one organisation in one string, `o-…/r-…/ou-…/`: the id is what stands before the
/// first slash of the path. An account has one path in its organisation.
struct OrganizationKeys {
  std::string_view id;  ///< lower case
  std::string_view paths;
  std::string_view id_spelling;
  std::string_view paths_spelling;
};
[[nodiscard]] std::span<const OrganizationKeys> all_organization_keys();

/// Printable text without NUL and the like; also bytes of UTF-8.
[[nodiscard]] ByteSet text_bytes();

}  // namespace sqsproof::policy
