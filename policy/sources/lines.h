// Inputs of many queues: JSON Lines, lists, and objects one behind the other, as a loop over `aws
// sqs get-queue-attributes` prints them. Each piece becomes a text of its own, so that one that is
// broken does not hide the others, and so that places are found without reading all again.
#pragma once

#include "policy/sources/source.h"

namespace sqsproof::policy {

/// By the name of the file, or by its first two lines: objects that begin on lines of their own.
[[nodiscard]] bool is_json_lines(const SourceText& source);

[[nodiscard]] QueuesRead read_lines(const Source& source);

/// The objects that stand one behind the other in a text; empty when they are fewer than two, or
/// when something else stands between them. The last one may be broken off.
[[nodiscard]] std::vector<Place> objects_in_a_row(std::string_view text);

[[nodiscard]] QueuesRead read_row(const Source& source, const std::vector<Place>& objects);

/// One line, or one item of a list: any form but a list.
[[nodiscard]] QueuesRead read_piece(const Source& piece);

}  // namespace sqsproof::policy
