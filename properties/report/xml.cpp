#include "properties/report/xml.h"

#include "properties/report/text.h"

namespace sqsproof::properties {
namespace {

void add_escaped(char c, std::string& out) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    default:
      out += c;
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    for (const char c : printable(text.substr(0, end))) add_escaped(c, out);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace sqsproof::properties
