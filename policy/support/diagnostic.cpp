#include "policy/support/diagnostic.h"

#include <algorithm>

#include "policy/support/quoted.h"

namespace sqsproof::policy {

LineColumn line_column(const SourceText& source, std::size_t offset) {
  if (source.quoted_in) return line_column(*source.quoted_in, offset_in_quotes(source, offset));
  offset = std::min(offset, source.text.size());
  const auto begin = source.text.begin();
  const auto here = begin + static_cast<std::ptrdiff_t>(offset);
  const auto line = static_cast<std::size_t>(std::count(begin, here, '\n'));
  const std::size_t newline = offset == 0 ? std::string::npos : source.text.rfind('\n', offset - 1);
  const std::size_t line_begin = newline == std::string::npos ? 0 : newline + 1;
  const std::size_t before = line == 0 ? source.origin.column : 1;
  return {source.origin.line + line, before + offset - line_begin};
}

std::string_view name_of(Severity severity) {
  constexpr std::string_view names[] = {"info", "warning", "error"};
  return names[static_cast<int>(severity)];
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::error; });
}

}  // namespace sqsproof::policy
