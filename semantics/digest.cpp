#include "semantics/digest.h"

#include <array>
#include <cstdint>
#include <openssl/evp.h>

namespace sqsproof::semantics {
namespace {

std::string hex_digest(const EVP_MD* algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
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

std::string md5_hex(std::string_view bytes) { return hex_digest(EVP_md5(), bytes); }
std::string sha256_hex(std::string_view bytes) { return hex_digest(EVP_sha256(), bytes); }

std::string md5_of_attributes(const MessageAttributes& attributes) {
  if (attributes.empty()) return {};
  std::string bytes;
  for (const auto& [name, value] : attributes) {
    add_sized(name, bytes);
    add_sized(value.data_type, bytes);
    const bool binary = value.binary_value.has_value();
    bytes += static_cast<char>(binary ? 2 : 1);
    add_sized(binary ? *value.binary_value : value.string_value.value_or(""), bytes);
  }
  return md5_hex(bytes);
}

}  // namespace sqsproof::semantics
