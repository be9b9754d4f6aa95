// Text for people: a message with its place, the source line, the span underlined, and what
// follows from it, in the manner of rustc and clang.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/support/diagnostic.h"
#include "properties/report/display.h"

namespace sqsproof::properties {

struct TextStyle {
  bool color = false;
};

/// One line under the snippet: `= help: …`.
struct Remark {
  std::string word;  ///< witness, note, help
  std::string text;
};

struct TextMessage {
  policy::Severity severity = policy::Severity::error;
  std::string id;
  std::string message;
  policy::Source source;  ///< may be null
  policy::Place place;
  std::string label;  ///< behind the underline, may be empty
  std::vector<Remark> remarks;
};

[[nodiscard]] std::string render(const TextMessage& message, const TextStyle& style);
[[nodiscard]] std::string render(const policy::Diagnostics& diagnostics, const TextStyle& style);

}  // namespace sqsproof::properties
