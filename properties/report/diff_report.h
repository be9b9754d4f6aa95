// What `diff` tells of one policy: grants and Denies that are new or gone.
#pragma once

#include <string>

#include "properties/access/compare.h"
#include "properties/report/text.h"

namespace sqsproof::properties {

[[nodiscard]] std::string to_text(const DiffReport& diff, const TextStyle& style, bool closing);
[[nodiscard]] std::string to_json(const DiffReport& diff);
[[nodiscard]] std::string to_markdown(const DiffReport& diff);
[[nodiscard]] std::size_t questions_of(const DiffReport& diff);

}  // namespace sqsproof::properties
