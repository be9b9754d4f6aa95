// A line diff: what both texts begin and end with is set aside, the rest goes through a longest
// common subsequence as long as that is cheap, and is replaced as one block when it is not.
#include <algorithm>
#include <fmt/format.h>

#include "properties/report/edits.h"

namespace sqsproof::properties {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;
constexpr std::size_t kTableLimit = 4'000'000;  // cells; 2,000 changed lines on either side

Lines lines_of(std::string_view text) {
  Lines lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    lines.push_back(text.substr(at, end - at));
    at = end;
  }
  return lines;
}

/// Which lines of either side have no partner on the other.
struct Marks {
  std::vector<bool> removed;
  std::vector<bool> added;
};

/// Marks the pieces [first, a_end) and [first, b_end), which begin and end differently.
void mark_middle(const Lines& a, const Lines& b, std::size_t first, std::size_t a_end,
                 std::size_t b_end, Marks& marks) {
  const std::size_t rows = a_end - first;
  const std::size_t columns = b_end - first;
  const auto mark = [&](std::vector<bool>& side, std::size_t i) { side[first + i] = true; };
  if (rows * columns > kTableLimit) {
    for (std::size_t i = 0; i < rows; ++i) mark(marks.removed, i);
    for (std::size_t j = 0; j < columns; ++j) mark(marks.added, j);
    return;
  }
  std::vector<std::vector<unsigned>> common(rows + 1, std::vector<unsigned>(columns + 1));
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      common[i][j] = a[first + i] == b[first + j] ? common[i + 1][j + 1] + 1
                                                  : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && a[first + i] == b[first + j]) {
      ++i;
      ++j;
    } else if (j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1])) {
      mark(marks.removed, i++);
    } else {
      mark(marks.added, j++);
    }
  }
}

Marks marks_of(const Lines& a, const Lines& b) {
  Marks marks{std::vector<bool>(a.size()), std::vector<bool>(b.size())};
  const std::size_t least = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < least && a[same] == b[same]) ++same;
  std::size_t tail = 0;
  while (tail < least - same && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  mark_middle(a, b, same, a.size() - tail, b.size() - tail, marks);
  return marks;
}

/// One line of the diff; both numbers are those of the next line on either side.
struct DiffRow {
  char sign;  ///< ' ', '-' or '+'
  std::string_view line;
  std::size_t old_line;
  std::size_t new_line;
};

std::vector<DiffRow> rows_of(const Lines& a, const Lines& b, const Marks& marks) {
  std::vector<DiffRow> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() || j < b.size()) {
    const bool removed = i < a.size() && marks.removed[i];
    const bool added = !removed && j < b.size() && marks.added[j];
    rows.push_back({removed ? '-' : added ? '+' : ' ', added ? b[j] : a[i], i, j});
    i += added ? 0 : 1;
    j += removed ? 0 : 1;
  }
  return rows;
}

std::string hunk(const std::vector<DiffRow>& rows, std::size_t from, std::size_t to) {
  std::size_t old_count = 0;
  std::size_t new_count = 0;
  std::string body;
  for (std::size_t i = from; i < to; ++i) {
    old_count += rows[i].sign == '+' ? 0 : 1;
    new_count += rows[i].sign == '-' ? 0 : 1;
    body += rows[i].sign;
    body += rows[i].line;
    if (!rows[i].line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
  }
  // An empty side is given by the line before it.
  const std::size_t old_line = rows[from].old_line + (old_count > 0 ? 1 : 0);
  const std::size_t new_line = rows[from].new_line + (new_count > 0 ? 1 : 0);
  return fmt::format("@@ -{},{} +{},{} @@\n{}", old_line, old_count, new_line, new_count, body);
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view name) {
  if (before == after) return {};
  const Lines a = lines_of(before);
  const Lines b = lines_of(after);
  const std::vector<DiffRow> rows = rows_of(a, b, marks_of(a, b));
  std::string out = fmt::format("--- {}\n+++ {}\n", name, name);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].sign == ' ') continue;
    const std::size_t from = i - std::min(i, kContext);
    std::size_t last = i;
    for (std::size_t k = i; k < rows.size() && k <= last + 2 * kContext; ++k) {
      if (rows[k].sign != ' ') last = k;
    }
    out += hunk(rows, from, std::min(rows.size(), last + kContext + 1));
    i = last + kContext;
  }
  return out;
}

}  // namespace sqsproof::properties
