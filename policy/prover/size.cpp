#include "policy/prover/size.h"

#include <algorithm>
#include <fmt/format.h>

namespace sqsproof::policy {
namespace {

constexpr std::size_t kLongestText = 8'192;  // bytes of one principal, action, resource or value
constexpr std::size_t kMostEntries = 1'500;  // principals, and values of conditions
constexpr std::size_t kMostBytes = 131'072;  // of all texts together

struct Size {
  std::size_t longest = 0;
  std::size_t entries = 0;
  std::size_t bytes = 0;

  void add(const std::string& text) {
    longest = std::max(longest, text.size());
    bytes += text.size();
  }
};

Size size_of(const Document& policy) {
  Size size;
  for (const Statement& statement : policy.statements) {
    for (const PrincipalEntry& entry : statement.principals.entries) size.add(entry.text);
    for (const Text& action : statement.actions.entries) size.add(action.text);
    for (const Text& resource : statement.resources.entries) size.add(resource.text);
    size.entries += statement.principals.entries.size();
    for (const Condition& condition : statement.conditions) {
      size.add(condition.key);
      for (const Text& value : condition.values) size.add(value.text);
      size.entries += condition.values.size();
    }
  }
  return size;
}

std::string beyond(std::size_t count, std::size_t limit, std::string_view what) {
  return fmt::format("the policy has {} {}; more than {} are not reasoned about", count, what,
                     limit);
}

}  // namespace

std::string too_large_to_reason(const Document& policy) {
  const Size size = size_of(policy);
  if (size.longest > kLongestText) return beyond(size.longest, kLongestText, "bytes in one text");
  if (size.entries > kMostEntries) {
    return beyond(size.entries, kMostEntries, "principals and condition values");
  }
  if (size.bytes > kMostBytes) return beyond(size.bytes, kMostBytes, "bytes of text");
  return {};
}

}  // namespace sqsproof::policy
