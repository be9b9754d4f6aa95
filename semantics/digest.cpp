// The general interface of OpenSSL looks up how a digest is made each time, which costs more than
// to make one of a short text; the old functions, which it would rather see gone, do not.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "semantics/digest.h"

#include <array>
#include <cstdint>
#include <openssl/md5.h>
#include <openssl/sha.h>

#include "semantics/hex.h"

namespace sqsproof::semantics {
namespace {

std::string to_hex(const unsigned char* digest, std::size_t size) {
  std::string text(2 * size, '0');
  char* to = text.data();
  for (std::size_t i = 0; i < size; ++i) to = write_hex(digest[i], 2, to);
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
  MD5(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}
std::string hex(const Md5& digest) { return to_hex(digest.data(), digest.size()); }
std::string md5_hex(std::string_view bytes) { return hex(md5(bytes)); }

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
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
