// BinaryEquals: the same bytes after base64 decoding. What is not base64 is not documented.
// IAM/reference_policies_elements_condition_operators
#include <openssl/evp.h>
#include <optional>
#include <vector>

#include "policy/operators/families.h"

namespace sqsproof::policy {
namespace {

constexpr std::string_view kReference =
    "IAM/reference_policies_elements_condition_operators#Conditions_BinaryEquals";

std::optional<std::vector<unsigned char>> decode(std::string_view text) {
  if (text.size() % 4 != 0 || text.find_first_of(" \t\r\n") != std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<unsigned char> bytes(text.size() / 4 * 3 + 1);
  const int length =
      EVP_DecodeBlock(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()),
                      static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  bytes.resize(static_cast<std::size_t>(length) - padding);
  return bytes;
}

Truth same_bytes(std::string_view value, std::string_view pattern) {
  const auto left = decode(value);
  const auto right = decode(pattern);
  if (!left || !right) return Truth::unknown;
  return truth(*left == *right);
}

constexpr Operator kRows[] = {{"BinaryEquals", ValueKind::binary, Polarity::positive, same_bytes,
                               nullptr, nullptr, kReference}};

}  // namespace

std::span<const Operator> binary_operators() { return kRows; }

}  // namespace sqsproof::policy
