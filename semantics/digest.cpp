#include "semantics/digest.h"

#include <array>
#include <cstdint>
#include <openssl/evp.h>

namespace sqsproof::semantics {
namespace {

std::string to_hex(const unsigned char* digest, std::size_t size) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += kHex[digest[i] >> 4];
    text += kHex[digest[i] & 15];
  }
  return text;
}

void add_sized(std::string_view bytes, std::string& out) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(size >> shift & 0xff);
  out += bytes;
}

}  // namespace

Md5 md5(std::string_view bytes) {
  Md5 digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_md5(), nullptr);
  return digest;
}
std::string hex(const Md5& digest) { return to_hex(digest.data(), digest.size()); }
std::string md5_hex(std::string_view bytes) { return hex(md5(bytes)); }

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return to_hex(digest.data(), digest.size());
}

std::string md5_of_attributes(const MessageAttributes& attributes) {
  std::vector<const MessageAttributes::value_type*> order;
  for (const auto& one : attributes) order.push_back(&one);
  return md5_of_ordered(order);
}

std::string md5_of_ordered(const std::vector<const MessageAttributes::value_type*>& attributes) {
  if (attributes.empty()) return {};
  std::string bytes;
  for (const auto* one : attributes) {
    const auto& [name, value] = *one;
    add_sized(name, bytes);
    add_sized(value.data_type, bytes);
    const bool binary = value.binary_value.has_value();
    bytes += static_cast<char>(binary ? 2 : 1);
    add_sized(binary ? *value.binary_value : value.string_value.value_or(""), bytes);
  }
  return md5_hex(bytes);
}

}  // namespace sqsproof::semantics
