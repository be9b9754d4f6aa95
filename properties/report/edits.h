// Fixes put into a text, and the change shown as a unified diff.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "properties/report/finding.h"

namespace sqsproof::properties {

struct Edited {
  std::string text;
  std::vector<std::size_t> taken;  ///< indices of the fixes that are in `text`
};

/// Puts in every fix that touches no place of an earlier one; the others wait for a next round, in
/// which their places are found anew. All other bytes stay as they are. A fix whose edits overlap
/// each other or leave the text is passed over.
[[nodiscard]] Edited apply_fixes(std::string_view text, std::span<const Fix> fixes);

/// The same edit in the bytes of the file that `source` is all or a piece of.
[[nodiscard]] Fix::Edit in_file(const policy::Source& source, const Fix::Edit& edit);

/// What turns `before` into `after`, as one edit of as little as is easily found.
[[nodiscard]] Fix::Edit difference(std::string_view before, std::string_view after);

/// A text as JSON writes it, with its quotes: what a fix puts in place of a string.
[[nodiscard]] std::string json_string(std::string_view text);

/// What turns `before` into `after`, in the form that `patch` and `git apply` read, with three
/// lines of context; empty when they are equal. Lines are cut at `\n`, everything else (`\r`,
/// tabs) is part of a line.
[[nodiscard]] std::string unified_diff(std::string_view before, std::string_view after,
                                       std::string_view name);

}  // namespace sqsproof::properties
