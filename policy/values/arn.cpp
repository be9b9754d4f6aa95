#include "policy/values/arn.h"

#include <algorithm>

namespace sqsproof::policy {

std::optional<ArnParts> split_arn(std::string_view text) {
  ArnParts parts;
  for (std::size_t i = 0; i < 5; ++i) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    parts.part[i] = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  parts.part[5] = text;
  return parts;
}

bool is_account_id(std::string_view text) {
  return text.size() == 12 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_queue_arn(std::string_view text) {
  const auto parts = split_arn(text);
  if (!parts || parts->part[0] != "arn" || parts->service() != "sqs") return false;
  if (parts->partition().empty() || parts->region().empty()) return false;
  std::string_view name = parts->resource();
  if (name.empty() || name.size() > 80) return false;
  if (name.ends_with(".fifo")) name.remove_suffix(5);
  const auto legal = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  };
  return is_account_id(parts->account()) && !name.empty() &&
         std::all_of(name.begin(), name.end(), legal);
}

bool is_resource_arn(std::string_view text) {
  const auto parts = split_arn(text);
  if (!parts || parts->part[0] != "arn" || parts->resource().empty()) return false;
  const auto is_word = [](std::string_view part, bool digits) {
    return std::all_of(part.begin(), part.end(), [digits](char c) {
      return (c >= 'a' && c <= 'z') || c == '-' || (digits && c >= '0' && c <= '9');
    });
  };
  return !parts->partition().empty() && !parts->service().empty() &&
         is_word(parts->partition(), true) && is_word(parts->service(), true) &&
         is_word(parts->region(), true) &&
         (is_account_id(parts->account()) || is_word(parts->account(), false));
}

}  // namespace sqsproof::policy
