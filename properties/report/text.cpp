#include "properties/report/text.h"

#include <fmt/format.h>

#include "policy/support/json.h"
#include "properties/report/snippet.h"

namespace sqsproof::properties {
namespace {

using policy::Severity;

constexpr std::size_t kLongest = 1000;  // bytes of a sentence, which may quote the input

std::string shown(const std::string& text) { return printable(text, kLongest); }

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

/// The place, the lines and the span. `margin` is as wide as the largest line number.
std::string render_place(const TextMessage& message, const std::vector<SnippetLine>& lines,
                         std::size_t margin, const Paint& paint) {
  const policy::SourceText& source = *message.source;
  const auto at = policy::line_column(source, message.place.begin);
  const std::string pointer = policy::json_pointer_at(message.source, message.place.begin);
  const std::string space(margin, ' ');
  const std::string bar = paint("1;34", "|");
  std::string out = fmt::format("{}{} {}:{}:{}{}\n{} {}\n", space, paint("1;34", "-->"),
                                printable(source.name), at.line, at.column,
                                pointer.empty() ? "" : "  (" + shown(pointer) + ")", space, bar);
  for (const SnippetLine& line : lines) {
    const bool last = &line == &lines.back();
    const std::string number = fmt::format("{:>{}}", line.number, margin);
    if (line.gap_before) out += paint("1;34", "...") + "\n";
    out += fmt::format("{} {} {}\n", paint("1;34", number), bar, line.text);
    out += fmt::format("{} {} {}{}{}\n", space, bar, std::string(line.indent, ' '),
                       paint(code_of(message.severity), std::string(line.underline, '^')),
                       message.label.empty() || !last ? "" : " " + shown(message.label));
  }
  return out;
}

}  // namespace

std::string render(const TextMessage& message, const TextStyle& style) {
  const Paint paint{style.color};
  const std::string head = fmt::format("{}[{}]", policy::name_of(message.severity), message.id);
  std::string out = fmt::format("{}: {}\n", paint(code_of(message.severity), head),
                                paint("1", shown(message.message)));
  std::size_t margin = 1;
  if (message.source != nullptr) {
    const std::vector<SnippetLine> lines = snippet(*message.source, message.place);
    margin = std::to_string(lines.back().number).size();
    out += render_place(message, lines, margin, paint);
  }
  for (const Remark& remark : message.remarks) {
    const bool whole = remark.word == "witness";  // it is copied into other commands
    out +=
        fmt::format("{} {} {}: {}\n", std::string(margin, ' '), paint("1;34", "="),
                    paint("1", remark.word), whole ? printable(remark.text) : shown(remark.text));
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
