#include "properties/report/text.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/support/json.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;

constexpr std::size_t kColumns = 140;  // longest piece of a source line that is shown

struct Paint {
  bool color;
  std::string operator()(std::string_view code, std::string_view text) const {
    return color ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }
};

std::string_view code_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "1;31";
    case Severity::warning:
      return "1;33";
    case Severity::info:
      return "1;36";
  }
  return "0";
}

/// The piece of the line around the span, and where the span lies in it.
struct Snippet {
  std::string text;
  std::size_t begin = 0;
  std::size_t length = 1;
};

Snippet cut(const policy::SourceText& source, policy::Place place) {
  const std::string& text = source.text;
  const std::size_t at = std::min(place.begin, text.size());
  const std::size_t column = policy::line_column(source, at).column - 1;
  const std::size_t line_begin = at - column;
  const std::size_t line_end = std::min(text.find('\n', at), text.size());
  const std::size_t from = column > kColumns / 2 && line_end - line_begin > kColumns
                               ? line_begin + column - kColumns / 2
                               : line_begin;
  const std::size_t to = std::min(line_end, from + kColumns);
  const std::size_t span_end = std::clamp(place.end, at + 1, std::max(to, at + 1));
  return {printable(std::string_view(text).substr(from, to - from)), at - from, span_end - at};
}

std::string render_place(const TextMessage& message, const Paint& paint) {
  if (message.source == nullptr) return {};
  const policy::SourceText& source = *message.source;
  const auto at = policy::line_column(source, message.place.begin);
  const std::string pointer = policy::json_pointer_at(message.source, message.place.begin);
  const std::string number = std::to_string(at.line);
  const std::string margin(number.size() + 1, ' ');
  const Snippet snippet = cut(source, message.place);
  std::string out = fmt::format("{}{} {}:{}:{}{}\n", margin.substr(1), paint("1;34", "-->"),
                                printable(source.name), at.line, at.column,
                                pointer.empty() ? "" : "  (" + printable(pointer) + ")");
  const std::string bar = paint("1;34", "|");
  out += fmt::format("{}{}\n", margin, bar);
  out += fmt::format("{} {} {}\n", paint("1;34", number), bar, snippet.text);
  out += fmt::format("{}{} {}{}{}\n", margin, bar, std::string(snippet.begin, ' '),
                     paint(code_of(message.severity), std::string(snippet.length, '^')),
                     message.label.empty() ? "" : " " + message.label);
  return out;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c == '\t') c = ' ';
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return result;
}

std::string render(const TextMessage& message, const TextStyle& style) {
  const Paint paint{style.color};
  const std::string head = fmt::format("{}[{}]", policy::name_of(message.severity), message.id);
  std::string out = fmt::format("{}: {}\n", paint(code_of(message.severity), head),
                                paint("1", printable(message.message)));
  out += render_place(message, paint);
  for (const Remark& remark : message.remarks) {
    out += fmt::format("  {} {}: {}\n", paint("1;34", "="), paint("1", remark.word),
                       printable(remark.text));
  }
  return out;
}

std::string render(const policy::Diagnostics& diagnostics, const TextStyle& style) {
  std::string out;
  for (const policy::Diagnostic& diagnostic : diagnostics) {
    TextMessage message{diagnostic.severity,
                        diagnostic.id,
                        diagnostic.message,
                        diagnostic.source,
                        diagnostic.place,
                        {},
                        {}};
    if (!diagnostic.note.empty()) message.remarks.push_back({"note", diagnostic.note});
    if (!diagnostic.help.empty()) message.remarks.push_back({"help", diagnostic.help});
    out += render(message, style) + "\n";
  }
  return out;
}

}  // namespace sqsproof::properties
