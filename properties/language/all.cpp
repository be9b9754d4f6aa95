#include <vector>

#include "properties/language/rule.h"

namespace sqsproof::properties {

std::string_view name_of(Standing standing) {
  constexpr std::string_view names[] = {"decided", "unknown", "refused", "reported", "outside"};
  return names[static_cast<int>(standing)];
}

std::span<const LanguageRule> all_language_rules() {
  static const std::vector<LanguageRule> kAll = [] {
    std::vector<LanguageRule> all;
    for (const auto family :
         {input_rules(), grammar_rules(), condition_block_rules(), caller_rules(), element_rules(),
          operator_rules(), variable_rules(), evaluation_rules(), key_rules(), service_rules(),
          sender_rules(), other_kind_rules()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return kAll;
}

}  // namespace sqsproof::properties
