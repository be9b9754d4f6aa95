// The catalogue of everything that can be found, as `rules` prints it: for people, for programs,
// and as the page properties/RULES.md.
#pragma once

#include <span>
#include <string>

#include "properties/property.h"

namespace sqsproof::properties {

/// One line a row.
[[nodiscard]] std::string to_text(std::span<const CatalogueRow> rows);
/// An array with one object a row.
[[nodiscard]] std::string to_json(std::span<const CatalogueRow> rows);
/// A table for each family of ids, and under it what the rows rest on.
[[nodiscard]] std::string to_markdown(std::span<const CatalogueRow> rows);

/// One row in full, as `explain` prints it.
[[nodiscard]] std::string explained(const CatalogueRow& row);

}  // namespace sqsproof::properties
