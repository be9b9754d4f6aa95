// A text that stands as a string in a JSON document: a policy in the attributes of a queue.
//
// What is said about such a text points into the file that the user has: every place is mapped
// through the escapes of the string, and what is put there is escaped like the rest.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "policy/support/diagnostic.h"

namespace sqsproof::policy {

/// A text with a place in it.
struct Spot {
  Source source;
  Place place;
};

/// The string at `quotes` (with its quotes) of a valid JSON text, as a text of its own. `text` is
/// its decoded value, `pointer` that of the string within `outer`.
[[nodiscard]] Source unquoted(const Source& outer, Place quotes, std::string text,
                              std::string_view pointer);

/// Where a byte of such a text is written in `quoted_in`; of a byte within a character that is
/// written as an escape, the end of that escape.
[[nodiscard]] std::size_t offset_in_quotes(const SourceText& source, std::size_t offset);

/// The same piece in the text that was read: itself unless it is quoted.
[[nodiscard]] Spot as_read(const Source& source, Place place);

/// What has to be written in the text that was read for `text` to stand in this one.
[[nodiscard]] std::string as_written(const SourceText& source, std::string text);

}  // namespace sqsproof::policy
