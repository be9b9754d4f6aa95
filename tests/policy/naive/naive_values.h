// Numbers, dates, addresses and bytes, read by simple means. Each function compares one value of
// the request with one of the policy; nullopt means that one of the two is malformed.
#pragma once

#include <optional>
#include <string>

#include "tests/policy/naive/naive_words.h"

namespace sqsproof::tests::naive {

/// -1, 0 or 1: how the first number stands to the second. Any size and precision.
[[nodiscard]] std::optional<int> compare_numbers(const std::string& a, const std::string& b);
/// The same of two instants. W3C's profile of ISO 8601, or seconds since 1970.
[[nodiscard]] std::optional<int> compare_dates(const std::string& a, const std::string& b);
/// Same bytes after base64 decoding.
[[nodiscard]] std::optional<bool> same_bytes(const std::string& a, const std::string& b);
/// Whether the address lies in the range; unknown where AWS does not say.
[[nodiscard]] Tri address_in(const std::string& address, const std::string& range);

}  // namespace sqsproof::tests::naive
