// The lines of a source text that a message is about, with the span under them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "policy/support/diagnostic.h"

namespace sqsproof::properties {

/// A piece of one line; all of it where it is short.
struct SnippetLine {
  std::size_t number = 1;     ///< of the line
  std::string text;           ///< as it is shown; `…` stands for what is cut off
  std::size_t indent = 0;     ///< columns before the span
  std::size_t underline = 1;  ///< columns under the span, at least one
  bool gap_before = false;    ///< lines of the span are left out before this one
};

/// The first line of the span and, if it has several, the last one.
[[nodiscard]] std::vector<SnippetLine> snippet(const policy::SourceText& source,
                                               policy::Place place);

}  // namespace sqsproof::properties
