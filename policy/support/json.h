// JSON with places: every value and every member name knows where it stands in the source text.
//
// Strict RFC 8259 by nlohmann's parser through its SAX interface; what is plain, by a quick reader
// (quick_json.h). Refused, each with place and
// cure: syntax errors, ill-formed UTF-8, lone surrogates, duplicate members (most parsers keep one
// of them silently), nesting deeper than the limit. Numbers keep their spelling, whatever their
// size. Memory is at most a small multiple of the text's size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"

namespace sqsproof::policy {

struct JsonMember;

struct JsonValue {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  std::string text;  ///< of a string its decoded value; of boolean and number as written
  std::vector<JsonValue> items;     ///< of an array
  std::vector<JsonMember> members;  ///< of an object, in the order of the text
  Place place;
};

struct JsonMember {
  std::string name;
  Place name_place;
  JsonValue value;
};

/// `string`, `an object` and so on, for messages.
[[nodiscard]] std::string_view name_of(JsonValue::Kind kind);

/// The member of that name, nullptr when there is none (or `value` is no object).
[[nodiscard]] const JsonValue* member_of(const JsonValue& value, std::string_view name);

constexpr std::size_t kJsonDepthLimit = 64;

[[nodiscard]] Result<JsonValue> read_json(const Source& source,
                                          std::size_t depth_limit = kJsonDepthLimit);
/// The same without the quick reader.
[[nodiscard]] Result<JsonValue> read_json_generally(const Source& source,
                                                    std::size_t depth_limit = kJsonDepthLimit);

/// The JSON pointer (RFC 6901) of the innermost element at a byte offset; of a member's name, that
/// of its value. Empty for the whole document and for text that is not JSON. Of a text that is a
/// piece of a file, or a string in it, the pointer begins with that of the piece.
[[nodiscard]] std::string json_pointer_at(const Source& source, std::size_t offset);

}  // namespace sqsproof::policy
