#include "properties/explore/queue_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::properties {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes what `is` holds of from the beginning; how much it was.
template <class Is>
std::size_t take(std::string_view& text, Is is) {
  const auto end = std::find_if_not(text.begin(), text.end(), is);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

}  // namespace

bool is_queue_prefix(std::string_view prefix) {
  return !prefix.empty() && prefix.size() <= kLongestQueuePrefix &&
         std::all_of(prefix.begin(), prefix.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                  c == '_';
         });
}

std::string run_names(std::string_view prefix, std::int64_t run) {
  return fmt::format("{}-{:011x}", prefix, run);
}

bool is_of_a_run(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  name.remove_prefix(prefix.size());
  constexpr std::size_t kRunDigits = 11;
  if (!name.starts_with('-')) return false;
  name.remove_prefix(1);
  if (take(name, is_hex) != kRunDigits || !name.starts_with('-')) return false;
  name.remove_prefix(1);
  return take(name, is_digit) > 0 && (name.empty() || name.front() == '-' || name.front() == '.');
}

semantics::StringMap run_tags(std::string_view names, std::string_view time) {
  return {{kToolTag, kToolName}, {"run", std::string(names)}, {"time", std::string(time)}};
}

}  // namespace sqsproof::properties
