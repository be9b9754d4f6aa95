// Writing files that others read: whole, or not at all.
#pragma once

#include <string>

namespace sqsproof::cli {

/// Puts `text` in place of what the file held, through a temporary file in the same folder and a
/// rename, so that neither a reader nor a power failure meets half of it. Permissions stay, a
/// symbolic link keeps pointing where it points, and what is no regular file (`/dev/stdout`, a
/// pipe) is written to. Returns what went wrong; empty when it worked.
[[nodiscard]] std::string replace_file(const std::string& path, const std::string& text);

}  // namespace sqsproof::cli
