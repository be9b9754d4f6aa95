#include "properties/report/wrapped.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

constexpr std::size_t kColumns = 100;

/// How far the first `columns` characters of a UTF-8 text reach.
std::size_t bytes_of(std::string_view text, std::size_t columns) {
  std::size_t at = 0, characters = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && characters++ == columns) break;
  }
  return at;
}

/// Where to break a text so that its first line fits, if some space allows it.
std::size_t line_end(std::string_view text, std::size_t columns) {
  const std::size_t fits = bytes_of(text, columns);
  if (fits == text.size()) return fits;
  const std::size_t space = text.rfind(' ', fits);
  return std::min(space == text.npos ? text.find(' ', fits) : space, text.size());
}

}  // namespace

std::string wrapped(std::string_view first, std::string_view text) {
  const std::size_t room = kColumns - std::min(first.size(), kColumns / 2);
  std::string lines;
  std::string margin(first);
  do {
    const std::size_t end = line_end(text, room);
    lines += fmt::format("{}{}\n", margin, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    margin.assign(first.size(), ' ');
  } while (!text.empty());
  return lines;
}

std::string by_family(const std::vector<std::string_view>& ids) {
  std::string text;
  for (std::size_t i = 0; i < ids.size();) {
    const std::string_view family = ids[i].substr(0, ids[i].rfind('/'));
    std::vector<std::string_view> names;
    for (; i < ids.size() && ids[i].substr(0, ids[i].rfind('/')) == family; ++i) {
      names.push_back(ids[i].substr(family.size() + 1));
    }
    text += wrapped(fmt::format("    {}: ", family), fmt::format("{}", fmt::join(names, ", ")));
  }
  return text;
}

}  // namespace sqsproof::properties
