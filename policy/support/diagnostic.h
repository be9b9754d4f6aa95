// What is told to a user about an input: one problem, its place and its cure.
//
// Messages are lower case without a full stop, user text stands in backticks, and every error says
// what to do (`help`). Lines and columns count from 1; a column counts bytes of the source line.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace sqsproof::policy {

struct SourceText;
using Source = std::shared_ptr<const SourceText>;

/// A piece of a source text, in byte offsets; `json_pointer_at` (json.h) names its element.
struct Place {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where a text begins in its file: at the first byte, or further on when it is a piece of it.
struct Origin {
  std::size_t offset = 0;
  std::size_t line = 1;
  std::size_t column = 1;
  std::string pointer = {};  ///< JSON pointer of the piece; empty for a line of JSON Lines
};

/// A text that was read, with the name of its file, under which it is reported (`<stdin>` for
/// standard input).
struct SourceText {
  std::string name;
  std::string text;
  Origin origin = {};
  /// The text that has this one as a JSON string, at `quotes` (quoted.h); null for most texts.
  Source quoted_in = {};
  Place quotes = {};
};

struct LineColumn {
  std::size_t line = 1;
  std::size_t column = 1;
};
/// Where a byte offset falls in the file; offsets past the end fall behind the last character.
[[nodiscard]] LineColumn line_column(const SourceText& source, std::size_t offset);

enum class Severity { info, warning, error };
[[nodiscard]] std::string_view name_of(Severity severity);

struct Diagnostic {
  std::string id;  ///< stable words, for example `syntax/json` or `grammar/missing-principal`
  Severity severity = Severity::error;
  std::string message;
  Source source;  ///< null when the problem has no text (a directory, say)
  Place place;
  std::string note;  ///< why, may be empty
  std::string help;  ///< what to do
};
using Diagnostics = std::vector<Diagnostic>;

/// Most problems of one kind of severity that are kept of one text: a hostile text has millions.
constexpr std::size_t kDiagnosticsLimit = 1'000;

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// A value, or everything that is wrong with the input.
template <class T>
using Result = tl::expected<T, Diagnostics>;

}  // namespace sqsproof::policy
