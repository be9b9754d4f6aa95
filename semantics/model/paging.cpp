#include "semantics/model/paging.h"

#include "policy/values/base64.h"
#include "semantics/limits.h"

namespace sqsproof::semantics {

Checked<std::string> page_start(const PageRequest& page, const std::string& list) {
  if (page.most && (*page.most < kMaxResults.least || *page.most > kMaxResults.most)) {
    return refuse("InvalidParameterValueException",
                  "Value for parameter MaxResults is invalid. Reason: MaxResults must be an "
                  "integer between 1 and 1000.");
  }
  if (!page.token) return std::string();
  const auto text = policy::from_base64(*page.token);
  const std::string begin = list + '\n';
  if (!text || !text->starts_with(begin)) {
    return refuse("InvalidParameterValueException", "Invalid or expired next token.");
  }
  return text->substr(begin.size());
}

std::size_t page_size(const PageRequest& page) {
  return static_cast<std::size_t>(page.most.value_or(kMaxResults.initial));
}

std::optional<std::string> next_token(const PageRequest& page, const std::string& list,
                                      const std::string& last) {
  if (!page.most) return std::nullopt;
  return policy::to_base64(list + '\n' + last);
}

}  // namespace sqsproof::semantics
