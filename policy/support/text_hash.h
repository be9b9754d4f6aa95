// A hash of texts for tables of ours whose keys are long: sixteen bytes a multiplication.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sqsproof::policy {

/// Not declared `noexcept`, so that libstdc++ keeps the hash beside each key.
struct TextHash {
  using is_transparent = void;

  std::size_t operator()(std::string_view text) const {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    constexpr std::uint64_t kOther = 0xD6E8FEB86659FD93;
    std::uint64_t hash = text.size() * kOdd;
    for (; text.size() >= 16; text.remove_prefix(16)) {
      hash = folded(word_at(text.data()) ^ hash ^ kOther, word_at(text.data() + 8) ^ kOdd);
    }
    std::uint64_t rest[2] = {};
    std::memcpy(rest, text.data(), text.size());
    return folded(rest[0] ^ hash ^ kOther, rest[1] ^ kOdd);
  }

 private:
  static std::uint64_t word_at(const char* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
  }
  static std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
  }
};

}  // namespace sqsproof::policy
