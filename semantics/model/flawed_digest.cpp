#include "semantics/model/flawed_digest.h"

#include <algorithm>

#include "policy/support/words.h"
#include "semantics/digest.h"

namespace sqsproof::semantics {
namespace {

/// `Number.int` is digested as `Number`.
std::string without_suffixes(MessageAttributes attributes) {
  for (auto& [name, value] : attributes) {
    value.data_type = value.data_type.substr(0, value.data_type.find('.'));
  }
  return md5_of_attributes(attributes);
}

/// As a locale sorts names, not as bytes.
std::string without_case(const MessageAttributes& attributes) {
  std::vector<const MessageAttributes::value_type*> order;
  for (const auto& one : attributes) order.push_back(&one);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return policy::to_lower(a->first) < policy::to_lower(b->first);
  });
  return md5_of_ordered(order);
}

}  // namespace

std::string digest_of(const MessageAttributes& attributes, Flaw flaw) {
  if (flaw == Flaw::digest_without_suffix) return without_suffixes(attributes);
  if (flaw == Flaw::digest_ignores_case) return without_case(attributes);
  return md5_of_attributes(attributes);
}

}  // namespace sqsproof::semantics
