// The row of everything this program can find: a question about a policy or a promise of a queue,
// under one id, with the words a report needs. The catalogue lists them all.
#pragma once

#include <span>
#include <string_view>

#include "policy/support/diagnostic.h"

namespace sqsproof::properties {

enum class Level { must, should, may };
[[nodiscard]] std::string_view name_of(Level level);

/// The words of a property; rows of each family carry one.
struct Description {
  std::string_view id;         ///< stable words, never positions: `access/public`
  std::string_view title;      ///< half a line
  std::string_view rationale;  ///< why it matters, one or two sentences
  std::string_view reference;  ///< page of AWS's documentation
};

/// What `rules` lists and `explain` prints: what can be found, and what the language means.
struct CatalogueRow {
  Description words;
  std::string_view kind;      ///< `access`, `lint`, `conformance` or `language`
  std::string_view level;     ///< severity of a finding, level of a requirement, standing of a rule
  std::string_view fix = {};  ///< what a fix of it does; empty where there is none
  bool by_default = true;     ///< false for what is looked for only when it is selected
};
[[nodiscard]] std::span<const CatalogueRow> catalogue();

}  // namespace sqsproof::properties
