// Digests as SQS computes them, in lower-case hex.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "semantics/actions/action.h"

namespace sqsproof::semantics {

using Md5 = std::array<unsigned char, 16>;
[[nodiscard]] Md5 md5(std::string_view bytes);
[[nodiscard]] std::string hex(const Md5& digest);
[[nodiscard]] std::string md5_hex(std::string_view bytes);
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// MD5OfMessageAttributes: over name, type, transport type and value of each attribute in order of
/// the names' bytes, lengths as big-endian 32-bit numbers. Empty for no attributes.
/// SQS/sqs-message-metadata (calculating the MD5 message digest for message attributes)
[[nodiscard]] std::string md5_of_attributes(const MessageAttributes& attributes);

/// The same over attributes in an order of one's own.
[[nodiscard]] std::string md5_of_ordered(
    const std::vector<const MessageAttributes::value_type*>& attributes);

}  // namespace sqsproof::semantics
