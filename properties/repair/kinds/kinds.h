// The rows of the kinds of repair, one file each; all.cpp lists them.
#pragma once

#include <optional>

#include "properties/repair/kind.h"

namespace sqsproof::properties {

extern const RepairKind kAskPresence;
extern const RepairKind kDropValues;
extern const RepairKind kNarrowPrincipal;
extern const RepairKind kDropActions;
extern const RepairKind kAddCondition;
extern const RepairKind kRemoveStatement;
extern const RepairKind kAddDeny;

/// One key under one operator, as text.
struct NewCondition {
  std::string op;
  std::string key;
  std::vector<std::string> values;
};

/// Puts a condition into a statement, into the block of its operator where there is one; none when
/// the key already stands there.
[[nodiscard]] std::optional<Fix::Edit> add_condition(const Scene& scene, const NewCondition& added);
/// `StringEquals aws:SourceAccount 111122223333`
[[nodiscard]] std::string words_of(const NewCondition& condition);
/// With words between them, for titles.
[[nodiscard]] std::string joined(const std::vector<std::string>& texts, std::string_view between);
/// Whether a text names an account or organization that is neither the owner's nor trusted.
[[nodiscard]] bool names_outsider(const Subject& subject, const std::string& text);

}  // namespace sqsproof::properties
