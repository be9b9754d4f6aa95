#include "properties/report/display.h"

#include <algorithm>
#include <cstdint>

namespace sqsproof::properties {
namespace {

constexpr std::string_view kTab = "    ";

struct Decoded {
  char32_t point = 0;
  std::size_t bytes = 0;  ///< 0 when it is no UTF-8
};

/// Well-formed UTF-8 only: no overlong forms, no surrogates. Unicode, table 3-7
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (bytes == 0 || first > 0xF4 || text.size() < bytes) return {};
  char32_t point = first & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    point = point << 6 | (byte(i) & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < kLeast[bytes] || point > 0x10FFFF || surrogate) return {};
  return {point, bytes};
}

struct Range {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool in(const Range (&ranges)[N], char32_t point) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) {
    return range.first <= point && point <= range.last;
  });
}

/// Controls, line separators, and marks that turn the direction of writing or cannot be seen.
constexpr Range kHidden[] = {{0x00, 0x1F},     {0x7F, 0x9F},      {0xAD, 0xAD},
                             {0x061C, 0x061C}, {0x180E, 0x180E},  {0x200B, 0x200F},
                             {0x2028, 0x202E}, {0x2060, 0x206F},  {0xFEFF, 0xFEFF},
                             {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F}};

/// Accents and the like, which stand over the character before.
constexpr Range kCombining[] = {
    {0x0300, 0x036F},  {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x06D6, 0x06DC},  {0x0900, 0x0902}, {0x093C, 0x093C}, {0x0941, 0x0948}, {0x094D, 0x094D},
    {0x0E31, 0x0E31},  {0x0E34, 0x0E3A}, {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
    {0x20D0, 0x20F0},  {0x302A, 0x302D}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xE0100, 0xE01EF}};

/// Blocks that are wide as a whole. Unicode, annex 11 (East Asian Width), W and F
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x26A1, 0x26A1},   {0x2705, 0x2705},   {0x274C, 0x274C},
    {0x2753, 0x2757},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}};

}  // namespace

Glyph glyph_at(std::string_view text, std::size_t at) {
  if (text[at] == '\t') return {1, std::string(kTab), kTab.size()};
  const Decoded decoded = decode(text.substr(at, 4));
  if (decoded.bytes == 0) return {1, "?", 1};
  if (in(kHidden, decoded.point)) return {decoded.bytes, "?", 1};
  const std::size_t columns = in(kCombining, decoded.point) ? 0 : in(kWide, decoded.point) ? 2 : 1;
  return {decoded.bytes, std::string(text.substr(at, decoded.bytes)), columns};
}

std::size_t before(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 4;
  for (std::size_t bytes = std::min(kLongest, at); bytes > 1; --bytes) {
    if (decode(text.substr(at - bytes, bytes)).bytes == bytes) return at - bytes;
  }
  return at - 1;
}

std::string printable(std::string_view text) { return printable(text, text.size()); }

std::string printable(std::string_view text, std::size_t most) {
  std::string shown;
  std::size_t at = 0;
  while (at < text.size() && at < most) {
    const Glyph glyph = glyph_at(text, at);
    shown += text[at] == '\t' ? " " : glyph.shown;
    at += glyph.bytes;
  }
  return at < text.size() ? shown + "…" : shown;
}

}  // namespace sqsproof::properties
