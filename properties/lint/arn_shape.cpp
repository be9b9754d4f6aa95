#include "properties/lint/arn_shape.h"

#include <algorithm>
#include <fmt/format.h>

#include "policy/values/glob.h"

namespace sqsproof::properties {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_open(std::string_view part) { return part.empty() || policy::has_wildcard(part); }

/// `aws`, `aws-cn`, `aws-us-gov` and their like; new ones come, so only the shape is held to.
bool is_partition(std::string_view part) {
  return part == "aws" ||
         (part.starts_with("aws-") && part.size() > 4 &&
          std::all_of(part.begin(), part.end(), [](char c) { return is_lower(c) || c == '-'; }));
}

/// `us-east-1`, `us-gov-west-1`: words in lower case, then a number.
bool is_region(std::string_view part) {
  const std::size_t last = part.rfind('-');
  if (last == std::string_view::npos || last == 0 || last + 1 == part.size()) return false;
  const std::string_view words = part.substr(0, last);
  const std::string_view number = part.substr(last + 1);
  return words.find('-') != std::string_view::npos && is_lower(words.front()) &&
         std::all_of(words.begin(), words.end(), [](char c) { return is_lower(c) || c == '-'; }) &&
         std::all_of(number.begin(), number.end(), is_digit);
}

}  // namespace

std::string wrong_with(const policy::ArnParts& arn) {
  if (arn.part[0] != "arn") return "it does not begin with `arn:`";
  if (!policy::has_wildcard(arn.partition()) && !is_partition(arn.partition())) {
    return fmt::format("`{}` is not a partition such as `aws` or `aws-cn`", arn.partition());
  }
  if (!is_open(arn.region()) && !is_region(arn.region())) {
    return fmt::format("`{}` is not a region such as `us-east-1`", arn.region());
  }
  // Some services own resources themselves: `arn:aws:iam::aws:policy/…`.
  const std::string_view account = arn.account();
  const bool number = std::all_of(account.begin(), account.end(), is_digit);
  if (account.empty() || !number || policy::is_account_id(account)) return {};
  return fmt::format("`{}` is not an account id of 12 digits", account);
}

}  // namespace sqsproof::properties
