#include "policy/support/quoted.h"

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>

namespace sqsproof::policy {
namespace {

/// One character of a JSON string: the bytes that it takes there, and those that it stands for.
struct Step {
  std::size_t written = 1;
  std::size_t meant = 1;
};

constexpr std::size_t kUnicodeEscape = 6;  // \uXXXX

/// The number of a `\uXXXX` at `at`, 0 when there is none.
unsigned unicode_escape_at(std::string_view text, std::size_t at) {
  unsigned code = 0;
  if (text.substr(at, 2) != "\\u" || text.size() < at + kUnicodeEscape) return 0;
  std::from_chars(text.data() + at + 2, text.data() + at + kUnicodeEscape, code, 16);
  return code;
}

bool is_surrogate(unsigned code) { return code >= 0xD800 && code < 0xE000; }

/// Bytes above 0x7F are taken one by one: they are the same on both sides.
Step step_at(std::string_view text, std::size_t at) {
  if (text[at] != '\\') return {};
  if (text.substr(at, 2) != "\\u") return {2, 1};
  const unsigned code = unicode_escape_at(text, at);
  if (is_surrogate(code)) return {2 * kUnicodeEscape, 4};
  return {kUnicodeEscape, code < 0x80 ? 1U : code < 0x800 ? 2U : 3U};
}

}  // namespace

Source unquoted(const Source& outer, Place quotes, std::string text, std::string_view pointer) {
  SourceText inner{outer->name, std::move(text)};
  inner.origin.pointer = outer->origin.pointer + std::string(pointer);
  inner.quoted_in = outer;
  inner.quotes = quotes;
  return std::make_shared<const SourceText>(std::move(inner));
}

std::size_t offset_in_quotes(const SourceText& source, std::size_t offset) {
  const std::string_view outer = source.quoted_in->text;
  const std::size_t end = source.quotes.end - 1;
  std::size_t at = source.quotes.begin + 1;
  for (std::size_t read = 0; read < offset && at < end;) {
    const Step step = step_at(outer, at);
    at += step.written;
    read += step.meant;
  }
  return at < end ? at : end;
}

Spot as_read(const Source& source, Place place) {
  Spot spot{source, place};
  while (spot.source != nullptr && spot.source->quoted_in != nullptr) {
    const SourceText& inner = *spot.source;
    spot = {inner.quoted_in,
            {offset_in_quotes(inner, spot.place.begin), offset_in_quotes(inner, spot.place.end)}};
  }
  return spot;
}

std::string as_written(const SourceText& source, std::string text) {
  const auto replace = nlohmann::json::error_handler_t::replace;
  for (const SourceText* at = &source; at->quoted_in != nullptr; at = at->quoted_in.get()) {
    const std::string quoted = nlohmann::json(text).dump(-1, ' ', false, replace);
    text = quoted.substr(1, quoted.size() - 2);
  }
  return text;
}

}  // namespace sqsproof::policy
