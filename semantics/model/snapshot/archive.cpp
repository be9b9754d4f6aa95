#include "semantics/model/snapshot/archive.h"

#include <sstream>

namespace sqsproof::semantics {

/// Seven bits a byte, the lowest first; the last byte is below 128.
void Archive::number(std::uint64_t& value) {
  if (!reading_) {
    std::uint64_t rest = value;
    for (; rest >= 128; rest >>= 7) written_ += static_cast<char>(rest | 128);
    written_ += static_cast<char>(rest);
    return;
  }
  value = 0;
  for (unsigned shift = 0; shift < 64 && !left_.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(left_.front());
    left_.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) return;
  }
  value = 0;
  left_ = {};
  fail();
}

void Archive::text(std::string& value) {
  const std::uint64_t size = count(value.size());
  if (!reading_) {
    written_ += value;
    return;
  }
  value = left_.substr(0, size);
  left_.remove_prefix(size);
}

std::uint64_t Archive::count(std::size_t size) {
  std::uint64_t value = size;
  number(value);
  if (!reading_ || value <= left_.size()) return value;
  fail();
  return 0;
}

void carry(Archive& archive, MessageAttributeValue& value) {
  archive(value.data_type, value.string_value, value.binary_value, value.string_list_values,
          value.binary_list_values);
}

/// The library's own text of a generator.
void carry(Archive& archive, std::mt19937_64& value) {
  std::ostringstream out;
  if (!archive.reading()) out << value;
  std::string text = out.str();
  archive(text);
  if (!archive.reading()) return;
  std::istringstream in(text);
  if (!(in >> value)) archive.fail();
}

}  // namespace sqsproof::semantics
