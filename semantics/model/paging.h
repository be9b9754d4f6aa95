// Lists page by page. A token says which list it continues and behind which name; it is opaque to
// clients and good for that list only. SQSAPI/ListQueues
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/model/refusal.h"

namespace sqsproof::semantics {

struct PageRequest {
  std::optional<int> most;
  std::optional<std::string> token;
};

/// The name behind which the page begins; empty for the first page.
[[nodiscard]] Checked<std::string> page_start(const PageRequest& page, const std::string& list);
[[nodiscard]] std::size_t page_size(const PageRequest& page);
/// The token for what comes behind `last`; none when the client asked for no pages.
[[nodiscard]] std::optional<std::string> next_token(const PageRequest& page,
                                                    const std::string& list,
                                                    const std::string& last);

}  // namespace sqsproof::semantics
