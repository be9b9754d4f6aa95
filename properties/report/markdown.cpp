#include "properties/report/markdown.h"

#include <algorithm>

#include "properties/report/display.h"

namespace sqsproof::properties {

std::string markdown_cell(std::string_view text) {
  std::string safe;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (begin > 0) safe += "<br>";
    for (const char c : printable(text.substr(begin, end - begin))) {
      safe += c == '|' ? "\\|" : c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    begin = end + 1;
  }
  return safe;
}

}  // namespace sqsproof::properties
