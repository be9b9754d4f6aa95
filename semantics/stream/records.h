// Members of a record of a trace as numbers and fingerprints. Internal to the reader of streams.
#pragma once

#include <simdjson.h>

#include "semantics/stream/fingerprint.h"

namespace sqsproof::semantics::stream {

using Element = simdjson::dom::element;

/// nullptr-like: `error()` of an absent member is not SUCCESS.
[[nodiscard]] inline std::string_view text_in(const Element& from, std::string_view name) {
  std::string_view text;
  return from[name].get(text) == simdjson::SUCCESS ? text : std::string_view();
}
[[nodiscard]] inline std::int64_t number_in(const Element& from, std::string_view name,
                                            std::int64_t otherwise) {
  std::int64_t number = 0;
  return from[name].get(number) == simdjson::SUCCESS ? number : otherwise;
}
/// 0 of an absent member.
[[nodiscard]] inline Fingerprint print_in(const Element& from, std::string_view name) {
  const std::string_view text = text_in(from, name);
  return text.data() == nullptr || text.empty() ? 0 : fingerprint_of(text);
}

/// Decimal digits; 0 of anything else.
[[nodiscard]] inline SequenceNumber sequence_in(const Element& from, std::string_view name) {
  const std::string_view text = text_in(from, name);
  if (text.empty() || text.size() > 38) return 0;
  SequenceNumber number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

/// The items of a call's arguments `a`; those of an answer `r` are added to them.
void read_arguments(const Element& arguments, Kind kind, bool batch, bool by_content,
                    bool per_group, std::vector<Item>& items, std::vector<Fingerprint>& names);
void read_results(const Element& results, Kind kind, bool batch, std::vector<Item>& items,
                  const std::vector<Fingerprint>& names);

}  // namespace sqsproof::semantics::stream
