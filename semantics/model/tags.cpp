#include "semantics/model/tags.h"

#include <algorithm>
#include <fmt/format.h>

#include "semantics/limits.h"
#include "semantics/model/characters.h"

namespace sqsproof::semantics {
namespace {

Refusal bad(std::string text) { return refuse("InvalidParameterValueException", std::move(text)); }

std::size_t length(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) static_cast<void>(next_code_point(text, at));
  return count;
}

/// Letters, digits and spaces of Unicode, of which everything beyond ASCII passes here.
bool is_legal(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
  });
}

/// The first text is recorded, the others are customary.
Checked<bool> check_tag(const std::string& key, const std::string& value) {
  if (key.empty() || length(key) > kTagKeyLength) {
    return bad("Tag keys must be between 1 and 128 characters in length.");
  }
  if (length(value) > kTagValueLength) {
    return bad("Tag values must be between 0 and 256 characters in length.");
  }
  if (key.starts_with("aws:")) {
    return bad(
        fmt::format("Value {} for parameter TagKey is invalid. Reason: The prefix aws: is "
                    "reserved.",
                    key));
  }
  if (!is_legal(key) || !is_legal(value)) {
    return bad(
        "Tag values may only contain unicode letters, digits, whitespace, or one of these "
        "symbols: _ . : / = + - @'");
  }
  return true;
}

}  // namespace

Checked<bool> check_tags(const std::string& queue_name, const StringMap& has,
                         const StringMap& added) {
  std::size_t count = has.size();
  for (const auto& [key, value] : added) {
    if (auto good = check_tag(key, value); !good) return good;
    if (!has.contains(key)) ++count;
  }
  if (count <= kTags) return true;
  return bad(fmt::format("Too many tags added for queue {}.", queue_name));
}

}  // namespace sqsproof::semantics
