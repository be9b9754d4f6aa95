#include "properties/report/snippet.h"

#include <algorithm>
#include <string_view>

#include "policy/support/quoted.h"
#include "properties/report/display.h"

namespace sqsproof::properties {
namespace {

constexpr std::size_t kColumns = 140;  // longest piece of a line that is shown
constexpr std::size_t kBefore = 60;    // of it before the span, when the line is longer

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< before the line break
};

Line line_around(std::string_view text, std::size_t at) {
  const std::size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  Line line{newline == std::string_view::npos ? 0 : newline + 1,
            std::min(text.find('\n', at), text.size())};
  if (line.end > line.begin && text[line.end - 1] == '\r') --line.end;
  return line;
}

/// Where the columns that follow `from` end, or the line does.
std::size_t forward(std::string_view text, std::size_t from, std::size_t end, std::size_t columns) {
  std::size_t taken = 0;
  while (from < end) {
    const Glyph glyph = glyph_at(text, from);
    taken += glyph.columns;
    if (taken > columns) break;
    from += glyph.bytes;
  }
  return std::min(from, end);
}

std::size_t backward(std::string_view text, std::size_t from, std::size_t begin,
                     std::size_t columns) {
  std::size_t taken = 0;
  while (from > begin) {
    const std::size_t previous = before(text, from);
    taken += glyph_at(text, previous).columns;
    if (taken > columns) break;
    from = previous;
  }
  return std::max(from, begin);
}

/// The piece of the line that is shown.
Line window(std::string_view text, const Line& line, std::size_t span_begin) {
  Line shown = line;
  if (forward(text, line.begin, line.end, kColumns) == line.end) return line;
  shown.begin = backward(text, span_begin, line.begin, kBefore);
  shown.end = forward(text, shown.begin, line.end, kColumns);
  return shown;
}

/// The span within one line: both ends lie in it, or on its end.
SnippetLine show(std::string_view text, const Line& line, policy::Place span) {
  const Line shown = window(text, line, span.begin);
  SnippetLine result;
  std::size_t columns = 0;
  std::size_t underlined = 0;
  const auto add = [&](const Glyph& glyph) {
    result.text += glyph.shown;
    columns += glyph.columns;
  };
  if (shown.begin > line.begin) add({0, "…", 1});
  result.indent = columns;
  for (std::size_t at = shown.begin; at < shown.end;) {
    const Glyph glyph = glyph_at(text, at);
    add(glyph);
    if (at < span.begin) {
      result.indent = columns;
    } else if (at < span.end) {
      underlined += glyph.columns;
    }
    at += glyph.bytes;
  }
  if (shown.end < line.end) result.text += "…";
  result.underline = std::max<std::size_t>(underlined, 1);
  return result;
}

}  // namespace

std::vector<SnippetLine> snippet(const policy::SourceText& source, policy::Place place) {
  if (source.quoted_in != nullptr) {
    return snippet(*source.quoted_in, {policy::offset_in_quotes(source, place.begin),
                                       policy::offset_in_quotes(source, place.end)});
  }
  const std::string_view text = source.text;
  const std::size_t begin = std::min(place.begin, text.size());
  const std::size_t end = std::clamp(place.end, begin, text.size());
  const Line first = line_around(text, begin);
  std::vector<SnippetLine> lines;
  lines.push_back(show(text, first, {begin, std::max(begin, std::min(end, first.end))}));
  lines.back().number = policy::line_column(source, begin).line;
  if (end <= first.end + 1) return lines;
  const Line last = line_around(text, end - 1);
  if (last.begin <= first.begin) return lines;
  const std::size_t visible =
      std::min(text.find_first_not_of(" \t", last.begin), std::max(last.end, last.begin + 1) - 1);
  lines.push_back(show(text, last, {visible, std::min(end, last.end)}));
  lines.back().number = policy::line_column(source, last.begin).line;
  lines.back().gap_before = lines.back().number > lines.front().number + 1;
  return lines;
}

}  // namespace sqsproof::properties
