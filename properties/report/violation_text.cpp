#include "properties/report/violation_text.h"

#include <algorithm>
#include <fmt/format.h>

#include "properties/report/text.h"
#include "properties/report/wrapped.h"
#include "semantics/message_names.h"

namespace sqsproof::properties {
namespace {

bool holds(const std::vector<std::size_t>& ids, std::size_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::string violation_text(const ShownViolation& shown) {
  const auto& [violation, calls, history, operations, calls_in_all] = shown;
  std::string text = fmt::format("\n  {} at operation {}\n", violation.promise, violation.at);
  if (!calls.empty() && calls.size() < calls_in_all) {
    text += fmt::format("  of {} calls, {} matter for it:\n", calls_in_all, calls.size());
  }
  for (std::size_t i = 0; i < operations.size(); ++i) {
    const std::size_t id = history.operations[i].id;
    const bool premise = holds(violation.because, id);
    if (!premise && !holds(calls, id)) continue;
    text += fmt::format("  {} {:>3} {}\n", premise ? '*' : ' ', id, printable(operations[i]));
  }
  std::string_view first = "    because  ";
  const std::string words = semantics::name_messages(history, violation.explanation);
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find('\n', begin), words.size());
    text += wrapped(first, printable(std::string_view(words).substr(begin, end - begin)));
    first = "             ";
    begin = end + 1;
  }
  if (violation.margin_us) {
    text += fmt::format("    margin   {} more tolerance would excuse it\n",
                        semantics::describe_duration(*violation.margin_us));
  }
  return text;
}

}  // namespace sqsproof::properties
